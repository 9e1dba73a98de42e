package io.eventlake.connector.iceberg.sink;

import static io.eventlake.connector.iceberg.sink.SinkHarness.count;
import static io.eventlake.connector.iceberg.sink.SinkHarness.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.lake.maintain.OrphanAge;
import io.eventlake.lake.maintain.OrphanException;
import io.eventlake.lake.maintain.OrphanFile;
import io.eventlake.lake.maintain.Orphans;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orphans are removed while a checkpoint still has files to commit (design: faults, 26). */
class UncommittedFilesTest {

  private static final Duration OUTAGE = Duration.ofDays(10);

  @TempDir private Path warehouse;

  @Test
  void fault26FilesOfACheckpointSurviveTheRemovalOfOrphansAndAreCommitted() throws Exception {
    try (SinkHarness sink = new SinkHarness(warehouse)) {
      sink.write(session(RowKind.INSERT, "a", 0), count(1)).snapshot(1);
      sink.complete(1);
      OperatorSubtaskState crashed =
          sink.write(session(RowKind.INSERT, "b", 0), count(1)).snapshot(2);
      Instant repaired = Instant.now().plus(OUTAGE);
      Path orphan = Path.of(sink.table(TableName.SESSIONS).location(), "data", "x.parquet");
      Files.writeString(orphan, "abc");
      Files.setLastModifiedTime(orphan, FileTime.from(repaired.minus(OUTAGE.multipliedBy(2))));

      assertThatThrownBy(() -> remove(sink, repaired, Duration.ofDays(7)))
          .isInstanceOf(OrphanException.class)
          .hasMessageStartingWith("The newest commit of job clickstream is of ");
      assertThat(remove(sink, repaired, Duration.ofDays(12)))
          .extracting(file -> file.location)
          .containsExactly(orphan.toString());

      sink.restart(crashed);
      sink.snapshot(3);
      sink.complete(3);
      assertThat(LakeReader.rows(sink.table(TableName.SESSIONS)))
          .extracting(row -> row.get("session_id"))
          .containsExactlyInAnyOrder("a", "b");
      assertThat(orphan).doesNotExist();
    }
  }

  private static List<OrphanFile> remove(SinkHarness sink, Instant now, Duration age) {
    Instant before = OrphanAge.of(sink.tables(), now, age).before(TableName.SESSIONS);
    Orphans orphans = new Orphans(sink.tables(), TableName.SESSIONS, before);
    List<OrphanFile> found = orphans.find();
    orphans.remove(found);
    return found;
  }
}
