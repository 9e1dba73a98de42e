package io.eventlake.lake.status;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.parquet.PageChecksums;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
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
 * what it cannot parse, and not which one it is.
 */
final class TableDamage {

  /** How closely files of rows are looked at. */
  enum Look {
    /** Not at all: the files that name them alone. */
    MANIFESTS,
    /** Whether they are there, as long as they were written. */
    FILES,
    /** Whether their pages are those that were written. */
    CHECKSUMS,
    /** Whether they can also be read to their ends. */
    CONTENT
  }

  private final LakeTables lake;
  private final TableName name;
  private final Look look;
  private final Set<String> seen = new HashSet<>();
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

  /** The first file that is damaged of those that a plan names; as {@link #find}. */
  static Optional<String> ofFiles(
      LakeTables lake, TableName name, Table table, Iterable<FileScanTask> tasks) {
    TableDamage damage = new TableDamage(lake, name, Look.CHECKSUMS);
    damage.table = table;
    return damage.files(tasks).map(sentence -> name + ": " + sentence);
  }

  /** The same of one of them. */
  static Optional<String> ofFile(
      LakeTables lake, TableName name, Table table, FileScanTask task, ContentFile<?> file) {
    TableDamage damage = new TableDamage(lake, name, Look.CHECKSUMS);
    damage.table = table;
    return damage.file(task, file).map(sentence -> name + ": " + sentence);
  }

  /** As {@link #find}, of the manifests of any snapshot that the table still has. */
  Optional<String> findInHistory() {
    Optional<String> found = find(null);
    if (found.isPresent() || table == null) {
      return found;
    }

    for (Snapshot snapshot : table.snapshots()) {
      found = found.isPresent() ? found : manifests(snapshot);
    }

    return found.map(sentence -> name + ": " + sentence);
  }

  private Optional<String> manifests(Snapshot snapshot) {
    String file = snapshot.manifestListLocation();
    long sequence = snapshot.sequenceNumber();
    try {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        file = manifest.path();
        sequence = manifest.sequenceNumber();
        Optional<String> found = stored(file, manifest.length());
        if (found.isPresent()) {
          return found.map(
              what -> what + Remedies.ofManifest(lake, table, manifest.sequenceNumber()));
        }

        // Snapshots share most of them.
        if (look != Look.MANIFESTS && seen.add(file)) {
          readWhole(manifest);
        }
      }

      return Optional.empty();
    } catch (RuntimeException e) { // whatever a parser meets in half a file
      return Optional.of(unreadable(file, e) + Remedies.ofManifest(lake, table, sequence));
    }
  }

  /** With the columns that a plan leaves out, as what writes manifests anew reads them. */
  private void readWhole(ManifestFile manifest) {
    try (ManifestReader<?> entries =
        manifest.content() == ManifestContent.DATA
            ? ManifestFiles.read(manifest, table.io(), table.specs())
            : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
      for (ContentFile<?> file : entries) {
        file.recordCount();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> files(Snapshot snapshot) {
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      return files(tasks);
    } catch (IOException | RuntimeException e) { // of a manifest whose length is right
      return Optional.of(unreadable("of a manifest", e) + Remedies.ofManifest(lake, table, null));
    }
  }

  private Optional<String> files(Iterable<FileScanTask> tasks) {
    for (FileScanTask task : tasks) {
      List<ContentFile<?>> files = new ArrayList<>(task.deletes());
      files.add(task.file());
      for (ContentFile<?> file : files) {
        // Deletes are those of many files.
        Optional<String> found = seen.add(file.location()) ? file(task, file) : Optional.empty();
        if (found.isPresent()) {
          return found;
        }
      }
    }

    return Optional.empty();
  }

  private Optional<String> file(FileScanTask task, ContentFile<?> file) {
    return damage(file).map(what -> what + Remedies.ofRows(lake, name, table, task, file));
  }

  private Optional<String> damage(ContentFile<?> file) {
    Optional<String> found = stored(file.location(), file.fileSizeInBytes());
    if (found.isEmpty() && look.compareTo(Look.CHECKSUMS) >= 0) {
      found =
          PageChecksums.damage(table.io().newInputFile(file.location()))
              .map(what -> "the file " + file.location() + " " + what);
    }

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

    String words = String.valueOf(root.getMessage()).strip();
    return "the file "
        + location
        + " cannot be read ("
        + words.lines().findFirst().orElse(root.getClass().getSimpleName())
        + ")";
  }
}
