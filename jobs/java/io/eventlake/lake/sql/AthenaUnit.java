package io.eventlake.lake.sql;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;

/** Units of time as Athena's functions name them; a week begins on Monday. */
enum AthenaUnit {
  MILLISECOND(ChronoUnit.MILLIS),
  SECOND(ChronoUnit.SECONDS),
  MINUTE(ChronoUnit.MINUTES),
  HOUR(ChronoUnit.HOURS),
  DAY(ChronoUnit.DAYS),
  WEEK(ChronoUnit.WEEKS),
  MONTH(ChronoUnit.MONTHS),
  YEAR(ChronoUnit.YEARS);

  private final ChronoUnit unit;

  AthenaUnit(ChronoUnit unit) {
    this.unit = unit;
  }

  /**
   * Finds a unit by its name in any case.
   *
   * @throws SqlException naming the units there are
   */
  static AthenaUnit of(String name) {
    return Arrays.stream(values())
        .filter(unit -> unit.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SqlException(
                    "There is no unit of time '"
                        + name
                        + "' here; there are "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
  }

  /** Whole units from one time to another, cut towards zero. */
  long between(Temporal from, Temporal to) {
    return unit.between(from, to);
  }

  /** The start of the unit around a time. */
  LocalDateTime startOf(LocalDateTime time) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    switch (this) {
      case WEEK:
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH:
        return day.withDayOfMonth(1);
      case YEAR:
        return day.withDayOfYear(1);
      default:
        return time.truncatedTo(unit);
    }
  }
}
