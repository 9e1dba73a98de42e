package io.eventlake.connector.files;

import io.eventlake.config.ConfigException;
import io.eventlake.event.RawRecord;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * The records of a directory one after the other, as {@link FilesSource} reads them, but no job.
 */
public final class EventFileRecords implements Iterator<RawRecord>, Closeable {

  private final NdjsonFormat format;
  private final FilesListing listing;
  private final Iterator<FileSourceSplit> files;
  private BulkFormat.Reader<RawRecord> reader;
  private BulkFormat.RecordIterator<RawRecord> batch;
  private RawRecord next;

  /**
   * @param maxRecordBytes of a larger record one byte more is kept
   * @throws ConfigException when there is no such directory
   */
  public EventFileRecords(String directory, int maxRecordBytes) {
    format = new NdjsonFormat(maxRecordBytes, WholeFile.OnChange.FAIL);
    try {
      listing = new EventFileEnumerator().list(new Path(directory), Map.of());
      files = listing.files().stream().map(FoundFile::split).iterator();
      next = read();
    } catch (FileNotFoundException e) {
      throw new ConfigException("The directory '" + directory + "' does not exist", e);
    } catch (IOException e) {
      throw new ConfigException(
          "The directory '" + directory + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** The files that are read, and what is left out. */
  public FilesListing listing() {
    return listing;
  }

  private EventFileRecords(FileSourceSplit file, int maxRecordBytes) throws IOException {
    format = new NdjsonFormat(maxRecordBytes, WholeFile.OnChange.FAIL);
    listing = new FilesListing(file.splitId(), List.of(), List.of());
    files = List.of(file).iterator();
    next = read();
  }

  /**
   * The records of a directory, or those of a file whatever it is called.
   *
   * @throws IOException when there is none, or it cannot be read
   */
  public static EventFileRecords of(String path, int maxRecordBytes) throws IOException {
    Path root = new Path(path);
    FileStatus status = root.getFileSystem().getFileStatus(root);
    return status.isDir()
        ? new EventFileRecords(path, maxRecordBytes)
        : new EventFileRecords(ListedFiles.split(root), maxRecordBytes);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  /**
   * @throws UncheckedIOException when a file cannot be read on
   */
  @Override
  public RawRecord next() {
    if (next == null) {
      throw new NoSuchElementException("all files are read");
    }

    RawRecord record = next;
    try {
      next = read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return record;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }

  private RawRecord read() throws IOException {
    while (true) {
      RecordAndPosition<RawRecord> record = batch == null ? null : batch.next();
      if (record != null) {
        return record.getRecord();
      }

      batch = reader == null ? null : reader.readBatch();
      if (batch == null && !openNextFile()) {
        return null;
      }
    }
  }

  private boolean openNextFile() throws IOException {
    close();
    reader = null;
    if (!files.hasNext()) {
      return false;
    }

    reader = format.createReader(new Configuration(), files.next());
    return true;
  }
}
