package io.eventlake.connector.iceberg;

import java.time.LocalDate;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** Conditions on rows that skip files and partitions. Days are UTC, both inclusive. */
public final class LakeFilters {

  private LakeFilters() {}

  /** Rows with an {@code event_dt} on the days. */
  public static Expression eventDays(LocalDate from, LocalDate to) {
    return dates("event_dt", from, to);
  }

  /** Rows with a date on the days. */
  static Expression dates(String column, LocalDate from, LocalDate to) {
    return Expressions.and(
        Expressions.greaterThanOrEqual(column, (int) from.toEpochDay()),
        Expressions.lessThanOrEqual(column, (int) to.toEpochDay()));
  }

  /** Rows with an instant on the days. */
  public static Expression days(String timestampColumn, LocalDate from, LocalDate to) {
    return Expressions.and(
        Expressions.greaterThanOrEqual(timestampColumn, from + "T00:00:00"),
        Expressions.lessThan(timestampColumn, to.plusDays(1) + "T00:00:00"));
  }

  /** Rows of {@code bronze.events} whose event time, the arrival where skewed, is on the days. */
  static Expression bronzeEventDays(LocalDate from, LocalDate to) {
    return Expressions.or(
        Expressions.and(Expressions.equal("clock_skewed", false), days("ts", from, to)),
        Expressions.and(Expressions.equal("clock_skewed", true), days("arrival_ts", from, to)));
  }
}
