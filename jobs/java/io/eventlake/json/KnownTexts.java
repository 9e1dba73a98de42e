package io.eventlake.json;

import java.util.List;

/** Finds characters among texts that are known, without making a string of them. Immutable. */
public final class KnownTexts {

  /** What is none of the texts. */
  public static final int UNKNOWN = -1;

  private final String[] texts;

  /** Places of texts, plus one; a text stands at its hash or at the next free slot behind it. */
  private final int[] slots;

  /**
   * @param texts each once; a text is known by its place
   */
  public KnownTexts(List<String> texts) {
    this.texts = texts.toArray(new String[0]);
    this.slots = new int[Integer.highestOneBit(Math.max(4, texts.size()) * 4)];
    for (int i = 0; i < this.texts.length; i++) {
      int slot = this.texts[i].hashCode() & slots.length - 1;
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }

      slots[slot] = i + 1;
    }
  }

  /** The place of a text, or {@link #UNKNOWN}. */
  public int find(CharSequence text) {
    int hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i); // as String.hashCode
    }

    int slot = hash & slots.length - 1;
    while (slots[slot] != 0) {
      if (texts[slots[slot] - 1].contentEquals(text)) {
        return slots[slot] - 1;
      }

      slot = slot + 1 & slots.length - 1;
    }

    return UNKNOWN;
  }

  /** The text at a place. */
  public String text(int index) {
    return texts[index];
  }
}
