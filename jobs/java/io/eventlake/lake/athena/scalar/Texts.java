package io.eventlake.lake.athena.scalar;

import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import java.util.stream.Collectors;

/** Texts as rows of code points, and the one function that only fails. */
final class Texts {

  /** As Trino has it. */
  private static final long MOST_STEPS = 1_000_000;

  private Texts() {}

  static void addTo(Registry registry) {
    registry
        .add("athena_fail", VARCHAR, Texts::fail, VARCHAR)
        .add("athena_reverse", VARCHAR, row -> reverse((String) row[0]), VARCHAR)
        .add("athena_upper", VARCHAR, row -> upper((String) row[0]), VARCHAR)
        .add(
            "athena_between",
            VARCHAR,
            row -> between((String) row[0], (String) row[1]),
            VARCHAR,
            VARCHAR)
        .add("athena_strpos", BIGINT, Texts::position, VARCHAR, VARCHAR, BIGINT)
        .add(
            "athena_levenshtein",
            BIGINT,
            row -> distance((String) row[0], (String) row[1]),
            VARCHAR,
            VARCHAR)
        .add(
            "athena_hamming",
            BIGINT,
            row -> hamming((String) row[0], (String) row[1]),
            VARCHAR,
            VARCHAR);
  }

  private static Object fail(Object[] row) {
    throw new ScalarFault((String) row[0]);
  }

  private static String reverse(String text) {
    int[] points = text.codePoints().toArray();
    StringBuilder reversed = new StringBuilder(text.length());
    for (int i = points.length - 1; i >= 0; i--) {
      reversed.appendCodePoint(points[i]);
    }

    return reversed.toString();
  }

  /** Each character by itself: none becomes two. */
  private static String upper(String text) {
    StringBuilder upper = new StringBuilder(text.length());
    text.codePoints().map(Character::toUpperCase).forEach(upper::appendCodePoint);
    return upper.toString();
  }

  /** A text before, between and after the characters of another. */
  private static String between(String text, String added) {
    return text.codePoints()
        .mapToObj(Character::toString)
        .collect(Collectors.joining(added, added, text.isEmpty() ? "" : added));
  }

  /** From 1, of the n-th, from the end when it is negative; 0 when there is none. */
  private static Object position(Object[] row) {
    String text = (String) row[0];
    String part = (String) row[1];
    long nth = (Long) row[2];
    if (nth == 0) {
      throw new ScalarFault("strpos counts from 1, or from -1 at the end");
    } else if (part.isEmpty()) {
      return 1L;
    }

    int at = nth > 0 ? -1 : text.length();
    for (long i = 0; i < Math.abs(nth); i++) {
      at = nth > 0 ? text.indexOf(part, at + 1) : text.lastIndexOf(part, at - 1);
      if (at < 0 || (nth < 0 && i + 1 < -nth && at == 0)) {
        return 0L;
      }
    }

    return 1L + text.codePointCount(0, at);
  }

  private static long distance(String one, String other) {
    int[] from = one.codePoints().toArray();
    int[] to = other.codePoints().toArray();
    if ((long) from.length * (to.length - 1) > MOST_STEPS) {
      throw new ScalarFault(
          "the texts are too long for levenshtein_distance; compare parts of them");
    }

    int[] costs = new int[to.length + 1];
    for (int j = 0; j <= to.length; j++) {
      costs[j] = j;
    }

    for (int i = 1; i <= from.length; i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= to.length; j++) {
        int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }

    return costs[to.length];
  }

  private static long hamming(String one, String other) {
    int[] left = one.codePoints().toArray();
    int[] right = other.codePoints().toArray();
    if (left.length != right.length) {
      throw new ScalarFault("hamming_distance takes two texts of the same length");
    }

    long distance = 0;
    for (int i = 0; i < left.length; i++) {
      distance += left[i] == right[i] ? 0 : 1;
    }

    return distance;
  }
}
