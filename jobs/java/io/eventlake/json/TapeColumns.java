package io.eventlake.json;

import java.util.Arrays;

/** What a {@link JsonTape} knows of each value, in columns that grow with the largest record. */
final class TapeColumns {

  /** Makes even {@link KnownTexts#UNKNOWN} more than 0. */
  private static final int ASKED = 2;

  private JsonTape.Kind[] kinds;
  private int[] names;
  private int[] starts;
  private int[] lengths;
  private int[] nexts;

  /** Places among the known words, plus {@link #ASKED}; 0 where nobody asked. */
  private int[] words;

  private int size;

  TapeColumns(int capacity) {
    kinds = new JsonTape.Kind[capacity];
    names = new int[capacity];
    starts = new int[capacity];
    lengths = new int[capacity];
    nexts = new int[capacity];
    words = new int[capacity];
  }

  void clear() {
    size = 0;
  }

  /** Adds a value; of an object or array the end follows. */
  int add(JsonTape.Kind kind, int name, int start, int length) {
    if (size == kinds.length) {
      grow();
    }

    kinds[size] = kind;
    names[size] = name;
    starts[size] = start;
    lengths[size] = length;
    nexts[size] = size + 1;
    words[size] = 0;
    return size++;
  }

  private void grow() {
    int capacity = size * 2;
    kinds = Arrays.copyOf(kinds, capacity);
    names = Arrays.copyOf(names, capacity);
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    nexts = Arrays.copyOf(nexts, capacity);
    words = Arrays.copyOf(words, capacity);
  }

  /** All that is in an object or array was added. */
  void close(int value, int end) {
    nexts[value] = size;
    lengths[value] = end - starts[value];
  }

  JsonTape.Kind kind(int value) {
    return kinds[value];
  }

  int name(int value) {
    return names[value];
  }

  int start(int value) {
    return starts[value];
  }

  int length(int value) {
    return lengths[value];
  }

  int next(int value) {
    return nexts[value];
  }

  boolean hasWord(int value) {
    return words[value] != 0;
  }

  int word(int value) {
    return words[value] - ASKED;
  }

  void setWord(int value, int place) {
    words[value] = place + ASKED;
  }
}
