package io.eventlake.lake.athena.scalar;

import static org.duckdb.DuckDBColumnType.DATE;
import static org.duckdb.DuckDBColumnType.TIMESTAMP;
import static org.duckdb.DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.time.DateTimeZone;
import org.joda.time.format.DateTimeFormat;
import org.joda.time.format.DateTimeFormatter;
import org.joda.time.format.ISODateTimeFormat;

/**
 * Times as texts, by the library that Athena's engine uses: it decides what a pattern takes. Times
 * with a zone come in UTC; one that is read with another offset is refused, as that would be lost.
 */
final class Times {

  /** With a year of any number of digits. */
  private static final Pattern ANY_YEAR =
      Pattern.compile("([+-]?)(\\d{1,9})-(\\d{1,2})-(\\d{1,2})");

  private Times() {}

  static void addTo(Registry registry) {
    registry
        .add("athena_date_parse", TIMESTAMP, Times::parseMysql, VARCHAR, VARCHAR)
        .add(
            "athena_date_format",
            VARCHAR,
            row -> print(MysqlPatterns.of((String) row[1]), row[0]),
            TIMESTAMP,
            VARCHAR)
        .add(
            "athena_date_format",
            VARCHAR,
            row -> print(MysqlPatterns.of((String) row[1]), row[0]),
            TIMESTAMP_WITH_TIME_ZONE,
            VARCHAR)
        .add("athena_format_datetime", VARCHAR, Times::formatLocal, TIMESTAMP, VARCHAR)
        .add(
            "athena_format_datetime",
            VARCHAR,
            row -> print(pattern((String) row[1]), row[0]),
            TIMESTAMP_WITH_TIME_ZONE,
            VARCHAR)
        .add(
            "athena_parse_datetime",
            TIMESTAMP_WITH_TIME_ZONE,
            row -> moment((String) row[0], pattern((String) row[1])),
            VARCHAR,
            VARCHAR)
        .add(
            "athena_iso_timestamp",
            TIMESTAMP_WITH_TIME_ZONE,
            row -> moment((String) row[0], ISODateTimeFormat.dateTimeParser()),
            VARCHAR)
        .add("athena_odd_date", VARCHAR, row -> oddDate((String) row[0]), VARCHAR)
        .add("athena_iso_date", DATE, row -> isoDate((String) row[0]), VARCHAR)
        .add(
            "athena_local",
            TIMESTAMP,
            row -> local((OffsetDateTime) row[0], (String) row[1]),
            TIMESTAMP_WITH_TIME_ZONE,
            VARCHAR)
        .add(
            "athena_moment",
            TIMESTAMP_WITH_TIME_ZONE,
            row -> moment((LocalDateTime) row[0], (String) row[1]),
            TIMESTAMP,
            VARCHAR)
        .add(
            "athena_moment_near",
            TIMESTAMP_WITH_TIME_ZONE,
            row -> near((LocalDateTime) row[0], (String) row[1], (OffsetDateTime) row[2]),
            TIMESTAMP,
            VARCHAR,
            TIMESTAMP_WITH_TIME_ZONE);
  }

  private static Object parseMysql(Object[] row) {
    try {
      long millis = MysqlPatterns.of((String) row[1]).parseMillis((String) row[0]);
      return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    } catch (IllegalArgumentException e) {
      throw unread(row[0], e);
    }
  }

  private static Object formatLocal(Object[] row) {
    String pattern = (String) row[1];
    if (pattern.replaceAll("'[^']*'", "").matches("(?s).*[zZ].*")) {
      throw new ScalarFault(
          "a timestamp without a zone has none to print: leave Z out of '" + pattern + "'");
    }

    return print(pattern(pattern), row[0]);
  }

  private static String print(DateTimeFormatter formatter, Object time) {
    OffsetDateTime moment =
        time instanceof LocalDateTime
            ? ((LocalDateTime) time).atOffset(ZoneOffset.UTC)
            : (OffsetDateTime) time;
    long micros =
        Math.addExact(
            Math.multiplyExact(moment.toEpochSecond(), 1_000_000L), moment.getNano() / 1_000);
    return formatter.print(Math.floorDiv(micros + 500, 1_000L));
  }

  private static DateTimeFormatter pattern(String text) {
    try {
      return DateTimeFormat.forPattern(text).withLocale(Locale.ENGLISH).withZoneUTC();
    } catch (IllegalArgumentException e) {
      throw new ScalarFault("'" + text + "' is no pattern of times: " + e.getMessage());
    }
  }

  private static OffsetDateTime moment(String text, DateTimeFormatter formatter) {
    long millis;
    long local;
    try {
      millis = formatter.withZoneUTC().parseMillis(text);
      local =
          formatter.withZoneUTC().parseLocalDateTime(text).toDateTime(DateTimeZone.UTC).getMillis();
    } catch (IllegalArgumentException e) {
      throw unread(text, e);
    }

    if (millis != local) {
      throw new ScalarFault(
          "'"
              + text
              + "' has an offset, which is not kept here: take times in UTC, such as"
              + " 2026-11-20T08:30:00Z");
    }

    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }

  /**
   * As DuckDB reads it: a year of another form, such as {@code 26} and {@code +02026}, has four
   * digits; what is no date stays as it is.
   */
  private static String oddDate(String text) {
    Matcher parts = ANY_YEAR.matcher(text.strip());
    if (!parts.matches()) {
      return text;
    }

    int year = Integer.parseInt(parts.group(1) + parts.group(2));
    if (year < 1 || year > 9999) {
      throw new ScalarFault("the date '" + text + "' is not known here: years are from 1 to 9999");
    }

    return String.format(Locale.ROOT, "%04d-%s-%s", year, parts.group(3), parts.group(4));
  }

  private static LocalDate isoDate(String text) {
    try {
      long millis = ISODateTimeFormat.dateElementParser().withZoneUTC().parseMillis(text);
      return LocalDate.ofEpochDay(Math.floorDiv(millis, 86_400_000L));
    } catch (IllegalArgumentException e) {
      throw unread(text, e);
    }
  }

  private static LocalDateTime local(OffsetDateTime moment, String zone) {
    return LocalDateTime.ofInstant(moment.toInstant(), zone(zone));
  }

  /**
   * Of an hour that a clock shows twice, as Athena does: as the clock stands at that time in UTC.
   */
  private static OffsetDateTime moment(LocalDateTime local, String zone) {
    return near(local, zone, local.atOffset(ZoneOffset.UTC));
  }

  /** Of an hour that a clock shows twice, the one in which the clock stood as at another moment. */
  private static OffsetDateTime near(LocalDateTime local, String zone, OffsetDateTime other) {
    ZoneId known = zone(zone);
    ZoneOffset stood = known.getRules().getOffset(other.toInstant());
    return ZonedDateTime.ofLocal(local, known, stood).toInstant().atOffset(ZoneOffset.UTC);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new ScalarFault("'" + name + "' is no time zone; one is Europe/Berlin, another +02:00");
    }
  }

  private static ScalarFault unread(Object text, IllegalArgumentException e) {
    return new ScalarFault(
        "'" + text + "' is no time of this pattern: " + e.getMessage() + "; TRY(..) gives null");
  }
}
