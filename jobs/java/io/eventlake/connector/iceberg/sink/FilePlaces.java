package io.eventlake.connector.iceberg.sink;

import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.WriteResult;

/** Sees to it that a table gets files of its own folder: those of a moved lake's state are not. */
final class FilePlaces {

  private FilePlaces() {}

  /**
   * Compares the files of a commit with where the table is.
   *
   * @throws RestoreRefusedException when a file lies elsewhere
   */
  static void verify(
      TableMetadata table, String name, List<WriteResult> steps, PendingCommit commit) {
    String folder = table.location();
    String data = table.property(TableProperties.WRITE_DATA_LOCATION, folder);
    steps.stream()
        .flatMap(
            files -> Stream.concat(Stream.of(files.dataFiles()), Stream.of(files.deleteFiles())))
        .map(ContentFile::location)
        .filter(file -> !file.startsWith(folder + "/") && !file.startsWith(data + "/"))
        .findFirst()
        .ifPresent(
            file -> {
              throw new RestoreRefusedException(
                  "checkpoint "
                      + commit.checkpointId
                      + " holds files in "
                      + file.substring(0, file.lastIndexOf('/'))
                      + " that were never committed, and the table "
                      + name
                      + " is in "
                      + folder
                      + ": the lake was moved since then. Start from a later savepoint, or without"
                      + " state after a rewind, or move the lake back");
            });
  }
}
