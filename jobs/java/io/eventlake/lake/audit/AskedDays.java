package io.eventlake.lake.audit;

import java.time.LocalDate;

/** Days, UTC, of which somebody wants to see the balance. */
public final class AskedDays {

  private final LocalDate from;
  private final LocalDate to;

  private AskedDays(LocalDate from, LocalDate to) {
    this.from = from;
    this.to = to;
  }

  /** One day. */
  public static AskedDays of(LocalDate day) {
    return new AskedDays(day, day);
  }

  /** A day and all that follow. */
  public static AskedDays since(LocalDate day) {
    return new AskedDays(day, null);
  }

  DayRanges ranges() {
    return DayRanges.of(from, to);
  }

  /** In words. */
  @Override
  public String toString() {
    return from.equals(to) ? from.toString() : "the days since " + from;
  }
}
