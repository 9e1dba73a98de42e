package io.eventlake.lake.athena.scalar;

import static org.duckdb.DuckDBColumnType.VARCHAR;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intervals as Athena writes them: {@code 1-2} of years, {@code 1 02:03:04.500} of days. */
final class IntervalTexts {

  private static final Pattern PARTS =
      Pattern.compile(
          "(?:(-?\\d+) years? ?)?(?:(-?\\d+) months? ?)?(?:(-?\\d+) days? ?)?"
              + "(?:(-?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?)?");

  private static final long DAY = 86_400_000;

  private IntervalTexts() {}

  static void addTo(Registry registry) {
    registry.add("athena_interval_text", VARCHAR, row -> print((String) row[0]), VARCHAR);
  }

  /**
   * In Athena's words.
   *
   * @param interval as DuckDB casts it to a text
   */
  static String print(String interval) {
    Matcher parts = PARTS.matcher(interval);
    if (!parts.matches()) {
      throw new ScalarFault("'" + interval + "' is no interval of Athena");
    }

    long months = 12 * number(parts.group(1)) + number(parts.group(2));
    if (months != 0) {
      long length = Math.abs(months);
      return (months < 0 ? "-" : "") + length / 12 + "-" + length % 12;
    }

    long milliseconds = number(parts.group(3)) * DAY + clock(parts);
    long length = Math.abs(milliseconds);
    return String.format(
        Locale.ROOT,
        "%s%d %02d:%02d:%02d.%03d",
        milliseconds < 0 ? "-" : "",
        length / DAY,
        length / 3_600_000 % 24,
        length / 60_000 % 60,
        length / 1_000 % 60,
        length % 1_000);
  }

  private static long clock(Matcher parts) {
    if (parts.group(5) == null) {
      return 0;
    }

    String fraction = parts.group(8) == null ? "" : parts.group(8);
    long milliseconds =
        number(parts.group(5)) * 3_600_000
            + number(parts.group(6)) * 60_000
            + number(parts.group(7)) * 1_000
            + Long.parseLong((fraction + "000").substring(0, 3));
    return parts.group(4).isEmpty() ? milliseconds : -milliseconds;
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
