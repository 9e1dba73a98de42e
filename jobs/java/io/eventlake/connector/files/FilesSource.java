package io.eventlake.connector.files;

import io.eventlake.config.ConfigException;
import io.eventlake.config.SourceOptions;
import io.eventlake.event.RawRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * Reads the events of a directory: NDJSON files, plain or gzip, each read by one reader and in the
 * order of their paths.
 *
 * <p>A watched directory must receive its files whole (write beside it, then rename): a file is
 * read once, up to the length it has when it is found.
 */
public final class FilesSource {

  private FilesSource() {}

  /**
   * The source of the directory {@code source.path}.
   *
   * @param maxRecordBytes largest record; of a larger one only one byte more is kept
   * @throws ConfigException when the directory is missing or, unless it is watched, empty
   */
  public static Source<RawRecord, ?, ?> create(SourceOptions options, int maxRecordBytes) {
    Path directory = new Path(options.path);
    boolean watched = options.filesMode == SourceOptions.FilesMode.WATCH;
    boolean anyFile = hasFiles(directory, options.path);
    if (!anyFile && !watched) {
      throw new ConfigException(
          "source.path = '"
              + options.path
              + "' holds no events: put .ndjson, .jsonl or .json files there, plain or .gz");
    }

    FileSource.FileSourceBuilder<RawRecord> source =
        FileSource.forBulkFileFormat(new NdjsonFormat(maxRecordBytes), directory)
            .setFileEnumerator((FileEnumerator.Provider) EventFileEnumerator::new)
            .setSplitAssigner(PathOrderAssigner::new);
    return watched
        ? source.monitorContinuously(options.filesWatchInterval).build()
        : source.processStaticFileSet().build();
  }

  private static boolean hasFiles(Path directory, String configured) {
    try {
      FileStatus status = directory.getFileSystem().getFileStatus(directory);
      if (!status.isDir()) {
        throw new ConfigException("source.path = '" + configured + "' is a file: name a directory");
      }

      return !new EventFileEnumerator().enumerateSplits(new Path[] {directory}, 1).isEmpty();
    } catch (FileNotFoundException e) {
      throw new ConfigException("source.path = '" + configured + "' does not exist", e);
    } catch (IOException e) {
      throw new ConfigException(
          "source.path = '" + configured + "' can not be read: " + e.getMessage(), e);
    }
  }
}
