package io.eventlake.connector.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Counts the lines of a gzip file without keeping them. */
public final class PackedLines {

  private PackedLines() {}

  /**
   * Reads the stream to its end.
   *
   * @return lines that are not empty; of a file that is damaged those before the damage
   */
  public static long count(InputStream packed) throws IOException {
    long count = 0;
    LineReader lines = new LineReader(new GzipStream(packed), 0, 0, 0);
    while (lines.next()) {
      if (lines.offset() != LineReader.PAST_DAMAGE) {
        count++;
      }
    }

    packed.transferTo(OutputStream.nullOutputStream());
    return count;
  }
}
