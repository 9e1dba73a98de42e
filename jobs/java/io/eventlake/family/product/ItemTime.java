package io.eventlake.family.product;

import io.eventlake.json.Rfc3339;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** A time of an item, which its application wrote as epoch seconds or as RFC 3339 text. */
final class ItemTime {

  /** Stands for what is no time. */
  static final int NO_DAY = Integer.MIN_VALUE;

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,38}(\\.[0-9]{1,38})?([eE]\\+?[0-9]{1,2})?");
  private static final long SECONDS_PER_DAY = 86_400L;
  private static final long MICROS_PER_DAY = SECONDS_PER_DAY * 1_000_000L;

  /** Of the years 1 to 9999. */
  private static final BigDecimal FIRST = BigDecimal.valueOf(-62_135_596_800L);

  private static final BigDecimal END = BigDecimal.valueOf(253_402_300_800L);

  private ItemTime() {}

  /** The UTC day, days since the epoch; {@link #NO_DAY} of what is no time. */
  static int day(String text) {
    if (text == null) {
      return NO_DAY;
    }

    if (NUMBER.matcher(text).matches()) {
      BigDecimal seconds = new BigDecimal(text);
      return seconds.compareTo(FIRST) < 0 || seconds.compareTo(END) >= 0
          ? NO_DAY
          : (int) Math.floorDiv(floor(seconds), SECONDS_PER_DAY);
    }

    long micros = Rfc3339.micros(text);
    return micros == Rfc3339.INVALID ? NO_DAY : (int) Math.floorDiv(micros, MICROS_PER_DAY);
  }

  private static long floor(BigDecimal seconds) {
    return seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
  }
}
