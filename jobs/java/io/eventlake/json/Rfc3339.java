package io.eventlake.json;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Set;

/**
 * Reads RFC 3339 date-times to microseconds, without a formatter: this runs once per event.
 *
 * <p>The text is {@code yyyy-mm-ddThh:mm:ss}, up to nine digits of a fraction, and {@code Z} or an
 * offset within 18 hours; {@code T} and {@code Z} in either case.
 */
public final class Rfc3339 {

  /** Stands for a text that is no date-time within the years 1 to 9999, UTC. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final int SECONDS_END = 19;
  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int MICRO_DIGITS = 6;
  private static final int MAX_OFFSET_HOUR = 17;
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long SECONDS_PER_DAY = 86_400L;

  /** The last days that had a leap second since there is a web (IERS Bulletin C). */
  private static final Set<String> LEAP_DAYS =
      Set.of(
          "1990-12-31",
          "1992-06-30",
          "1993-06-30",
          "1994-06-30",
          "1995-12-31",
          "1997-06-30",
          "1998-12-31",
          "2005-12-31",
          "2008-12-31",
          "2012-06-30",
          "2015-06-30",
          "2016-12-31");

  private Rfc3339() {}

  /**
   * Microseconds since the epoch, or {@link #INVALID}. Digits past the microsecond are cut; a leap
   * second, given in UTC on a day that had one, counts as the second after it.
   */
  public static long micros(CharSequence text) {
    return micros(text, false);
  }

  /**
   * As {@link #micros}, of all that the grammar of RFC 3339 lets in from the year 1 on: also of a
   * longer fraction, an offset within a day, and {@code -00:00}, which is UTC.
   */
  public static long microsOfAnyForm(CharSequence text) {
    return micros(text, true);
  }

  private static long micros(CharSequence text, boolean anyForm) {
    int zone = fractionEnd(text, anyForm);
    if (zone < 0) {
      return INVALID;
    }

    int offsetMinutes = offsetMinutes(text, zone, anyForm);
    long day = epochDay(text, offsetMinutes);
    long second = secondOfDay(text, offsetMinutes);
    if (offsetMinutes == Integer.MIN_VALUE || day == INVALID || second < 0) {
      return INVALID;
    }

    return (day * SECONDS_PER_DAY + second - offsetMinutes * 60L) * MICROS_PER_SECOND
        + fractionMicros(text, zone);
  }

  /** Where the fraction ends and the zone begins, or -1. */
  private static int fractionEnd(CharSequence text, boolean anyForm) {
    if (text.length() <= SECONDS_END) {
      return -1;
    }
    if (text.charAt(SECONDS_END) != '.') {
      return SECONDS_END;
    }

    int end = SECONDS_END + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }

    int digits = end - SECONDS_END - 1;
    return digits >= 1 && (anyForm || digits <= MAX_FRACTION_DIGITS) ? end : -1;
  }

  private static long fractionMicros(CharSequence text, int end) {
    long micros = 0;
    for (int i = 1; i <= MICRO_DIGITS; i++) {
      int at = SECONDS_END + i;
      micros = micros * 10 + (at < end ? text.charAt(at) - '0' : 0);
    }

    return micros;
  }

  /**
   * Minutes east of UTC, or {@link Integer#MIN_VALUE}. {@code -00:00}, which says that the offset
   * is not known, is taken in any form only: validators disagree about it.
   */
  private static int offsetMinutes(CharSequence text, int zone, boolean anyForm) {
    if (zone >= text.length()) {
      return Integer.MIN_VALUE;
    }

    char sign = text.charAt(zone);
    if (sign == 'Z' || sign == 'z') {
      return text.length() == zone + 1 ? 0 : Integer.MIN_VALUE;
    }
    if ((sign != '+' && sign != '-') || text.length() != zone + 6 || text.charAt(zone + 3) != ':') {
      return Integer.MIN_VALUE;
    }

    int hours = number(text, zone + 1, 2);
    int minutes = number(text, zone + 4, 2);
    int offset = hours * 60 + minutes;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }

    boolean rare = hours > MAX_OFFSET_HOUR || sign == '-' && offset == 0;
    if (rare && !anyForm) {
      return Integer.MIN_VALUE;
    }

    return sign == '-' ? -offset : offset;
  }

  private static long epochDay(CharSequence text, int offsetMinutes) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    if (text.charAt(4) != '-' || text.charAt(7) != '-' || year < 1 || month < 1 || month > 12) {
      return INVALID;
    }
    if (day < 1 || day > Month.of(month).length(Year.isLeap(year))) {
      return INVALID;
    }

    // In UTC these would be in the year 0 or 10000.
    boolean beforeFirst = year == 1 && month == 1 && day == 1 && offsetMinutes > 0;
    boolean afterLast = year == 9999 && month == 12 && day == 31 && offsetMinutes < 0;
    return beforeFirst || afterLast ? INVALID : LocalDate.of(year, month, day).toEpochDay();
  }

  /** Seconds since local midnight, or -1. */
  private static long secondOfDay(CharSequence text, int offsetMinutes) {
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if ((text.charAt(10) | 0x20) != 't' || text.charAt(13) != ':' || text.charAt(16) != ':') {
      return -1;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return -1;
    }
    if (second == 60 && !(hour == 23 && minute == 59 && isLeapDay(text, offsetMinutes))) {
      return -1;
    }

    return hour * 3600L + minute * 60L + second;
  }

  private static boolean isLeapDay(CharSequence text, int offsetMinutes) {
    return offsetMinutes == 0 && LEAP_DAYS.contains(text.subSequence(0, 10).toString());
  }

  /** The number that {@code count} ASCII digits make, or -1. */
  private static int number(CharSequence text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = number * 10 + text.charAt(i) - '0';
    }

    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
