package io.eventlake.family.caliper.item;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of any spelling as the tables hold them; none is worth a second of reckoning. */
final class Numbers {

  static final BigDecimal MOST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** Digits of a decimal in a table. */
  static final int DIGITS = 18;

  /** Digits behind the point of seconds. */
  static final int MILLIS = 3;

  /** A longer spelling is of no number that a table holds. */
  private static final int LONGEST = 60;

  private static final String NUMBER = "(\\d{1,15}(?:[.,]\\d{1,15})?)";
  private static final Pattern DURATION =
      Pattern.compile(
          "P(?:"
              + NUMBER
              + "W)?(?:"
              + NUMBER
              + "D)?(?:T(?:"
              + NUMBER
              + "H)?(?:"
              + NUMBER
              + "M)?(?:"
              + NUMBER
              + "S)?)?");
  private static final long[] SECONDS = {604_800, 86_400, 3_600, 60, 1};

  private static final String DESIGNATORS = "WDTHMS";
  private static final int TIME = DESIGNATORS.indexOf('T');
  private static final long[] SECONDS_OF_DESIGNATORS = {604_800, 86_400, 0, 3_600, 60, 1};
  private static final long MOST_PLAIN = 999_999_999;

  private Numbers() {}

  /** Null for what does not fit. */
  static BigDecimal decimal(String spelling, int scale) {
    if (spelling.length() > LONGEST) {
      return null;
    }

    BigDecimal number;
    try {
      number = new BigDecimal(spelling);
    } catch (NumberFormatException e) {
      return null; // An exponent beyond all bounds.
    }

    return fitted(number, scale);
  }

  private static BigDecimal fitted(BigDecimal number, int scale) {
    long whole = (long) number.precision() - number.scale();
    if (number.signum() == 0 || whole < -scale) {
      return BigDecimal.ZERO.setScale(scale);
    }
    if (whole > DIGITS - scale) {
      return null;
    }

    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
    return rounded.precision() > DIGITS ? null : rounded;
  }

  /** Of an ISO 8601 duration, to milliseconds; null where years or months make it vague. */
  static BigDecimal seconds(String duration) {
    long plain = plainSeconds(duration);
    if (plain >= 0) {
      return fitted(BigDecimal.valueOf(plain), MILLIS);
    }

    Matcher matcher = DURATION.matcher(duration);
    if (!matcher.matches()) {
      return null;
    }

    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < SECONDS.length; i++) {
      String part = matcher.group(i + 1);
      if (part != null) {
        BigDecimal number = new BigDecimal(part.replace(',', '.'));
        sum = sum.add(number.multiply(BigDecimal.valueOf(SECONDS[i])));
      }
    }

    return fitted(sum, MILLIS);
  }

  /** Of a duration of small whole numbers, as nearly all are; -1 of another text. */
  private static long plainSeconds(String duration) {
    if (duration.isEmpty() || duration.charAt(0) != 'P') {
      return -1;
    }

    long sum = 0;
    long number = -1;
    int least = 0;
    for (int i = 1; i < duration.length(); i++) {
      char c = duration.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(MOST_PLAIN + 1, Math.max(0, number) * 10 + c - '0');
      } else {
        int which = DESIGNATORS.indexOf(c);
        boolean early = which > TIME && least <= TIME;
        if (which < least || early || number > MOST_PLAIN || (which == TIME) == (number >= 0)) {
          return -1;
        }

        sum += Math.max(0, number) * SECONDS_OF_DESIGNATORS[which];
        number = -1;
        least = which + 1;
      }
    }

    return number >= 0 ? -1 : sum;
  }
}
