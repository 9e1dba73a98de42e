package io.eventlake.connector.iceberg.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are appended to, and kept for the next page; numbers begin with their least byte. */
final class GrowingBytes {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int FIRST_CAPACITY = 64;

  /** More is not kept, or one page of huge texts would take its memory for ever. */
  static final int MOST_KEPT = 4 << 20;

  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  byte[] array = new byte[FIRST_CAPACITY];
  int size;

  void clear() {
    size = 0;
    if (array.length > MOST_KEPT) {
      array = new byte[FIRST_CAPACITY];
    }
  }

  void putByte(int value) {
    reserve(1);
    array[size++] = (byte) value;
  }

  void putInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(array, size, value);
    size += Integer.BYTES;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(array, size, value);
    size += Long.BYTES;
  }

  /** As many of the value's bytes as are asked for, the least first. */
  void putLow(long value, int count) {
    reserve(Long.BYTES);
    LONGS.set(array, size, value);
    size += count;
  }

  /** Seven bits a byte, the least first. */
  void putVarInt(int value) {
    int rest = value;
    while ((rest & ~SEVEN_BITS) != 0) {
      putByte(rest & SEVEN_BITS | MORE);
      rest >>>= Byte.SIZE - 1;
    }

    putByte(rest);
  }

  void put(byte[] from, int offset, int length) {
    reserve(length);
    System.arraycopy(from, offset, array, size, length);
    size += length;
  }

  /** A text as Parquet has it in plain pages and in dictionaries: behind its length. */
  void putText(byte[] from, int offset, int length) {
    reserve(Integer.BYTES + length);
    INTS.set(array, size, length);
    System.arraycopy(from, offset, array, size + Integer.BYTES, length);
    size += Integer.BYTES + length;
  }

  /** Eight bytes as a number, of any bytes. */
  static long longAt(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  private void reserve(int more) {
    if (array.length - size < more) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, Math.addExact(size, more)));
    }
  }
}
