package io.eventlake.bench.measure;

import java.util.List;

/** How often something was done and how long it took. */
public record Durations(long count, double medianMillis, long maxMillis) {

  static Durations of(long count, List<Long> millis) {
    return new Durations(
        count,
        Median.of(millis.stream().mapToDouble(Long::doubleValue)),
        millis.stream().mapToLong(Long::longValue).max().orElse(0));
  }
}
