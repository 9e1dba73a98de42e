package io.eventlake.connector.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a gzip file of one or more members; zeros may fill it up at its end. Anything else that
 * is no member is damage, which {@link java.util.zip.GZIPInputStream} takes for the end: it must
 * not be used here.
 */
final class GzipStream extends InputStream {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream file;
  private final PackedBytes packed;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private boolean inMember;
  private boolean ended;
  private boolean begun;

  GzipStream(InputStream file) {
    this.file = file;
    this.packed = new PackedBytes(file);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * @throws DamagedFileException when the file cannot be unpacked further
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }

    while (!ended) {
      if (!inMember) {
        beginMember();
        continue;
      }

      int read = inflate(target, offset, length);
      if (read > 0) {
        checksum.update(target, offset, read);
        return read;
      }

      if (inflater.finished()) {
        endMember();
      } else {
        packed.feed(inflater);
      }
    }

    return -1;
  }

  /** Reads on to a position that was reached before. */
  void skipFully(long bytes) throws IOException {
    byte[] skipped = new byte[BUFFER_BYTES];
    long left = bytes;
    while (left > 0) {
      int read = read(skipped, 0, (int) Math.min(left, skipped.length));
      if (read < 0) {
        throw new EOFException(
            "the file is shorter than when the checkpoint was taken: "
                + left
                + " bytes are missing before the position to go on from");
      }

      left -= read;
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    ended = true;
    file.close();
  }

  private int inflate(byte[] target, int offset, int length) throws DamagedFileException {
    try {
      int read = inflater.inflate(target, offset, length);
      if (read == 0 && inflater.needsDictionary()) {
        throw broken();
      }

      return read;
    } catch (DataFormatException e) {
      throw broken();
    }
  }

  private void beginMember() throws IOException {
    int first = packed.next();
    if (first == GzipHeader.FIRST_BYTE) {
      GzipHeader.skip(packed);
      inflater.reset();
      checksum.reset();
      inMember = true;
    } else if (!begun) {
      throw new DamagedFileException(
          first < 0 ? "it is empty" : "it does not begin as gzip files do");
    } else {
      requireZeros(first);
      ended = true;
    }

    begun = true;
  }

  private void requireZeros(int first) throws IOException {
    for (int next = first; next >= 0; next = packed.next()) {
      if (next != 0) {
        throw new DamagedFileException("bytes that are no gzip follow on a whole member");
      }
    }
  }

  private void endMember() throws IOException {
    packed.takeBack(inflater);
    long sum = packed.needInt();
    long size = packed.needInt();
    if (sum != checksum.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw new DamagedFileException(
          "the check sum of a member is not that of its data, so that lines before may be wrong");
    }

    inMember = false;
  }

  private static DamagedFileException broken() {
    return new DamagedFileException("its packed data are broken");
  }
}
