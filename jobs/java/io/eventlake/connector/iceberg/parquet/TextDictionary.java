package io.eventlake.connector.iceberg.parquet;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The texts of a column, each once and in the order in which they came: as Parquet's dictionary
 * pages have them, in one array, found by open addressing.
 */
final class TextDictionary {

  private static final int FIRST_ENTRIES = 16;

  /** Another one in each process: who sends texts cannot choose which of them collide. */
  private static final long SEED = ThreadLocalRandom.current().nextLong();

  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int FOLD = 32;

  /** A table above this is made anew rather than emptied, so that small chunks stay cheap. */
  private static final int MOST_KEPT = 1 << 13;

  /** Each text behind its length. */
  final GrowingBytes texts = new GrowingBytes();

  private int[] starts = new int[FIRST_ENTRIES];
  private int[] lengths = new int[FIRST_ENTRIES];
  private int[] hashes = new int[FIRST_ENTRIES];

  /** Id and one; 0 where there is none. At least twice as long as there are entries. */
  private int[] table = new int[2 * FIRST_ENTRIES];

  private int size;
  private int last;

  int size() {
    return size;
  }

  /** Where the text begins in {@link #texts}, behind its length. */
  int start(int id) {
    return starts[id];
  }

  int length(int id) {
    return lengths[id];
  }

  /** The text's id: one that it has, or the next. */
  int idOf(byte[] from, int offset, int length) {
    if (size > 0 && is(last, from, offset, length)) {
      return last;
    }

    int hash = hash(from, offset, length);
    int mask = table.length - 1;
    int at = hash & mask;
    while (table[at] != 0) {
      int id = table[at] - 1;
      if (hashes[id] == hash && is(id, from, offset, length)) {
        last = id;
        return id;
      }

      at = at + 1 & mask;
    }

    last = size;
    table[at] = size + 1;
    append(hash, from, offset, length);
    return last;
  }

  void clear() {
    size = 0;
    last = 0;
    texts.clear();
    if (table.length > MOST_KEPT) {
      table = new int[2 * FIRST_ENTRIES];
    } else {
      Arrays.fill(table, 0);
    }
  }

  long retainedBytes() {
    return texts.array.length + (long) Integer.BYTES * (3 * starts.length + table.length);
  }

  private boolean is(int id, byte[] from, int offset, int length) {
    int start = starts[id];
    return lengths[id] == length
        && Arrays.equals(texts.array, start, start + length, from, offset, offset + length);
  }

  private void append(int hash, byte[] from, int offset, int length) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }

    starts[size] = texts.size + Integer.BYTES;
    lengths[size] = length;
    hashes[size] = hash;
    texts.putText(from, offset, length);
    size++;
    if (2 * size > table.length) {
      spread();
    }
  }

  private void spread() {
    table = new int[2 * table.length];
    int mask = table.length - 1;
    for (int id = 0; id < size; id++) {
      int at = hashes[id] & mask;
      while (table[at] != 0) {
        at = at + 1 & mask;
      }

      table[at] = id + 1;
    }
  }

  private static int hash(byte[] from, int offset, int length) {
    long hash = SEED + length * FACTOR;
    int end = offset + length;
    int at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash ^ GrowingBytes.longAt(from, at));
    }

    long rest = 0;
    for (; at < end; at++) {
      rest = rest << Byte.SIZE | from[at] & 0xff;
    }

    return (int) mix(hash ^ rest);
  }

  private static long mix(long hash) {
    long product = hash * FACTOR;
    return product ^ product >>> FOLD;
  }
}
