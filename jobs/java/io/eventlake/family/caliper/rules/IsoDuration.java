package io.eventlake.family.caliper.rules;

/**
 * ISO 8601 durations: {@code P}, numbers with designators in their order, {@code T} before time.
 */
final class IsoDuration {

  private static final String DATE = "YMWD";
  private static final String TIME = "HMS";

  private IsoDuration() {}

  /** True for a duration; only its last number may have a fraction, weeks stand alone. */
  static boolean is(CharSequence text) {
    int length = text.length();
    if (length < 3 || text.charAt(0) != 'P') {
      return false;
    }

    String designators = DATE;
    int least = 0;
    int at = 1;
    while (at < length) {
      if (text.charAt(at) == 'T' && designators.equals(DATE)) {
        designators = TIME;
        least = 0;
        at++;
      }

      int end = numberEnd(text, at);
      int which = end < length && end > at ? designators.indexOf(text.charAt(end)) : -1;
      boolean fraction = !isDigits(text, at, end);
      boolean week = which >= 0 && text.charAt(end) == 'W';
      if (which < least || fraction && end + 1 < length || week && (at > 1 || end + 1 < length)) {
        return false;
      }

      least = which + 1;
      at = end + 1;
    }

    return true;
  }

  /** Behind digits and at most one fraction; where it stood if there are none. */
  private static int numberEnd(CharSequence text, int from) {
    int whole = digitsEnd(text, from);
    boolean point = whole > from && whole < text.length() && isPoint(text.charAt(whole));
    if (!point) {
      return whole;
    }

    int end = digitsEnd(text, whole + 1);
    return end > whole + 1 ? end : from;
  }

  private static int digitsEnd(CharSequence text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }

    return end;
  }

  private static boolean isPoint(char c) {
    return c == '.' || c == ',';
  }

  private static boolean isDigits(CharSequence text, int from, int to) {
    return digitsEnd(text, from) == to;
  }
}
