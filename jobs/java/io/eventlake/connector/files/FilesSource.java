package io.eventlake.connector.files;

import io.eventlake.config.ConfigException;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.files.WholeFile.OnChange;
import io.eventlake.event.RawRecord;
import io.eventlake.operator.decode.EventDecoder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.assigners.SimpleSplitAssigner;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * Reads the events of a directory: NDJSON files, plain or gzip, each read by one reader and in the
 * order of their events.
 *
 * <p>A directory must receive its files whole (write elsewhere, then move): a file is read once, up
 * to the length it has when it is found, and one that changes after that is told (ADR 16).
 */
public final class FilesSource {

  private FilesSource() {}

  /**
   * The source of the directory or file {@code source.path}.
   *
   * @param maxRecordBytes largest record; of a larger one only one byte more is kept
   * @throws ConfigException when it is missing or, unless it is watched, has no files; or when a
   *     file is to be watched
   */
  public static Source<RawRecord, ?, ?> create(SourceOptions options, int maxRecordBytes) {
    return create(options, maxRecordBytes, null);
  }

  /**
   * The same, in the order of the events.
   *
   * @param decoder tells their times; null where these do not matter
   */
  public static Source<RawRecord, ?, ?> create(
      SourceOptions options, int maxRecordBytes, EventDecoder decoder) {
    String path = SourceOptions.PATH.key() + " = '" + options.path + "'";
    if (options.filesMode == SourceOptions.FilesMode.BOUNDED) {
      return bounded(options.path, path, maxRecordBytes, decoder);
    }

    Path directory = new Path(options.path);
    FileStatus status = find(directory, path);
    if (!status.isDir()) {
      throw new ConfigException(path + " is a file: name a directory");
    }

    return source(
        directory,
        options.filesWatchInterval,
        new NdjsonFormat(maxRecordBytes, OnChange.TELL),
        decoder);
  }

  /**
   * What a source of {@code source.path} would read and leave out as it is now.
   *
   * @throws ConfigException when it is missing or cannot be read
   */
  public static FilesListing listing(SourceOptions options) {
    return listing(new Path(options.path), SourceOptions.PATH.key() + " = '" + options.path + "'");
  }

  /**
   * The source of a directory or file as it is now.
   *
   * @param described the path in messages, with its option
   * @throws ConfigException when it is missing or has no files
   */
  private static Source<RawRecord, ?, ?> bounded(
      String path, String described, int maxRecordBytes, EventDecoder decoder) {
    Path root = new Path(path);
    FilesListing listing = listing(root, described);
    if (listing.files().isEmpty()) {
      throw new ConfigException(
          described
              + " holds no events: put .ndjson, .jsonl or .json files there, plain or .gz"
              + (listing.leftOut().isEmpty() ? "" : "; left out: " + listing.reasons()));
    }

    return source(root, Duration.ZERO, new NdjsonFormat(maxRecordBytes, OnChange.FAIL), decoder);
  }

  private static FilesListing listing(Path root, String described) {
    find(root, described);
    try {
      return new EventFileEnumerator().list(root, Map.of());
    } catch (IOException e) {
      throw unreadable(described, e);
    }
  }

  private static Source<RawRecord, ?, ?> source(
      Path root, Duration interval, NdjsonFormat format, EventDecoder decoder) {
    FirstEvents firstEvents = new FirstEvents(format, decoder);
    return new EventFileSource(
        root, interval, format, splits -> new TimeOrderAssigner(splits, firstEvents));
  }

  /**
   * The source of files that are named one by one: the large ones first, and whatever they are
   * called.
   */
  public static Source<RawRecord, ?, ?> listed(List<Path> files, int maxRecordBytes) {
    NdjsonFormat format = new NdjsonFormat(maxRecordBytes, OnChange.FAIL);
    return FileSource.forBulkFileFormat(format, files.toArray(new Path[0]))
        .setFileEnumerator((FileEnumerator.Provider) ListedFiles::new)
        .setSplitAssigner(SimpleSplitAssigner::new)
        .processStaticFileSet()
        .build();
  }

  private static FileStatus find(Path path, String described) {
    try {
      return path.getFileSystem().getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw new ConfigException(described + " does not exist", e);
    } catch (IOException e) {
      throw unreadable(described, e);
    }
  }

  private static ConfigException unreadable(String described, IOException e) {
    return new ConfigException(described + " cannot be read: " + e.getMessage(), e);
  }
}
