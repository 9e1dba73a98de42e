package io.eventlake.lake.check;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of whole hours, in which two counts of the same records can be compared: one by the minute
 * in which a record was put, the other by the one in which it arrived. These differ for a record
 * between two minutes, so a count exceeds the other for certain only where it does with a minute
 * more of the other on both sides.
 */
final class WholeHours {

  static final Duration EDGE = Duration.ofMinutes(1);

  private static final Duration HOUR = Duration.ofHours(1);

  final Instant from;
  final Instant until;

  private WholeHours(Instant from, Instant until) {
    this.from = from;
    this.until = until;
  }

  /**
   * The hours that lie between two times with an edge on both sides, perhaps none.
   *
   * @param from not at the end of all time
   */
  static WholeHours within(Instant from, Instant until) {
    Instant first = from.plus(EDGE).plus(HOUR).minusNanos(1).truncatedTo(ChronoUnit.HOURS);
    return until.isAfter(first.plus(EDGE))
        ? new WholeHours(first, until.minus(EDGE).truncatedTo(ChronoUnit.HOURS))
        : new WholeHours(first, first);
  }

  boolean isEmpty() {
    return from.equals(until);
  }

  long count() {
    return Duration.between(from, until).toHours();
  }

  /** The sum over these hours of what is counted by the minute. */
  long sum(NavigableMap<Instant, Long> minutes) {
    return minutes.subMap(from, until).values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The fewest hours in a row, of these, in which one count exceeds the other most, for certain;
   * none where it does nowhere.
   */
  WholeHours largestExcess(NavigableMap<Instant, Long> more, NavigableMap<Instant, Long> less) {
    NavigableMap<Instant, Long> moreUntil = sums(more);
    NavigableMap<Instant, Long> lessUntil = sums(less);
    WholeHours worst = new WholeHours(from, from);
    long most = 0;
    Instant begin = from;
    // What one count is ahead of the other before a run: the less, the more is left for the run.
    long ahead = Long.MAX_VALUE;
    for (Instant hour = from; hour.isBefore(until); hour = hour.plus(HOUR)) {
      long here = before(moreUntil, hour) - before(lessUntil, hour.minus(EDGE));
      if (here <= ahead) {
        ahead = here;
        begin = hour;
      }

      Instant end = hour.plus(HOUR);
      long excess = before(moreUntil, end) - before(lessUntil, end.plus(EDGE)) - ahead;
      if (excess > most) {
        most = excess;
        worst = new WholeHours(begin, end);
      }
    }

    return worst;
  }

  /** Each of these hours by itself. */
  List<WholeHours> each() {
    return Stream.iterate(from, hour -> hour.isBefore(until), hour -> hour.plus(HOUR))
        .map(hour -> new WholeHours(hour, hour.plus(HOUR)))
        .collect(Collectors.toList());
  }

  @Override
  public String toString() {
    return from + " to " + until;
  }

  /** Of each minute what was counted until its end. */
  private static NavigableMap<Instant, Long> sums(NavigableMap<Instant, Long> minutes) {
    NavigableMap<Instant, Long> sums = new TreeMap<>();
    long sum = 0;
    for (Map.Entry<Instant, Long> minute : minutes.entrySet()) {
      sum += minute.getValue();
      sums.put(minute.getKey(), sum);
    }

    return sums;
  }

  private static long before(NavigableMap<Instant, Long> sums, Instant time) {
    Map.Entry<Instant, Long> last = sums.lowerEntry(time);
    return last == null ? 0 : last.getValue();
  }
}
