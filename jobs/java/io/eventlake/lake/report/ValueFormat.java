package io.eventlake.lake.report;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** How a value is written for people: digits in groups, with its unit, missing ones as a dash. */
enum ValueFormat {
  TEXT,
  GROUP,
  LABEL,
  VERDICT,
  RECORD,
  FLAG,
  FIGURE,
  COUNT,
  PERCENT,
  MONEY,
  SECONDS,
  MINUTE,
  TIME;

  static final String MISSING = "\u2013";

  /** A group without a name, as the charts call it, too. */
  private static final String NONE = "(none)";

  private static final int LENGTH_OF_RECORD = 4_000;
  private static final int LENGTH_OF_MINUTE = "2026-01-31T12:00".length();
  private static final int LENGTH_OF_SECOND = "2026-01-31T12:00:00".length();

  /** True for what stands to the right in a table. */
  boolean isNumeric() {
    return this == COUNT || this == PERCENT || this == MONEY || this == SECONDS || this == FIGURE;
  }

  /** A plain value as text; times are ISO texts in UTC. */
  String text(Object value) {
    if (value == null) {
      return this == GROUP ? NONE : MISSING;
    }

    switch (this) {
      case RECORD:
        return record((byte[]) value);
      case FLAG:
        return value.equals(true) ? "Yes" : "No";
      case COUNT:
        return String.format(Locale.ROOT, "%,d", new BigDecimal(value.toString()).toBigInteger());
      case PERCENT:
        return decimal(value) + "\u00a0%";
      case MONEY:
        return decimal(value);
      case SECONDS:
        return duration(Duration.ofSeconds(((Number) value).longValue()));
      case MINUTE:
        return time(value.toString(), LENGTH_OF_MINUTE);
      case TIME:
        return time(value.toString(), LENGTH_OF_SECOND);
      default:
        return value.toString();
    }
  }

  /** The bytes as text, of a long one the begin and how much is left out. */
  private static String record(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int characters = text.codePointCount(0, text.length());
    return characters <= LENGTH_OF_RECORD
        ? text
        : String.format(
            Locale.ROOT,
            "%s \u2026 (%,d more characters)",
            text.substring(0, text.offsetByCodePoints(0, LENGTH_OF_RECORD)),
            characters - LENGTH_OF_RECORD);
  }

  private static String decimal(Object value) {
    return String.format(Locale.ROOT, "%,.2f", new BigDecimal(value.toString()));
  }

  /** The two largest units; a minus sign before what lies in the future. */
  private static String duration(Duration duration) {
    String sign = duration.isNegative() ? "\u2212" : "";
    Duration size = duration.abs();
    if (size.toDays() > 0) {
      return sign + pair(size.toDays(), "d", size.toHoursPart(), "h");
    } else if (size.toHours() > 0) {
      return sign + pair(size.toHours(), "h", size.toMinutesPart(), "min");
    } else if (size.toMinutes() > 0) {
      return sign + pair(size.toMinutes(), "min", size.toSecondsPart(), "s");
    }

    return sign + size.toSeconds() + "\u00a0s";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return String.format(Locale.ROOT, "%,d\u00a0%s %d\u00a0%s", large, largeUnit, small, smallUnit);
  }

  private static String time(String iso, int length) {
    return iso.substring(0, Math.min(length, iso.length())).replace('T', ' ').replace("Z", "");
  }
}
