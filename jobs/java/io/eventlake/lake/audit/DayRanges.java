package io.eventlake.lake.audit;

import io.eventlake.lake.engine.RowFilter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** Days that are looked at: ranges of them, and perhaps rows that have none. */
final class DayRanges {

  private static final long MICROS = TimeUnit.DAYS.toMicros(1);

  /** Days from one to another, both inclusive; null where the range has no end. */
  private static final class Range {

    private final LocalDate from;
    private final LocalDate to;

    private Range(LocalDate from, LocalDate to) {
      this.from = from;
      this.to = to;
    }

    private boolean contains(LocalDate day) {
      return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
  }

  private final List<Range> ranges;
  private final boolean undated;

  private DayRanges(List<Range> ranges, boolean undated) {
    this.ranges = ranges;
    this.undated = undated;
  }

  /**
   * The days from one to another, without rows that have none.
   *
   * @param to null for all that follow
   */
  static DayRanges of(LocalDate from, LocalDate to) {
    return new DayRanges(List.of(new Range(from, to)), false);
  }

  /**
   * These days.
   *
   * @param days null among them for rows that have none
   */
  static DayRanges of(Set<LocalDate> days) {
    TreeSet<LocalDate> dated = new TreeSet<>();
    days.stream().filter(Objects::nonNull).forEach(dated::add);
    List<Range> ranges = new ArrayList<>();
    LocalDate from = null;
    for (LocalDate day : dated) {
      from = from == null ? day : from;
      if (!dated.contains(day.plusDays(1))) {
        ranges.add(new Range(from, day));
        from = null;
      }
    }

    return new DayRanges(ranges, days.contains(null));
  }

  /** All days but these, whether or not a row is known of them, and rows without one. */
  static DayRanges without(Collection<LocalDate> days) {
    List<Range> ranges = new ArrayList<>();
    LocalDate next = null;
    for (LocalDate day : new TreeSet<>(days)) {
      if (!day.equals(next)) {
        ranges.add(new Range(next, day.minusDays(1)));
      }

      next = day.plusDays(1);
    }

    ranges.add(new Range(next, null));
    return new DayRanges(ranges, true);
  }

  /**
   * Whether a row is of these days.
   *
   * @param day null for a row that has none
   */
  boolean contains(LocalDate day) {
    return day == null ? undated : ranges.stream().anyMatch(range -> range.contains(day));
  }

  /** The rows of a table that are of these days by one of its columns. */
  RowFilter filter(DayColumn column) {
    String name = column.name();
    Expression files = undated ? Expressions.isNull(name) : Expressions.alwaysFalse();
    List<String> rows = new ArrayList<>();
    rows.add(undated ? name + " IS NULL" : "false");
    for (Range range : ranges) {
      Expression within = Expressions.alwaysTrue();
      List<String> bounds = new ArrayList<>(List.of("true"));
      if (range.from != null) {
        within = Expressions.greaterThanOrEqual(name, value(column, range.from));
        bounds.add(name + " >= " + text(column, range.from));
      }

      if (range.to != null) {
        LocalDate end = range.to.plusDays(1);
        within = Expressions.and(within, Expressions.lessThan(name, value(column, end)));
        bounds.add(name + " < " + text(column, end));
      }

      files = Expressions.or(files, within);
      rows.add(String.join(" AND ", bounds));
    }

    return new RowFilter(files, String.join(" OR ", rows));
  }

  /** The start of a day as Iceberg compares it with the column. */
  private static Object value(DayColumn column, LocalDate day) {
    return column.isDate()
        ? (Object) Math.toIntExact(day.toEpochDay())
        : (Object) (day.toEpochDay() * MICROS);
  }

  /** The same for DuckDB, of which no year is too large or small. */
  private static String text(DayColumn column, LocalDate day) {
    return column.isDate()
        ? "(DATE '1970-01-01' + CAST(" + day.toEpochDay() + " AS INTEGER))"
        : "make_timestamp(CAST(" + day.toEpochDay() * MICROS + " AS BIGINT))";
  }
}
