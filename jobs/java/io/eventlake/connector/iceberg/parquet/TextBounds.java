package io.eventlake.connector.iceberg.parquet;

import java.util.Arrays;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/** The least and the greatest of texts that are in one array, by their bytes without sign. */
final class TextBounds {

  private static final int NONE = -1;

  private int least = NONE;
  private int leastLength;
  private long leastHead;
  private int greatest = NONE;
  private int greatestLength;
  private long greatestHead;

  void add(byte[] texts, int start, int length) {
    long head = head(texts, start, length);
    if (least == NONE) {
      setLeast(start, length, head);
      setGreatest(start, length, head);
    } else if (order(texts, start, length, head, least, leastLength, leastHead) < 0) {
      setLeast(start, length, head);
    } else if (order(texts, start, length, head, greatest, greatestLength, greatestHead) > 0) {
      setGreatest(start, length, head);
    }
  }

  /** Tells both of a page's statistics. */
  void tell(byte[] texts, Statistics<?> page) {
    page.updateStats(Binary.fromReusedByteArray(texts, least, leastLength));
    page.updateStats(Binary.fromReusedByteArray(texts, greatest, greatestLength));
  }

  void clear() {
    least = NONE;
    greatest = NONE;
  }

  private void setLeast(int start, int length, long head) {
    least = start;
    leastLength = length;
    leastHead = head;
  }

  private void setGreatest(int start, int length, long head) {
    greatest = start;
    greatestLength = length;
    greatestHead = head;
  }

  /** Mostly the first bytes tell; where they are the same, all do. */
  private static int order(
      byte[] texts, int start, int length, long head, int other, int otherLength, long otherHead) {
    int order = Long.compareUnsigned(head, otherHead);
    return order != 0
        ? order
        : Arrays.compareUnsigned(texts, start, start + length, texts, other, other + otherLength);
  }

  /** The first eight bytes, the first one highest; zeros behind a shorter text. */
  private static long head(byte[] texts, int start, int length) {
    if (length >= Long.BYTES) {
      return Long.reverseBytes(GrowingBytes.longAt(texts, start));
    }

    long head = 0;
    for (int i = 0; i < length; i++) {
      head |= (texts[start + i] & 0xffL) << (Long.SIZE - Byte.SIZE - i * Byte.SIZE);
    }

    return head;
  }
}
