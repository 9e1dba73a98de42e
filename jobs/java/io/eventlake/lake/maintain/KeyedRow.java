package io.eventlake.lake.maintain;

import java.util.Arrays;
import org.apache.flink.table.data.RowData;

/** A row, and its place in the order of its table. */
final class KeyedRow implements Comparable<KeyedRow> {

  final RowData row;
  private final byte[] key;

  /** The first bytes of the key, which tell most rows apart. */
  private final long prefix;

  KeyedRow(RowData row, byte[] key) {
    this.row = row;
    this.key = key;
    long first = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      first = first << Byte.SIZE | (i < key.length ? key[i] & 0xFF : 0);
    }

    this.prefix = first;
  }

  @Override
  public int compareTo(KeyedRow other) {
    int byPrefix = Long.compareUnsigned(prefix, other.prefix);
    return byPrefix != 0 ? byPrefix : Arrays.compareUnsigned(key, other.key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyedRow && Arrays.equals(key, ((KeyedRow) other).key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }
}
