package io.eventlake.cli;

import io.eventlake.config.TimeWords;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The first of the days that somebody asks for, UTC: as a day, or as how long ago it was. */
final class SinceDay {

  private final LocalDate day;

  private SinceDay(LocalDate day) {
    this.day = day;
  }

  /**
   * The day, or that on which a duration before now begins.
   *
   * @throws IllegalArgumentException whose message goes on behind the value
   */
  static SinceDay of(String text, Clock clock) {
    try {
      return new SinceDay(TimeWords.day(text, clock));
    } catch (IllegalArgumentException none) {
      return new SinceDay(before(text, clock));
    }
  }

  private static LocalDate before(String text, Clock clock) {
    try {
      Instant begin = clock.instant().minus(TimeWords.duration(text));
      if (begin.isBefore(Instant.EPOCH)) {
        throw new DateTimeException("before all events");
      }

      return LocalDate.ofInstant(begin, ZoneOffset.UTC);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException(
          "is no day of the form 2026-03-01, today or yesterday, nor a duration such as 6 h or PT6H",
          e);
    }
  }

  LocalDate day() {
    return day;
  }
}
