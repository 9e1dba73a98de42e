package io.eventlake.connector.iceberg.parquet;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;

/**
 * The definition or the repetition levels of a page, as Dremel has them. Most columns have the same
 * one on and on, so equal ones are counted before they are written.
 */
final class Levels {

  private final int max;
  private final long[] counts;
  private final GrowingBytes bytes = new GrowingBytes();
  private final RunLengths runs = new RunLengths(bytes);
  private int level;
  private int repeats;

  /** Of those that are written. */
  private int count;

  /**
   * @param max the highest level that there is; where it is 0, none is written
   */
  Levels(int max) {
    this.max = max;
    this.counts = new long[max + 1];
    clear();
  }

  void add(int next) {
    if (next == level) {
      repeats++;
    } else {
      write();
      level = next;
      repeats = 1;
    }
  }

  /** The same level several times, at least once. */
  void add(int next, int times) {
    add(next);
    repeats += times - 1;
  }

  /** How many there are. */
  int count() {
    return count + repeats;
  }

  /** Size of what is written, bytes; equal levels at the end do not count yet, as in Parquet. */
  long size() {
    write();
    return bytes.size;
  }

  void writeTo(GrowingBytes page) {
    write();
    if (max > 0) {
      runs.end();
      page.putText(bytes.array, 0, bytes.size);
    }
  }

  /** How the page says that they are written. */
  @SuppressWarnings("deprecation") // what Parquet says where there is none
  Encoding encoding() {
    return max == 0 ? Encoding.BIT_PACKED : Encoding.RLE;
  }

  /** How often each level came; empty where Parquet does not tell, below the level given. */
  List<Long> histogram(int leastMax) {
    return max < leastMax ? List.of() : Arrays.stream(counts).boxed().collect(Collectors.toList());
  }

  /** For the next page. */
  void clear() {
    level = 0;
    repeats = 0;
    count = 0;
    bytes.clear();
    Arrays.fill(counts, 0);
    runs.begin(Integer.SIZE - Integer.numberOfLeadingZeros(max));
  }

  long retainedBytes() {
    return bytes.array.length;
  }

  private void write() {
    counts[level] += repeats;
    count += repeats;
    if (max > 0) {
      runs.add(level, repeats);
    }

    repeats = 0;
  }
}
