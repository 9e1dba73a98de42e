package io.eventlake.bench.run;

import io.eventlake.bench.compare.LakeComparison;
import io.eventlake.bench.report.Agreement;
import io.eventlake.bench.report.Length;
import io.eventlake.bench.run.Plan.Entry;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of those who write the job's, compared with its own: after the long run of the first
 * round, in which {@code clickstream} runs before all others. Its lakes are kept for that long.
 */
final class ComparedLakes {

  private final Plan plan;
  private final Map<Variant, Path> references = new HashMap<>();

  ComparedLakes(Plan plan) {
    this.plan = plan;
  }

  /** Whether the lake of a run is wanted after the next ones. */
  boolean keeps(Entry entry) {
    return compared(entry)
        && entry.variant().contestant().equals(Clickstream.NAME)
        && plan.variants().stream()
            .anyMatch(other -> comparable(other) && reference(other).equals(entry.variant()));
  }

  /**
   * Takes note of a lake.
   *
   * @return what it has of that of {@code clickstream}, where that is to be known
   * @throws BenchmarkException when rows of single events are not the same
   */
  Optional<Agreement> ran(Entry entry, Path lake) {
    if (keeps(entry)) {
      references.put(entry.variant(), lake);
    }

    if (!compared(entry) || !comparable(entry.variant())) {
      return Optional.empty();
    }

    Variant reference = reference(entry.variant());
    LakeComparison comparison = LakeComparison.of(references.get(reference), lake);
    if (!comparison.disagreements().isEmpty()) {
      throw new BenchmarkException(
          plan.label(entry.variant())
              + " does not write the tables of "
              + plan.label(reference)
              + ", so that its cost says nothing: "
              + comparison.disagreements()
              + " (their lakes are "
              + lake
              + " and "
              + references.get(reference)
              + ")");
    }

    return Optional.of(comparison.agreement(plan.label(entry.variant()), plan.label(reference)));
  }

  /** The lakes that were kept. */
  Collection<Path> kept() {
    return references.values();
  }

  private static boolean compared(Entry entry) {
    return entry.round() == 1 && entry.length() == Length.LONG;
  }

  private static boolean comparable(Variant variant) {
    return Contestants.find(variant.contestant()).writesTheJobsTables();
  }

  private static Variant reference(Variant variant) {
    return new Variant(Clickstream.NAME, variant.backend(), variant.slots());
  }
}
