package io.eventlake.json;

import java.util.List;

/** Finds characters among texts that are known, without making a string of them. Immutable. */
public final class KnownTexts {

  /** What is none of the texts. */
  public static final int UNKNOWN = -1;

  /** Spreads what was added up over all bits. */
  private static final int SPREAD = 0x9E3779B9;

  private final String[] texts;

  /** Places of texts, plus one; a text stands at its hash or at the next free slot behind it. */
  private final int[] slots;

  private final int shift;

  /**
   * @param texts each once; a text is known by its place
   */
  public KnownTexts(List<String> texts) {
    this.texts = texts.toArray(new String[0]);
    this.slots = new int[Integer.highestOneBit(Math.max(4, texts.size()) * 4)];
    this.shift = Integer.numberOfLeadingZeros(slots.length) + 1;
    for (int i = 0; i < this.texts.length; i++) {
      int slot = slot(this.texts[i]);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }

      slots[slot] = i + 1;
    }
  }

  /** The place of a text, or {@link #UNKNOWN}. */
  public int find(CharSequence text) {
    CharSlice slice = text instanceof CharSlice ? (CharSlice) text : null;
    int slot = slot(text);
    while (slots[slot] != 0) {
      String known = texts[slots[slot] - 1];
      if (slice == null ? known.contentEquals(text) : slice.isText(known)) {
        return slots[slot] - 1;
      }

      slot = slot + 1 & slots.length - 1;
    }

    return UNKNOWN;
  }

  /** Of a text's length and five of its characters: the texts are known, and so few share one. */
  private int slot(CharSequence text) {
    int length = text.length();
    if (length == 0) {
      return 0;
    }

    int sum = length;
    sum = 31 * sum + text.charAt(0);
    sum = 31 * sum + text.charAt(length >> 2);
    sum = 31 * sum + text.charAt(length >> 1);
    sum = 31 * sum + text.charAt(length - (length + 3 >> 2));
    sum = 31 * sum + text.charAt(length - 1);
    return sum * SPREAD >>> shift;
  }

  /** How many there are. */
  public int size() {
    return texts.length;
  }

  /** The text at a place. */
  public String text(int index) {
    return texts[index];
  }
}
