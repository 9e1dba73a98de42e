package io.eventlake.lake.audit;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;

/**
 * Finds what keeps a lake from being read: a reader that meets half a file says of it what it can
 * not parse, and not which one it is.
 */
final class DamagedFiles {

  private DamagedFiles() {}

  /** The first file that is not there, or not as long as it was written, in words. */
  static Optional<String> find(LakeOptions options, LakeCut cut) {
    try (LakeTables lake = new LakeTables(options)) {
      for (Map.Entry<TableName, Long> entry : cut.snapshots().entrySet()) {
        Optional<String> found = find(lake.load(entry.getKey()), entry.getValue());
        if (found.isPresent()) {
          return found.map(file -> entry.getKey() + ": " + file);
        }
      }
    }

    return Optional.empty();
  }

  private static Optional<String> find(Table table, long snapshot) {
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot).planFiles()) {
      for (FileScanTask task : tasks) {
        Optional<String> found = describe(table, task.file());
        for (DeleteFile delete : task.deletes()) {
          found = found.isPresent() ? found : describe(table, delete);
        }

        if (found.isPresent()) {
          return found;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The files of " + table.name() + " can not be listed", e);
    }

    return Optional.empty();
  }

  private static Optional<String> describe(Table table, ContentFile<?> file) {
    InputFile stored = table.io().newInputFile(file.location());
    if (!stored.exists()) {
      return Optional.of("the file " + file.location() + " is missing");
    }

    return stored.getLength() == file.fileSizeInBytes()
        ? Optional.empty()
        : Optional.of(
            "the file "
                + file.location()
                + " has "
                + stored.getLength()
                + " bytes of "
                + file.fileSizeInBytes());
  }
}
