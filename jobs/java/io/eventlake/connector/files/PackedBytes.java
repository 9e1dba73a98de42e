package io.eventlake.connector.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** The bytes of a gzip file as they stand there, through one buffer. */
final class PackedBytes {

  private final InputStream file;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int limit;

  PackedBytes(InputStream file) {
    this.file = file;
  }

  /** The next byte, or -1 at the end of the file. */
  int next() throws IOException {
    return hasMore() ? buffer[position++] & 0xFF : -1;
  }

  /** The next byte of a member that must have one. */
  int need() throws IOException {
    if (!hasMore()) {
      throw cutOff();
    }

    return buffer[position++] & 0xFF;
  }

  /** The next four bytes, the lowest first. */
  long needInt() throws IOException {
    return need() | need() << 8 | need() << 16 | (long) need() << 24;
  }

  /** Hands over what is in the buffer, or more of the file. */
  void feed(Inflater inflater) throws IOException {
    if (!hasMore()) {
      throw cutOff();
    }

    inflater.setInput(buffer, position, limit - position);
    position = limit;
  }

  /** Takes back what the inflater did not use. */
  void takeBack(Inflater inflater) {
    position = limit - inflater.getRemaining();
  }

  private boolean hasMore() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, file.read(buffer, 0, buffer.length));
    }

    return position < limit;
  }

  private static DamagedFileException cutOff() {
    return new DamagedFileException("it is cut off before the end of its gzip data");
  }
}
