package io.eventlake.connector.iceberg.parquet;

/**
 * Writes levels and dictionary ids as Parquet has them: a run of eight or more of one value by its
 * length, others in groups of eight, each in as many bits as the largest needs. The bytes are those
 * of Parquet's own encoder, whatever they are cut into when they are added.
 */
final class RunLengths {

  private static final int GROUP = 8;

  /** Groups of a packed run: more need a second byte for their number. */
  private static final int MOST_GROUPS = 63;

  private static final int NONE = -1;

  private final GrowingBytes out;
  private final int[] group = new int[GROUP];
  private int bits;
  private int grouped;
  private int last;
  private int repeats;
  private int groups;

  /** Where the number of groups is to be written. */
  private int head;

  RunLengths(GrowingBytes out) {
    this.out = out;
  }

  /** Begins anew, with values of so many bits. */
  void begin(int width) {
    bits = width;
    grouped = 0;
    last = 0;
    repeats = 0;
    groups = 0;
    head = NONE;
  }

  void add(int value) {
    if (value == last) {
      repeats++;
      if (repeats >= GROUP) {
        return;
      }
    } else {
      if (repeats >= GROUP) {
        writeRepeated();
      }

      last = value;
      repeats = 1;
    }

    group[grouped++] = value;
    if (grouped == GROUP) {
      writeGroup();
    }
  }

  /** The same value several times. */
  void add(int value, int count) {
    int left = count;
    while (left > 0 && (value != last || repeats < GROUP)) {
      add(value);
      left--;
    }

    repeats += left;
  }

  /** Writes what is left; nothing can be added any more. */
  void end() {
    if (repeats >= GROUP) {
      writeRepeated();
    } else if (grouped > 0) {
      while (grouped < GROUP) {
        group[grouped++] = 0;
      }

      writeGroup();
    }

    endGroups();
  }

  private void writeRepeated() {
    endGroups();
    out.putVarInt(repeats << 1);
    out.putLow(last, (bits + Byte.SIZE - 1) / Byte.SIZE);
    repeats = 0;
    grouped = 0;
  }

  private void writeGroup() {
    if (groups == MOST_GROUPS) {
      endGroups();
    }

    if (head == NONE) {
      head = out.size;
      out.putByte(0);
    }

    pack();
    grouped = 0;
    repeats = 0;
    groups++;
  }

  private void endGroups() {
    if (head != NONE) {
      out.array[head] = (byte) (groups << 1 | 1);
      head = NONE;
      groups = 0;
    }
  }

  /** Eight values are as many bytes as each has bits. */
  private void pack() {
    long packed = 0;
    int filled = 0;
    for (int value : group) {
      packed |= (long) value << filled;
      filled += bits;
      if (filled >= Integer.SIZE) {
        out.putInt((int) packed);
        packed >>>= Integer.SIZE;
        filled -= Integer.SIZE;
      }
    }

    out.putLow(packed, filled / Byte.SIZE);
  }
}
