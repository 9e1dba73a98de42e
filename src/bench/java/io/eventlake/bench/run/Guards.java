package io.eventlake.bench.run;

import io.eventlake.bench.report.Results;
import java.util.Locale;
import java.util.Map;

/**
 * What an event may cost {@code clickstream} in times of what it costs another of the same run:
 * ratios, since times say as much of the machine and the hour.
 */
final class Guards {

  private final Map<String, Double> ratios;
  private final Plan plan;

  /**
   * Guards by contestant.
   *
   * @throws BenchmarkException when one of them does not run
   */
  Guards(Map<String, Double> ratios, Plan plan) {
    this.ratios = ratios;
    this.plan = plan;
    for (String contestant : ratios.keySet()) {
      if (plan.variants().stream().noneMatch(one -> one.contestant().equals(contestant))) {
        throw new BenchmarkException(
            "--guard=" + contestant + ": it does not run; add it to --against");
      }
    }
  }

  /**
   * Compares variants of the same settings.
   *
   * @throws BenchmarkException when an event cost more
   */
  void check(Results results) {
    for (Variant variant : plan.variants()) {
      Double allowed = ratios.get(variant.contestant());
      if (allowed == null) {
        continue;
      }

      String own = plan.label(new Variant(Clickstream.NAME, variant.backend(), variant.slots()));
      double ratio = results.cpuRatio(own, plan.label(variant));
      // Not a number is no proof either.
      if (!(ratio <= allowed)) {
        throw new BenchmarkException(
            String.format(
                Locale.ROOT,
                "An event cost %s %.2f times the CPU of %s; %.2f is allowed",
                own,
                ratio,
                plan.label(variant),
                allowed));
      }
    }
  }
}
