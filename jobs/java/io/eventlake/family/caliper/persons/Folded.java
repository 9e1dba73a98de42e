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
}
