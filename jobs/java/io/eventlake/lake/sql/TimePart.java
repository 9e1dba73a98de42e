package io.eventlake.lake.sql;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** The parts of a time as Flink's EXTRACT has them: a week is that of ISO, Sunday is day 1. */
enum TimePart {
  YEAR(ChronoField.YEAR),
  QUARTER(IsoFields.QUARTER_OF_YEAR),
  MONTH(ChronoField.MONTH_OF_YEAR),
  WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
  DAY(ChronoField.DAY_OF_MONTH),
  DOY(ChronoField.DAY_OF_YEAR),
  DOW(ChronoField.DAY_OF_WEEK),
  HOUR(ChronoField.HOUR_OF_DAY),
  MINUTE(ChronoField.MINUTE_OF_HOUR),
  SECOND(ChronoField.SECOND_OF_MINUTE),
  MILLISECOND(ChronoField.MILLI_OF_SECOND),
  EPOCH(ChronoField.INSTANT_SECONDS);

  private final TemporalField field;

  TimePart(TemporalField field) {
    this.field = field;
  }

  /** A part by its name, or by that of the function that gives it, in any case; null for others. */
  static TimePart named(String name) {
    switch (name.toUpperCase(Locale.ROOT)) {
      case "DAYOFMONTH":
        return DAY;
      case "DAYOFYEAR":
        return DOY;
      case "DAYOFWEEK":
        return DOW;
      default:
        for (TimePart part : values()) {
          if (part.name().equalsIgnoreCase(name)) {
            return part;
          }
        }

        return null;
    }
  }

  /** The part of a timestamp, a day or a time of day. */
  long of(TemporalAccessor time) {
    switch (this) {
      case DOW:
        return DayOfWeek.from(time).plus(1).getValue();
      case EPOCH:
        LocalDate day = time.query(TemporalQueries.localDate());
        LocalTime hour = time.query(TemporalQueries.localTime());
        return LocalDateTime.of(
                day == null ? LocalDate.EPOCH : day, hour == null ? LocalTime.MIDNIGHT : hour)
            .toEpochSecond(ZoneOffset.UTC);
      default:
        // Of a day, its hours are none, as for Flink.
        boolean none = field.isTimeBased() && time instanceof LocalDate;
        return none ? 0 : time.getLong(field);
    }
  }
}
