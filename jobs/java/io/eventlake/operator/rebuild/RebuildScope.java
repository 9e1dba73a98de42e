package io.eventlake.operator.rebuild;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;

/** The days that a rebuild writes anew, both inclusive, UTC, and how far around them it looks. */
public final class RebuildScope implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final long DAY = Duration.ofDays(1).toMillis();

  public final LocalDate from;
  public final LocalDate to;

  public RebuildScope(LocalDate from, LocalDate to) {
    this.from = from;
    this.to = to;
  }

  /** First millisecond of the first day. */
  public long startMillis() {
    return from.toEpochDay() * DAY;
  }

  /** First millisecond after the last day. */
  public long endMillis() {
    return (to.toEpochDay() + 1) * DAY;
  }

  /** Whether an instant, epoch milliseconds, lies on one of the days. */
  public boolean contains(long millis) {
    return startMillis() <= millis && millis < endMillis();
  }

  /** The days with so much before and after them. */
  public RebuildScope widened(Duration around) {
    long days = (around.toMillis() + DAY - 1) / DAY;
    return new RebuildScope(from.minusDays(days), to.plusDays(days));
  }

  @Override
  public String toString() {
    return from.equals(to) ? from.toString() : from + " to " + to;
  }
}
