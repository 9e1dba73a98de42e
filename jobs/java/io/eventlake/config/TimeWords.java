package io.eventlake.config;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.flink.util.TimeUtils;

/**
 * Durations, days and times as every option takes them, on the command line and in property files,
 * and as messages print them. Days are those of UTC.
 *
 * <p>Each throws an {@link IllegalArgumentException} whose message goes on behind the value.
 */
public final class TimeWords {

  private static final String TODAY = "today";
  private static final String YESTERDAY = "yesterday";

  private TimeWords() {}

  /**
   * {@code 6 h}, {@code 6h}, {@code 90 s}, {@code 2 days} or ISO 8601, {@code PT6H}; not a number
   * alone.
   */
  public static Duration duration(String text) {
    String word = text.strip();
    try {
      Duration duration =
          word.regionMatches(true, 0, "P", 0, 1)
              ? Duration.parse(word)
              : TimeUtils.parseDuration(word);
      // Flink takes a number alone for milliseconds, and who writes it may mean days.
      if (duration.isNegative() || word.matches("0*[1-9][0-9]*")) {
        throw new DateTimeException("a negative duration, or one without a unit");
      }

      return duration;
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("is no duration such as 6 h, 90 s, 2 d or PT6H", e);
    }
  }

  /** A day, or {@code today} or {@code yesterday}. */
  public static LocalDate day(String text, Clock clock) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (isWord(word)) {
      return word.equals(TODAY) ? today : today.minusDays(1);
    }

    try {
      return LocalDate.parse(word);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "is no day of the form 2026-03-01, nor today or yesterday", e);
    }
  }

  /** A time with its zone; a day stands for its begin in UTC. */
  public static Instant instant(String text, Clock clock) {
    String word = text.strip();
    try {
      return word.indexOf(':') < 0
          ? day(word, clock).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(word).toInstant();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "is no time such as 2026-03-01T12:00:00Z, 2026-03-01, today or yesterday", e);
    }
  }

  /** True for the words in place of a date. */
  public static boolean isWord(String text) {
    return text.equalsIgnoreCase(TODAY) || text.equalsIgnoreCase(YESTERDAY);
  }

  /** A duration in the largest unit that it has whole: {@code 6 h}. */
  public static String text(Duration duration) {
    return TimeUtils.formatWithHighestUnit(duration);
  }
}
