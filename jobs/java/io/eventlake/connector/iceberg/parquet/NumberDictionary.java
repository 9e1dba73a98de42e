package io.eventlake.connector.iceberg.parquet;

import java.util.Arrays;

/** The numbers of a column, each once and in the order in which they came. */
final class NumberDictionary {

  private static final int FIRST_ENTRIES = 16;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int HIGH_HALF = 32;

  /** A table above this is made anew rather than emptied, so that small chunks stay cheap. */
  private static final int MOST_KEPT = 1 << 13;

  private long[] numbers = new long[FIRST_ENTRIES];

  /** Id and one; 0 where there is none. At least twice as long as there are entries. */
  private int[] table = new int[2 * FIRST_ENTRIES];

  private int size;
  private int last;

  int size() {
    return size;
  }

  long number(int id) {
    return numbers[id];
  }

  /** The number's id: one that it has, or the next. */
  int idOf(long number) {
    if (size > 0 && numbers[last] == number) {
      return last;
    }

    int at = place(number);
    if (table[at] != 0) {
      last = table[at] - 1;
      return last;
    }

    last = size;
    table[at] = size + 1;
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }

    numbers[size] = number;
    size++;
    if (2 * size > table.length) {
      spread();
    }

    return last;
  }

  void clear() {
    size = 0;
    last = 0;
    if (table.length > MOST_KEPT) {
      table = new int[2 * FIRST_ENTRIES];
    } else {
      Arrays.fill(table, 0);
    }
  }

  long retainedBytes() {
    return (long) Long.BYTES * numbers.length + (long) Integer.BYTES * table.length;
  }

  /** Where the number's id is in the table, or where it is to be. */
  private int place(long number) {
    int mask = table.length - 1;
    int at = (int) (number * FACTOR >>> HIGH_HALF) & mask;
    while (table[at] != 0 && numbers[table[at] - 1] != number) {
      at = at + 1 & mask;
    }

    return at;
  }

  private void spread() {
    table = new int[2 * table.length];
    for (int id = 0; id < size; id++) {
      table[place(numbers[id])] = id + 1;
    }
  }
}
