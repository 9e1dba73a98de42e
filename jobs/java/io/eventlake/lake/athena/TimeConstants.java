package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times that stand in a statement; without a zone they are in UTC. */
final class TimeConstants {

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "\\s*(\\d{4,5}-\\d{1,2}-\\d{1,2})(?:[ T](\\d{1,2}:\\d{1,2}(?::\\d{1,2}(?:\\.\\d{1,12})?)?))?"
              + "\\s*(\\S.*)?",
          Pattern.DOTALL);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("u-M-d", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("H:m[:s")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter PRINTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private TimeConstants() {}

  /**
   * A date.
   *
   * @throws DateTimeException when it is none
   */
  static Typed date(String text) {
    return Typed.of("DATE '" + LocalDate.parse(text.strip(), DATE) + "'", Kind.DATE);
  }

  /** A time of day; one with a zone is not known. */
  static Typed timeOfDay(String text) {
    return time(LocalTime.parse(text.strip(), TIME));
  }

  static Typed time(LocalTime time) {
    String printed = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).format(time);
    return Typed.of("TIME '" + printed + "'", Kind.TIME);
  }

  /** A timestamp; with a zone it is a moment, in its zone. */
  static Typed timestamp(String text) {
    Matcher parts = parts(text);
    int digits = digits(parts);
    if (parts.group(3) == null) {
      return Typed.of(timestamp(local(parts)).sql(), ValueType.written(Kind.TIMESTAMP, digits));
    }

    String moment = zoned(instant(text)).sql();
    String inZone =
        zone(parts.group(3)).normalized().equals(ZoneOffset.UTC)
            ? moment
            : AthenaOperators.atTimeZone(moment, Names.text(parts.group(3).strip()));
    return Typed.of(inZone, ValueType.written(Kind.TIMESTAMP_ZONED, digits));
  }

  /** Of the second, as they are written. */
  private static int digits(Matcher parts) {
    String time = parts.group(2) == null ? "" : parts.group(2);
    return time.indexOf('.') < 0 ? 0 : time.length() - time.indexOf('.') - 1;
  }

  static Typed timestamp(LocalDateTime local) {
    return Typed.of("TIMESTAMP '" + PRINTED.format(local) + "'", Kind.TIMESTAMP);
  }

  /** A moment, in UTC. */
  static Typed zoned(Instant moment) {
    String printed = PRINTED.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
    return Typed.of("TIMESTAMPTZ '" + printed + "+00'", Kind.TIMESTAMP_ZONED);
  }

  /** The moment of a timestamp. */
  static Instant instant(String text) {
    Matcher parts = parts(text);
    ZoneId zone = parts.group(3) == null ? ZoneOffset.UTC : zone(parts.group(3));
    LocalDateTime local = local(parts);
    if (zone.getRules().getValidOffsets(local).isEmpty()) {
      throw new DateTimeException("the clock of the zone leaves it out");
    }

    return local.atZone(zone).toInstant();
  }

  /** The beginning of a date. */
  static Instant dayStart(String text) {
    return LocalDate.parse(text.strip(), DATE).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * Without more digits of the second than there should be.
   *
   * @param digits 0 to 9
   */
  static Instant cut(Instant moment, int digits) {
    long unit = 1;
    for (int i = digits; i < 9; i++) {
      unit *= 10;
    }

    Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
    return second.plusNanos(moment.getNano() / unit * unit);
  }

  private static Matcher parts(String text) {
    Matcher parts = TIMESTAMP.matcher(text);
    if (!parts.matches()) {
      throw new DateTimeException("no timestamp");
    }

    return parts;
  }

  private static LocalDateTime local(Matcher parts) {
    String time = parts.group(2) == null ? "00:00" : parts.group(2);
    int point = time.indexOf('.');
    String cut = point < 0 ? time : time.substring(0, Math.min(time.length(), point + 10));
    return LocalDateTime.of(LocalDate.parse(parts.group(1), DATE), LocalTime.parse(cut, TIME))
        .truncatedTo(ChronoUnit.MICROS);
  }

  private static ZoneId zone(String text) {
    return ZoneId.of(text.strip().replaceFirst("(?i)^utc$", "UTC"));
  }
}
