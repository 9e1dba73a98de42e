package io.eventlake.connector.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines that end with LF or CRLF, in bounded memory; the last line
 * needs no end. Empty lines are numbered but not handed out.
 *
 * <p>Packed data that is damaged ends with what could be read of the broken line and one empty line
 * more, which {@link #damage} tells from others, so that the loss is seen as a dead letter instead
 * of failing the job for ever.
 */
final class LineReader implements Closeable {

  /** The offset behind damage, from where nothing can be read. */
  static final long PAST_DAMAGE = Long.MAX_VALUE;

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int limit;

  private long offset;
  private long lineNumber;
  private long emptyLines;
  private DamagedFileException damage;

  private byte[] line = new byte[4096];
  private int kept;
  private long lineBytes;
  private byte lastByte;

  /**
   * @param maxBytes of a longer line one byte more is kept
   * @param offset bytes of the unpacked file before the stream
   * @param lineNumber lines before the stream
   */
  LineReader(InputStream in, int maxBytes, long offset, long lineNumber) {
    this.in = in;
    this.maxBytes = maxBytes;
    this.offset = offset;
    this.lineNumber = lineNumber;
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    if (offset == PAST_DAMAGE) {
      return false;
    }

    while (true) {
      kept = 0;
      lineBytes = 0;
      if (!readLine()) {
        return false;
      }
      if (lineBytes > 0 || offset == PAST_DAMAGE) {
        return true;
      }

      emptyLines++;
    }
  }

  /** The line without its end, cut to one byte over the limit. */
  byte[] line() {
    return Arrays.copyOf(line, kept);
  }

  /** The line's true size in bytes. */
  long lineBytes() {
    return lineBytes;
  }

  /** The line's number from 1. */
  long lineNumber() {
    return lineNumber;
  }

  /** Lines that were not handed out. */
  long emptyLines() {
    return emptyLines;
  }

  /** What the line at hand stands for where the rest cannot be read; null for any other. */
  DamagedFileException damage() {
    return offset == PAST_DAMAGE ? damage : null;
  }

  /** Bytes of the unpacked file up to and with this line's end. */
  long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean readLine() throws IOException {
    while (position < limit || fill()) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }

      keep(end);
      if (end < limit) {
        position++;
        offset++;
        lineNumber++;
        dropCarriageReturn();
        return true;
      }
    }

    return atEnd();
  }

  private boolean atEnd() {
    if (lineBytes == 0 && damage == null) {
      return false;
    }

    lineNumber++;
    if (lineBytes == 0) {
      offset = PAST_DAMAGE;
    }

    return true;
  }

  private boolean fill() throws IOException {
    if (damage != null) {
      return false;
    }

    try {
      position = 0;
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      return limit > 0;
    } catch (DamagedFileException e) {
      damage = e;
      limit = 0;
      return false;
    }
  }

  private void keep(int end) {
    int length = end - position;
    if (length == 0) {
      return;
    }

    int wanted = (int) Math.min(length, maxBytes + 1L - kept);
    if (wanted > 0) {
      if (kept + wanted > line.length) {
        line = Arrays.copyOf(line, (int) Math.min(maxBytes + 1L, 2L * (kept + wanted)));
      }

      System.arraycopy(buffer, position, line, kept, wanted);
      kept += wanted;
    }

    lastByte = buffer[end - 1];
    lineBytes += length;
    offset += length;
    position = end;
  }

  private void dropCarriageReturn() {
    if (lineBytes > 0 && lastByte == '\r') {
      lineBytes--;
      kept = (int) Math.min(kept, lineBytes);
    }
  }
}
