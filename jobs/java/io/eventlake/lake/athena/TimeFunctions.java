package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.eventlake.lake.sql.SqlException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Dates, timestamps and intervals. */
final class TimeFunctions {

  private static final ValueType NULL = ValueType.of(Kind.NULL);

  /** Units of time and the interval that so many of them are. */
  private static final Map<String, String> UNITS =
      Map.of(
          "millisecond", "to_milliseconds(CAST($1 AS BIGINT))",
          "second", "to_seconds(CAST($1 AS BIGINT))",
          "minute", "to_minutes(CAST($1 AS BIGINT))",
          "hour", "to_hours(CAST($1 AS BIGINT))",
          "day", "to_days(CAST($1 AS INTEGER))",
          "week", "to_weeks(CAST($1 AS INTEGER))",
          "month", "to_months(CAST($1 AS INTEGER))",
          "quarter", "to_quarters(CAST($1 AS INTEGER))",
          "year", "to_years(CAST($1 AS INTEGER))");

  /** Parts of times by the names of functions and of EXTRACT. */
  private static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("year", "year($1)"),
          Map.entry("quarter", "quarter($1)"),
          Map.entry("month", "month($1)"),
          Map.entry("week", "weekofyear($1)"),
          Map.entry("week_of_year", "weekofyear($1)"),
          Map.entry("day", "athena_day($1)"),
          Map.entry("day_of_month", "athena_day($1)"),
          Map.entry("day_of_week", "isodow($1)"),
          Map.entry("dow", "isodow($1)"),
          Map.entry("day_of_year", "dayofyear($1)"),
          Map.entry("doy", "dayofyear($1)"),
          Map.entry("year_of_week", "isoyear($1)"),
          Map.entry("yow", "isoyear($1)"),
          Map.entry("hour", "athena_hour($1)"),
          Map.entry("minute", "athena_minute($1)"),
          Map.entry("second", "athena_second($1)"),
          Map.entry("millisecond", "(millisecond($1) % 1000)"));

  private TimeFunctions() {}

  static void addTo(FunctionTable table) {
    for (String name : PARTS.keySet()) {
      table.add(name, 1, of -> part(name, of.get(0)));
    }

    addUnits(table);
    addPatterns(table);
    table
        .add("date", 1, of -> AthenaTypes.cast(of.get(0), "date", false))
        .add("last_day_of_month", 1, of -> "last_day(" + Zoned.local(of.get(0)) + ")")
        .add("from_unixtime", "athena_from_unixtime($1)")
        .add(
            "from_unixtime",
            2,
            of -> Zoned.print("athena_from_unixtime(" + of.get(0) + ")", of.get(1)))
        .add(
            "to_unixtime",
            1,
            of -> "epoch(" + Zoned.read(of.get(0)).map(Zoned::moment).orElse(of.get(0)) + ")")
        .add("at_timezone", 2, of -> Zoned.print(of.get(0), of.get(1)))
        .add(
            "with_timezone",
            2,
            of -> Zoned.print("athena_moment(" + of.get(0) + ", " + of.get(1) + ")", of.get(1)))
        .add("to_milliseconds", "CAST(trunc(epoch($1) * 1000) AS BIGINT)")
        .add("current_timezone", "'UTC'");
  }

  private static void addUnits(FunctionTable table) {
    table
        .add("date_trunc", 2, of -> truncated(unit("date_trunc", of.get(0)), of.get(1)))
        .add(
            "date_add",
            3,
            of -> {
              String unit = unit("date_add", of.get(0));
              String interval = UNITS.get(unit).replace("$1", "athena_count(" + of.get(1) + ")");
              return "athena_date_add('" + unit + "', " + interval + ", " + of.get(2) + ")";
            })
        .add(
            "date_diff",
            3,
            of ->
                "athena_date_diff('"
                    + unit("date_diff", of.get(0))
                    + "', "
                    + of.get(1)
                    + ", "
                    + of.get(2)
                    + ")")
        .where(1, NULL, "date_diff", 3, TimeFunctions::noDifference)
        .where(2, NULL, "date_diff", 3, TimeFunctions::noDifference);
  }

  private static void addPatterns(FunctionTable table) {
    table
        .add("date_parse", "CAST(athena_date_parse($1, $2) AS TIMESTAMP_MS)")
        .add(
            "date_format",
            2,
            of -> "athena_date_format(" + Zoned.local(of.get(0)) + ", " + of.get(1) + ")")
        .add(
            "format_datetime",
            2,
            of -> "athena_format_datetime(" + Zoned.local(of.get(0)) + ", " + of.get(1) + ")")
        .add("parse_datetime", "athena_parse_datetime($1, $2)")
        .add("from_iso8601_timestamp", "athena_iso_timestamp($1)")
        .add("from_iso8601_date", "athena_iso_date($1)")
        .add(
            "to_iso8601",
            1,
            of -> "replace(replace(athena_to_varchar(" + of.get(0) + "), ' UTC', 'Z'), ' ', 'T')");
  }

  /** A part of a time, or of an interval. */
  static String part(String name, String time) {
    if (!PARTS.containsKey(name)) {
      throw new SqlException(
          "there is no part "
              + name
              + " of a time here; there are year, quarter, month, week, day, day_of_week,"
              + " day_of_year, year_of_week, hour, minute and second");
    }

    return PARTS.get(name).replace("$1", Zoned.local(time));
  }

  private static String truncated(String unit, String time) {
    String head = "athena_date_trunc('" + unit + "', ";
    return Zoned.read(time)
        .map(
            zoned ->
                Zoned.print(
                    "athena_moment_near("
                        + head
                        + zoned.local()
                        + "), "
                        + zoned.zone()
                        + ", "
                        + zoned.moment()
                        + ")",
                    zoned.zone()))
        .orElse(head + time + ")");
  }

  private static String noDifference(List<String> of, String behind) {
    unit("date_diff", of.get(0));
    return "CAST(NULL AS BIGINT)";
  }

  private static String unit(String function, String printed) {
    String unit = printed.replace("'", "").toLowerCase(Locale.ROOT);
    if (!printed.startsWith("'") || !UNITS.containsKey(unit)) {
      throw new SqlException(
          printed
              + " is no unit of "
              + function
              + "; there are 'millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month',"
              + " 'quarter' and 'year'");
    }

    return unit;
  }
}
