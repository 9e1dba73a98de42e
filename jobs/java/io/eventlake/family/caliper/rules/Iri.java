package io.eventlake.family.caliper.rules;

/** The forms of identifiers (RFC 3987, RFC 4122), as far as characters tell. */
final class Iri {

  private static final String URN_UUID = "urn:uuid:";
  private static final int UUID_LENGTH = 36;

  /** Of ASCII, which characters an IRI may hold. */
  private static final boolean[] FIT = new boolean[0x80];

  static {
    for (char c = '!'; c < 0x7F; c++) {
      FIT[c] = "<>\"{}|\\^`".indexOf(c) < 0;
    }
  }

  private Iri() {}

  /** True for a scheme, a colon and something behind it, without what an IRI may not hold. */
  static boolean isAbsolute(CharSequence text) {
    int colon = schemeEnd(text);
    if (colon < 1 || colon + 1 == text.length()) {
      return false;
    }

    return holdsOnlyIriCharacters(text, colon + 1);
  }

  /** True for a name within the document, such as {@code _:b0}. */
  static boolean isBlankNode(CharSequence text) {
    return text.length() > 2
        && text.charAt(0) == '_'
        && text.charAt(1) == ':'
        && holdsOnlyIriCharacters(text, 2);
  }

  private static int schemeEnd(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i;
      }

      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
        return -1;
      }
    }

    return -1;
  }

  private static boolean holdsOnlyIriCharacters(CharSequence text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < FIT.length ? !FIT[c] : c <= 0x9F || isSpace(c)) {
        return false;
      }
    }

    return true;
  }

  private static boolean isSpace(char c) {
    return Character.isSpaceChar(c) || c == '\uFEFF';
  }

  /** True for {@code urn:uuid:} and a UUID. */
  static boolean isUuidUrn(CharSequence text) {
    if (text.length() != URN_UUID.length() + UUID_LENGTH) {
      return false;
    }

    for (int i = 0; i < URN_UUID.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != URN_UUID.charAt(i)) {
        return false;
      }
    }

    return isUuidAt(text, URN_UUID.length());
  }

  /** True for a UUID and nothing else. */
  static boolean isUuid(CharSequence text) {
    return text.length() == UUID_LENGTH && isUuidAt(text, 0);
  }

  private static boolean isUuidAt(CharSequence text, int from) {
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(from + i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
      if (hyphen ? c != '-' : !hex) {
        return false;
      }
    }

    return true;
  }
}
