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
    CharSlice slice = text instanceof CharSlice ? (CharSlice) text : null;
    int hash = slice == null ? text.toString().hashCode() : slice.textHash();
    int slot = hash & slots.length - 1;
    while (slots[slot] != 0) {
      String known = texts[slots[slot] - 1];
      if (slice == null ? known.contentEquals(text) : slice.isText(known)) {
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
