package io.eventlake.family.caliper.persons;

import java.util.Arrays;
import java.util.List;

/**
 * Tells quickly that a text names none of some persons, in capital or small letters: most name
 * nobody, and looking closer is dear. Steps over as many characters as the shortest needle has
 * where one is in none of them (Horspool). Not for several threads.
 */
final class Needles {

  private static final int ASCII = 128;

  /** By a character of ASCII at the end of a window, how far the next window may be; 0: look. */
  private final int[] steps = new int[ASCII];

  /** Null where there are too many. */
  private List<String> needles;

  /** Of the shortest needle. */
  private int window;

  /** Moves to some persons. */
  void of(NamedPersons persons) {
    needles = persons.needles();
    if (needles == null || needles.isEmpty()) {
      return;
    }

    window = Integer.MAX_VALUE;
    for (String needle : needles) {
      window = Math.min(window, needle.length());
    }

    Arrays.fill(steps, window);
    for (String needle : needles) {
      for (int i = 0; i < window; i++) {
        step(needle.charAt(i), window - 1 - i);
      }
    }
  }

  private void step(char folded, int step) {
    if (folded < ASCII) {
      steps[folded] = Math.min(steps[folded], step);
      int capital = folded >= 'a' && folded <= 'z' ? folded - ('a' - 'A') : folded;
      steps[capital] = steps[folded];
    }
  }

  /**
   * False for characters without escapes, {@code %} and {@code @} that name none of them for
   * certain.
   */
  boolean isIn(char[] chars, int from, int to) {
    if (needles == null || needles.isEmpty()) {
      return needles == null;
    }

    int at = from + window - 1;
    while (at < to) {
      int step = chars[at] < ASCII ? steps[chars[at]] : 0;
      if (step == 0 && isAt(chars, at - window + 1, to)) {
        return true;
      }

      at += Math.max(1, step);
    }

    return false;
  }

  private boolean isAt(char[] chars, int at, int to) {
    for (String needle : needles) {
      if (at + needle.length() <= to && matches(needle, chars, at)) {
        return true;
      }
    }

    return false;
  }

  private static boolean matches(String needle, char[] chars, int at) {
    for (int i = 0; i < needle.length(); i++) {
      if (Folded.of(chars[at + i]) != needle.charAt(i)) {
        return false;
      }
    }

    return true;
  }
}
