package io.eventlake.lake.athena.scalar;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.joda.time.format.DateTimeFormatter;
import org.joda.time.format.DateTimeFormatterBuilder;

/** Patterns of {@code date_format} and {@code date_parse}, which are MySQL's. */
final class MysqlPatterns {

  private static final int KEPT = 256;

  /** The middle of the hundred years that two digits mean. */
  private static final int PIVOT_YEAR = 2020;

  private static final Map<String, DateTimeFormatter> KNOWN = new ConcurrentHashMap<>();

  private static final Map<Character, Consumer<DateTimeFormatterBuilder>> PARTS =
      Map.ofEntries(
          Map.entry('a', DateTimeFormatterBuilder::appendDayOfWeekShortText),
          Map.entry('b', DateTimeFormatterBuilder::appendMonthOfYearShortText),
          Map.entry('c', to -> to.appendMonthOfYear(1)),
          Map.entry('d', to -> to.appendDayOfMonth(2)),
          Map.entry('e', to -> to.appendDayOfMonth(1)),
          Map.entry('f', to -> to.appendFractionOfSecond(6, 9)),
          Map.entry('H', to -> to.appendHourOfDay(2)),
          Map.entry('h', to -> to.appendClockhourOfHalfday(2)),
          Map.entry('I', to -> to.appendClockhourOfHalfday(2)),
          Map.entry('i', to -> to.appendMinuteOfHour(2)),
          Map.entry('j', to -> to.appendDayOfYear(3)),
          Map.entry('k', to -> to.appendHourOfDay(1)),
          Map.entry('l', to -> to.appendClockhourOfHalfday(1)),
          Map.entry('M', DateTimeFormatterBuilder::appendMonthOfYearText),
          Map.entry('m', to -> to.appendMonthOfYear(2)),
          Map.entry('p', DateTimeFormatterBuilder::appendHalfdayOfDayText),
          Map.entry('r', MysqlPatterns::clock12),
          Map.entry('S', to -> to.appendSecondOfMinute(2)),
          Map.entry('s', to -> to.appendSecondOfMinute(2)),
          Map.entry('T', MysqlPatterns::clock24),
          Map.entry('v', to -> to.appendWeekOfWeekyear(2)),
          Map.entry('W', DateTimeFormatterBuilder::appendDayOfWeekText),
          Map.entry('x', to -> to.appendWeekyear(4, 4)),
          Map.entry('Y', to -> to.appendYear(4, 4)),
          Map.entry('y', to -> to.appendTwoDigitYear(PIVOT_YEAR)));

  private static final String UNKNOWN = "DUuVwX";

  private MysqlPatterns() {}

  static DateTimeFormatter of(String pattern) {
    DateTimeFormatter known = KNOWN.get(pattern);
    if (known == null) {
      if (KNOWN.size() >= KEPT) {
        KNOWN.clear();
      }

      known = build(pattern);
      KNOWN.put(pattern, known);
    }

    return known;
  }

  private static DateTimeFormatter build(String pattern) {
    if (pattern.isEmpty()) {
      throw new ScalarFault("a pattern of times must not be empty; one is '%Y-%m-%d %H:%i'");
    }

    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      if (letter != '%' || i + 1 == pattern.length()) {
        builder.appendLiteral(letter);
      } else {
        append(builder, pattern.charAt(++i));
      }
    }

    return builder.toFormatter().withLocale(Locale.ENGLISH).withZoneUTC();
  }

  private static void append(DateTimeFormatterBuilder builder, char letter) {
    if (UNKNOWN.indexOf(letter) >= 0) {
      throw new ScalarFault("%" + letter + " is no part of a pattern of times in Athena");
    } else if (PARTS.containsKey(letter)) {
      PARTS.get(letter).accept(builder);
    } else {
      builder.appendLiteral(letter);
    }
  }

  private static void clock12(DateTimeFormatterBuilder to) {
    to.appendClockhourOfHalfday(2)
        .appendLiteral(':')
        .appendMinuteOfHour(2)
        .appendLiteral(':')
        .appendSecondOfMinute(2)
        .appendLiteral(' ')
        .appendHalfdayOfDayText();
  }

  private static void clock24(DateTimeFormatterBuilder to) {
    to.appendHourOfDay(2)
        .appendLiteral(':')
        .appendMinuteOfHour(2)
        .appendLiteral(':')
        .appendSecondOfMinute(2);
  }
}
