package io.eventlake.family.contract;

/** Versions of the contract that a producer may name. */
final class ContractVersion {

  private ContractVersion() {}

  /** True for {@code 1.x.y} with ASCII digits. */
  static boolean isVersion(CharSequence text) {
    if (text.length() < 2 || text.charAt(0) != '1' || text.charAt(1) != '.') {
      return false;
    }

    int dot = digitsEnd(text, 2);
    return dot > 2
        && dot + 1 < text.length()
        && text.charAt(dot) == '.'
        && digitsEnd(text, dot + 1) == text.length();
  }

  /** Where the digits that begin at a position end. */
  private static int digitsEnd(CharSequence text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }

    return end;
  }
}
