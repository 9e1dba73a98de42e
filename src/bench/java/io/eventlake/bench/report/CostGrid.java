package io.eventlake.bench.report;

import io.eventlake.bench.measure.RunFigures;
import io.eventlake.bench.measure.ThreadKind;
import java.util.List;

/** What an event costs each variant: slopes between the lengths, medians over the rounds. */
final class CostGrid {

  static final double MICRO = 1e3;
  static final double KILO = 1024;

  private final Results results;

  CostGrid(Results results) {
    this.results = results;
  }

  Grid grid() {
    Grid grid =
        new Grid(
            "What an event costs",
            List.of(
                "",
                "CPU us",
                "least",
                "most",
                "without JIT",
                "events/CPU s",
                "events/s",
                "KB allocated",
                "GC of CPU",
                "JIT of CPU",
                "CPU to " + results.first(),
                "the same without JIT"));
    results.variants().forEach(variant -> grid.row(variant, row(variant)));
    return grid;
  }

  private List<String> row(String variant) {
    double micros = results.perEvent(variant, RunFigures::cpuNanos) / MICRO;
    double[] sorted =
        results.slopes(variant).stream()
            .mapToDouble(slope -> slope.perEvent(RunFigures::cpuNanos) / MICRO)
            .sorted()
            .toArray();
    return List.of(
        Numbers.of(micros),
        Numbers.of(sorted[0]),
        Numbers.of(sorted[sorted.length - 1]),
        Numbers.of(results.perEvent(variant, RunFigures::cpuNanosWithoutJit) / MICRO),
        Numbers.of(1e6 / micros),
        Numbers.of(1e9 / results.perEvent(variant, RunFigures::wallNanos)),
        Numbers.of(results.perEvent(variant, RunFigures::allocatedBytes) / KILO),
        Numbers.percent(cpuShare(variant, ThreadKind.GC)),
        Numbers.percent(cpuShare(variant, ThreadKind.JIT)),
        Numbers.of(results.cpuRatio(variant, results.first())),
        Numbers.of(results.ratio(variant, results.first(), RunFigures::cpuNanosWithoutJit)));
  }

  private double cpuShare(String variant, ThreadKind kind) {
    return results.median(
        variant, slope -> slope.share(figures -> figures.cpuNanos(kind), RunFigures::cpuNanos));
  }
}
