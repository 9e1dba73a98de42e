package io.eventlake.connector.files;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks a gzip file of one or more members.
 *
 * <p>It is opened with the first read, so that a file that is no gzip is found where any other
 * damage is.
 */
final class GzipStream extends InputStream {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream file;
  private InputStream unpacked;

  GzipStream(InputStream file) {
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * @throws DamagedFileException when the file can not be unpacked further
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return open().read(target, offset, length);
    } catch (ZipException | EOFException e) {
      throw new DamagedFileException(e);
    }
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
    file.close();
  }

  private InputStream open() throws IOException {
    if (unpacked == null) {
      unpacked = new GZIPInputStream(new MoreToCome(file), BUFFER_BYTES);
    }

    return unpacked;
  }

  /**
   * GZIPInputStream stops after the first member where {@code available()} is 0, which for a stream
   * from an object store says nothing: the members that Firehose appends would be lost.
   */
  private static final class MoreToCome extends FilterInputStream {

    MoreToCome(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
