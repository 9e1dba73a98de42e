package io.eventlake.lake.athena;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in forms that only the newest engines take, such as 0x1F and 1_000. */
final class OtherNumbers {

  private static final Pattern OTHER_BASE =
      Pattern.compile("(?i)^0(?:(x)_?([0-9a-f_]+)|(o)_?([0-7_]+)|(b)_?([01_]+))(?!\\w)");

  private static final Pattern GROUPED =
      Pattern.compile("^\\d+(?:_\\d+)+(?:\\.\\d[\\d_]*)?(?!\\w)");

  private static final Map<Integer, Integer> BASES = Map.of(1, 16, 3, 8, 5, 2);

  private OtherNumbers() {}

  /** The number that a text begins with, in plain digits; nothing where it is no such number. */
  static Optional<String> plain(String text) {
    Matcher grouped = GROUPED.matcher(text);
    if (grouped.find()) {
      return Optional.of(grouped.group().replace("_", ""));
    }

    Matcher other = OTHER_BASE.matcher(text);
    if (!other.find()) {
      return Optional.empty();
    }

    return BASES.entrySet().stream()
        .filter(base -> other.group(base.getKey()) != null)
        .map(base -> digits(other.group(base.getKey() + 1), base.getValue()))
        .findFirst()
        .filter(digits -> !digits.isEmpty());
  }

  private static String digits(String written, int base) {
    String digits = written.replace("_", "");
    return digits.isEmpty() ? "" : new BigInteger(digits, base).toString();
  }
}
