package io.eventlake.connector.iceberg.sink;

import static io.eventlake.connector.iceberg.sink.SinkHarness.count;
import static io.eventlake.connector.iceberg.sink.SinkHarness.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.TableTags;
import io.eventlake.job.Lakes;
import io.eventlake.lake.relocate.Relocation;
import io.eventlake.table.TableName;
import io.eventlake.testing.Directories;
import io.eventlake.testing.LakeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake that was copied or moved: refused, then relocated; the original is never touched. */
class CopiedLakeTest {

  private static final String TAG = "cut-first";

  @TempDir private Path directory;

  private Path original;
  private OperatorSubtaskState uncommitted;

  /** Two checkpoints, with deletes by key and by position, and a third that is not committed. */
  @BeforeEach
  void write() throws Exception {
    // Not a pattern, and a folder of the same beginning beside it.
    original = directory.resolve("la+ke(1)");
    try (SinkHarness lake = new SinkHarness(original)) {
      lake.write(session(RowKind.INSERT, "a", 1), session(RowKind.INSERT, "b", 1), count(2));
      lake.snapshot(1);
      lake.complete(1);
      TableTags.set(
          lake.table(TableName.SESSIONS),
          TAG,
          lake.table(TableName.SESSIONS).currentSnapshot().snapshotId());
      lake.write(session(RowKind.DELETE, "a", 1), session(RowKind.INSERT, "a", 2));
      lake.write(session(RowKind.DELETE, "a", 2), session(RowKind.INSERT, "a", 3), count(1));
      lake.snapshot(2);
      lake.complete(2);
      lake.write(session(RowKind.INSERT, "c", 1), count(1));
      uncommitted = lake.snapshot(3);
    }
  }

  @Test
  void aCopyIsRefusedUntilItIsRelocatedAndThenNeedsTheOriginalNoMore() throws Exception {
    Map<String, String> before = Directories.contents(original);
    Path copy = Directories.copy(original, directory.resolve("la+ke(1)-2"));

    assertThatThrownBy(() -> new LakeTables(Lakes.of(options(copy))))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("The lake in " + copy + " is a copy, and its tables name")
        .hasMessageContaining(original + "/")
        .hasMessageEndingWith("./eventlake tables relocate --set 'lake.warehouse=" + copy + "'");

    Relocation relocation = Relocation.plan(Lakes.of(options(copy)));
    assertThat(relocation.tables()).hasSize(Lakes.tables().readable().size());
    relocation.run();

    assertThat(Relocation.plan(Lakes.of(options(copy))).tables()).isEmpty();
    assertThat(Directories.contents(original)).isEqualTo(before);
    Directories.delete(original);
    assertIsALakeOfItsOwn(copy);
  }

  @Test
  void aRelocationThatEndsInItsMiddleIsRunAgain() throws Exception {
    Path copy = Directories.copy(original, directory.resolve("copy"));
    Path lost;
    try (var files = Files.list(copy.resolve("silver/sessions/metadata"))) {
      // The list of the tag's snapshot comes first, the other's last.
      lost =
          files
              .filter(file -> file.getFileName().toString().contains("snap-"))
              .max(Path::compareTo)
              .orElseThrow();
    }

    byte[] bytes = Files.readAllBytes(lost);
    Files.delete(lost);
    assertThatThrownBy(() -> Relocation.plan(Lakes.of(options(copy))).run())
        .isInstanceOf(LakeException.class)
        .hasMessageContaining(lost + " is missing, which the table names: copy the lake once more");
    assertThatThrownBy(() -> new LakeTables(Lakes.of(options(copy))))
        .as("nothing is half a lake")
        .hasMessageContaining("tables relocate");

    Files.write(lost, bytes);
    Relocation.plan(Lakes.of(options(copy))).run();

    Directories.delete(original);
    assertIsALakeOfItsOwn(copy);
  }

  @Test
  void aMovedLakeIsToldAndRelocatedAndMayMoveIntoAFolderAbove() throws Exception {
    Path below = Files.createDirectory(directory.resolve("above")).resolve("lake");
    Files.move(original, below);
    assertThatThrownBy(() -> new LakeTables(Lakes.of(options(below))))
        .hasMessageContaining("was moved, and its tables still name the files of another place");
    Relocation.plan(Lakes.of(options(below))).run();
    assertIsALakeOfItsOwn(below);

    Path above = below.getParent();
    try (var entries = Files.list(below)) {
      for (Path entry : entries.toList()) {
        Files.move(entry, above.resolve(entry.getFileName()));
      }
    }

    assertThatThrownBy(() -> new LakeTables(Lakes.of(options(above))))
        .hasMessageContaining("was moved");
    Relocation.plan(Lakes.of(options(above))).run();
    assertIsALakeOfItsOwn(above);
  }

  @Test
  void aFolderThatIsALinkToTheOriginalsIsNotWrittenTo() throws Exception {
    Map<String, String> before = Directories.contents(original);
    Path copy = Directories.copy(original, directory.resolve("copy"));
    Directories.delete(copy.resolve("silver"));
    Files.createSymbolicLink(copy.resolve("silver"), original.resolve("silver"));

    assertThatThrownBy(() -> Relocation.plan(Lakes.of(options(copy))).run())
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("is a link out of the warehouse");
    assertThat(Directories.contents(original)).isEqualTo(before);
  }

  @Test
  void aCheckpointWhoseFilesLieInTheOldPlaceIsNotCommittedInTheNew() throws Exception {
    Path moved = directory.resolve("moved");
    Files.move(original, moved);
    Relocation.plan(Lakes.of(options(moved))).run();

    assertThatThrownBy(() -> new SinkHarness(moved, uncommitted).close())
        .hasMessageContaining("checkpoint 3 holds files in " + original)
        .hasMessageContaining("was moved");
    assertThat(sessions(moved)).containsExactlyInAnyOrder("a 3", "b 1");
  }

  private static void assertIsALakeOfItsOwn(Path lake) throws Exception {
    assertThat(sessions(lake)).containsExactlyInAnyOrder("a 3", "b 1");
    try (LakeTables tables = new LakeTables(Lakes.of(options(lake)))) {
      tables.verify(Lakes.tables().readable());
      Table table = tables.load(TableName.SESSIONS);
      assertThat(table.location()).isEqualTo(lake + "/silver/sessions");
      long tagged = TableTags.get(table, TAG);
      try (CloseableIterable<Record> rows =
          IcebergGenerics.read(table).useSnapshot(tagged).build()) {
        assertThat(rows).hasSize(2);
      }

      assertLengths(table, lake);
      assertThat(LakeReader.rows(tables.load(TableName.RECORD_COUNTS))).hasSize(2);
    }
  }

  /** What the table says of its files is so: their folder, and how long they are. */
  private static void assertLengths(Table table, Path lake) throws IOException {
    List<FileContent> contents = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        List<ContentFile<?>> files = new ArrayList<>(task.deletes());
        files.add(task.file());
        for (ContentFile<?> file : files) {
          contents.add(file.content());
          assertThat(Path.of(file.location())).startsWith(lake).hasSize(file.fileSizeInBytes());
        }
      }
    }

    assertThat(contents).contains(FileContent.values());
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        assertThat(Path.of(manifest.path())).startsWith(lake).hasSize(manifest.length());
      }
    }
  }

  private static List<String> sessions(Path lake) {
    try (LakeTables tables = new LakeTables(Lakes.of(options(lake)))) {
      return LakeReader.rows(tables.load(TableName.SESSIONS)).stream()
          .map(row -> row.get("session_id") + " " + row.get("revision"))
          .toList();
    }
  }

  private static LakeOptions options(Path lake) {
    return JobOptions.parseLake(Map.of("lake.warehouse", lake.toString()));
  }
}
