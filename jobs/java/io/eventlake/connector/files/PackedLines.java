package io.eventlake.connector.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The lines of a gzip file that are not empty, one after the other, in bounded memory. */
public final class PackedLines implements Closeable {

  private final InputStream packed;
  private final LineReader lines;

  /**
   * @param maxBytes of a longer line one byte more is kept
   */
  public PackedLines(InputStream packed, int maxBytes) {
    this.packed = packed;
    this.lines = new LineReader(new GzipStream(packed), maxBytes, 0, 0);
  }

  /**
   * Moves to the next line; at the end, or where nothing more can be unpacked, all bytes of the
   * stream have been read.
   *
   * @return false at the end
   */
  public boolean next() throws IOException {
    if (lines.next() && lines.damage() == null) {
      return true;
    }

    packed.transferTo(OutputStream.nullOutputStream());
    return false;
  }

  /** Why the rest cannot be unpacked; null where all was. */
  public String damage() {
    return lines.damage() == null ? null : lines.damage().getMessage();
  }

  /** The line without its end, cut to one byte over the limit. */
  public byte[] line() {
    return lines.line();
  }

  /** The line's true size in bytes. */
  public long lineBytes() {
    return lines.lineBytes();
  }

  /** The line's number from 1. */
  public long lineNumber() {
    return lines.lineNumber();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
