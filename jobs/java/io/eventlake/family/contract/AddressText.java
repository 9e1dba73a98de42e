package io.eventlake.family.contract;

/** Cuts whole IP addresses within a text to their networks, among what separates them in lists. */
final class AddressText {

  private static final String SEPARATORS = " \t\r\n,;=\"'()<>|";

  /** No shorter text has an address. */
  private static final int SHORTEST = 2;

  private AddressText() {}

  /** The text with networks in the place of addresses, or null where it has none to cut. */
  static String cut(CharSequence text) {
    if (text.length() < SHORTEST || !mayHaveAny(text)) {
      return null;
    }

    StringBuilder cut = null;
    int done = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && SEPARATORS.indexOf(text.charAt(i)) < 0) {
        continue;
      }

      String network = i > start ? NetworkAddress.network(text.subSequence(start, i)) : null;
      if (network != null) {
        cut = cut == null ? new StringBuilder(text.length()) : cut;
        cut.append(text, done, start).append(network);
        done = i;
      }

      start = i + 1;
    }

    return cut == null ? null : cut.append(text, done, text.length()).toString();
  }

  /** True for a text with an address or a network in it. */
  static boolean hasAny(CharSequence text) {
    if (!mayHaveAny(text)) {
      return false;
    }

    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || SEPARATORS.indexOf(text.charAt(i)) >= 0) {
        if (i > start && NetworkAddress.isAddress(text.subSequence(start, i))) {
          return true;
        }

        start = i + 1;
      }
    }

    return false;
  }

  private static boolean mayHaveAny(CharSequence text) {
    int dots = 0;
    int colons = 0;
    for (int i = 0; i < text.length() && dots < 3 && colons < 2; i++) {
      char c = text.charAt(i);
      dots += c == '.' ? 1 : 0;
      colons += c == ':' ? 1 : 0;
    }

    return dots >= 3 || colons >= 2;
  }
}
