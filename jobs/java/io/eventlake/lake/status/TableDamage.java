package io.eventlake.lake.status;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.Optional;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.Parquet;

/**
 * Finds the file that keeps a table from being read: a reader that meets half a file says of it
 * what it can not parse, and not which one it is.
 */
final class TableDamage {

  /** How closely files of rows are looked at. */
  enum Look {
    /** Not at all: the files that name them alone. */
    MANIFESTS,
    /** Whether they are there, as long as they were written. */
    FILES,
    /** Whether they can be read to their ends. */
    CONTENT
  }

  private final LakeTables lake;
  private final TableName name;
  private final Look look;
  private Table table;

  TableDamage(LakeTables lake, TableName name, Look look) {
    this.lake = lake;
    this.name = name;
    this.look = look;
  }

  /**
   * The first file that is damaged, why, and what helps, in a sentence.
   *
   * @param snapshotId null for the current one
   */
  Optional<String> find(Long snapshotId) {
    if (!lake.exists(name)) {
      return Optional.empty(); // others say so
    }

    try {
      table = lake.load(name);
    } catch (LakeException e) {
      return Optional.of(e.getMessage());
    }

    Snapshot snapshot = snapshotId == null ? table.currentSnapshot() : table.snapshot(snapshotId);
    if (snapshot == null) {
      return Optional.empty();
    }

    Optional<String> found = manifests(snapshot);
    if (found.isEmpty() && look != Look.MANIFESTS) {
      found = files(snapshot);
    }

    return found.map(sentence -> name + ": " + sentence);
  }

  private Optional<String> manifests(Snapshot snapshot) {
    String file = snapshot.manifestListLocation();
    try {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        file = manifest.path();
        Optional<String> found = stored(file, manifest.length());
        if (found.isPresent()) {
          return found.map(what -> what + Remedies.ofManifest(lake));
        }
      }

      return Optional.empty();
    } catch (RuntimeException e) { // whatever a parser meets in half a file
      return Optional.of(unreadable(file, e) + Remedies.ofManifest(lake));
    }
  }

  private Optional<String> files(Snapshot snapshot) {
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      for (FileScanTask task : tasks) {
        Optional<String> found = file(task.file());
        for (DeleteFile delete : task.deletes()) {
          found = found.isPresent() ? found : file(delete);
        }

        if (found.isPresent()) {
          return found.map(what -> what + Remedies.ofRows(lake, name, task));
        }
      }

      return Optional.empty();
    } catch (IOException | RuntimeException e) { // of a manifest whose length is right
      return Optional.of("a manifest can not be read (" + e + ")" + Remedies.ofManifest(lake));
    }
  }

  private Optional<String> file(ContentFile<?> file) {
    Optional<String> found = stored(file.location(), file.fileSizeInBytes());
    return found.isPresent() || look != Look.CONTENT ? found : content(file.location());
  }

  private Optional<String> stored(String location, long bytes) {
    InputFile stored = table.io().newInputFile(location);
    if (!stored.exists()) {
      return Optional.of("the file " + location + " is missing");
    }

    return stored.getLength() == bytes
        ? Optional.empty()
        : Optional.of("the file " + location + " has " + stored.getLength() + " bytes of " + bytes);
  }

  private Optional<String> content(String location) {
    Schema schema = table.schema();
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(location))
            .project(schema)
            .createReaderFunc(columns -> GenericParquetReaders.buildReader(schema, columns))
            .build()) {
      for (Record row : rows) {
        row.size();
      }

      return Optional.empty();
    } catch (IOException | RuntimeException e) { // of decoders of all kinds
      return Optional.of(unreadable(location, e));
    }
  }

  private static String unreadable(String location, Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }

    return "the file " + location + " can not be read (" + root + ")";
  }
}
