package io.eventlake.job;

import io.eventlake.config.ConfigException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The days that a run counts, both ends among them, UTC. */
final class MetricsDays {

  final LocalDate from;
  final LocalDate to;

  private MetricsDays(LocalDate from, LocalDate to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Those that were asked for, without today.
   *
   * @param told takes a sentence where today was among them
   * @throws ConfigException when none of them, or a later one, is over
   */
  static MetricsDays of(LocalDate from, LocalDate to, Instant now, Consumer<String> told) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (to.isAfter(today) || !from.isBefore(today)) {
      throw new ConfigException(
          (to.isAfter(today) ? to : from)
              + " is not over: it is "
              + now
              + ", and the last day that can be counted is "
              + today.minusDays(1));
    }

    if (to.equals(today)) {
      told.accept("Today, " + today + ", is not over and is left out.");
      return new MetricsDays(from, today.minusDays(1));
    }

    return new MetricsDays(from, to);
  }

  List<LocalDate> all() {
    return from.datesUntil(to.plusDays(1)).collect(Collectors.toList());
  }

  static int epochDay(Instant time) {
    return (int) LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
  }

  @Override
  public String toString() {
    return from.equals(to) ? from.toString() : from + " to " + to;
  }
}
