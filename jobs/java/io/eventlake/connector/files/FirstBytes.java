package io.eventlake.connector.files;

import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** What a file begins with, where its name does not say what it is. */
final class FirstBytes {

  /** More white space than this no writer of JSON begins with. */
  private static final int MOST_BYTES = 64;

  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
  private static final String WHITE_SPACE = " \t\r\n";

  private FirstBytes() {}

  /** True for what begins a JSON object or array, unpacked where it is gzip. */
  static boolean beginEvents(FileSystem fileSystem, Path file) throws IOException {
    boolean packed = FileNames.sayPacked(file.getName());
    if (!packed) {
      try (FSDataInputStream bytes = fileSystem.open(file)) {
        packed = arePacked(bytes);
      }
    }

    try (FSDataInputStream bytes = fileSystem.open(file);
        InputStream content = packed ? new GzipStream(bytes) : bytes) {
      return beginJson(content);
    } catch (DamagedFileException e) {
      return true; // to be read, and told as damaged
    }
  }

  /** True when the next two bytes are those of gzip. */
  static boolean arePacked(InputStream bytes) throws IOException {
    return bytes.read() == GzipHeader.FIRST_BYTE && bytes.read() == GzipHeader.SECOND_BYTE;
  }

  private static boolean beginJson(InputStream content) throws IOException {
    for (int i = 0; i < MOST_BYTES; i++) {
      int next = content.read();
      if (next == '{' || next == '[') {
        return true;
      }

      boolean mark = i < BYTE_ORDER_MARK.length() && BYTE_ORDER_MARK.charAt(i) == next;
      if (next < 0 || !mark && WHITE_SPACE.indexOf(next) < 0) {
        return false;
      }
    }

    return false;
  }
}
