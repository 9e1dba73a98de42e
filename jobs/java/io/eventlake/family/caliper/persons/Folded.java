package io.eventlake.family.caliper.persons;

/** Texts without the difference of capital and small letters; each keeps its length. */
final class Folded {

  private Folded() {}

  static char of(char letter) {
    if (letter < 128) {
      return letter >= 'A' && letter <= 'Z' ? (char) (letter | 0x20) : letter;
    }

    return Character.toLowerCase(letter);
  }

  static String of(String text) {
    char[] letters = text.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      letters[i] = of(letters[i]);
    }

    return new String(letters);
  }

  /** True where a text begins with another one, which is folded. */
  static boolean begins(String text, String folded) {
    if (text.length() < folded.length()) {
      return false;
    }

    for (int i = 0; i < folded.length(); i++) {
      if (of(text.charAt(i)) != folded.charAt(i)) {
        return false;
      }
    }

    return true;
  }
}
