package io.eventlake.connector.files;

import io.eventlake.event.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * The records of one stream of bytes, a file, a pipe or standard input, as {@link FilesSource}
 * would read them of a file: a line each, packed where the first bytes or the name say so.
 */
public final class EventLines implements Closeable {

  private static final int MAGIC_BYTES = 2;

  private final String name;
  private final LineReader lines;

  private EventLines(String name, LineReader lines) {
    this.name = name;
    this.lines = lines;
  }

  /**
   * Begins to read.
   *
   * @param name of the file, which records carry
   * @param maxRecordBytes of a larger record one byte more is kept
   */
  public static EventLines of(InputStream bytes, String name, int maxRecordBytes)
      throws IOException {
    byte[] first = bytes.readNBytes(MAGIC_BYTES);
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(first), bytes);
    boolean packed =
        FileNames.sayPacked(name) || FirstBytes.arePacked(new ByteArrayInputStream(first));
    return new EventLines(
        name, new LineReader(packed ? new GzipStream(all) : all, maxRecordBytes, 0, 0));
  }

  /**
   * What a job that is given the directory would read.
   *
   * @throws IOException when it cannot be listed
   */
  public static FilesListing listing(Path directory) throws IOException {
    return new EventFileEnumerator()
        .list(new org.apache.flink.core.fs.Path(directory.toString()), Map.of());
  }

  /** The next record, or null at the end. */
  public RawRecord next() throws IOException {
    if (!lines.next()) {
      return null;
    }

    RawRecord record =
        new RawRecord(lines.line(), name, Long.toString(lines.lineNumber()), 0, 0, false);
    record.payloadBytes = lines.lineBytes();
    DamagedFileException damage = lines.damage();
    if (damage != null) {
      record.faultReason = damage.reason();
      record.fault = damage.sentence(lines.lineNumber() - 1);
    }

    return record;
  }

  /** Lines with nothing in them, which are no records. */
  public long emptyLines() {
    return lines.emptyLines();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
