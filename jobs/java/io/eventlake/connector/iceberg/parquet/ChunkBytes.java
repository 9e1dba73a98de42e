package io.eventlake.connector.iceberg.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.apache.iceberg.io.SeekableInputStream;

/** The bytes of one column of a row group after another, through one buffer for all of them. */
final class ChunkBytes extends InputStream {

  private static final int BUFFER_BYTES = 1 << 20;

  private final SeekableInputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final CRC32 checksum = new CRC32();

  /** In the file, of the first byte that is not in the buffer; likewise the end of the column. */
  private long next;

  private long end;
  private int from;
  private int to;

  ChunkBytes(SeekableInputStream in) {
    this.in = in;
  }

  /** Goes to a column: from a byte of the file to another, exclusive. */
  void open(long start, long end) throws IOException {
    in.seek(start);
    next = start;
    this.end = end;
    from = 0;
    to = 0;
  }

  /** Of the next byte, in the file. */
  long position() {
    return next - (to - from);
  }

  /** Of the column. */
  long remaining() {
    return end - position();
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[from++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }

    if (!fill()) {
      return -1;
    }

    int count = Math.min(length, to - from);
    System.arraycopy(buffer, from, bytes, offset, count);
    from += count;
    return count;
  }

  /** Takes that many bytes and returns their CRC-32. */
  int checksum(int count) throws IOException {
    checksum.reset();
    int left = count;
    while (left > 0) {
      if (!fill()) {
        throw new EOFException("it ends in the middle of a page");
      }

      int part = Math.min(left, to - from);
      checksum.update(buffer, from, part);
      from += part;
      left -= part;
    }

    return (int) checksum.getValue();
  }

  /** Whether there is a byte. */
  private boolean fill() throws IOException {
    if (from == to && next < end) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, end - next));
      from = 0;
      to = Math.max(0, read);
      next += to;
    }

    return from < to;
  }
}
