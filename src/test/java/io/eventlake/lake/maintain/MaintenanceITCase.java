package io.eventlake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeSnapshots;
import io.eventlake.testing.WatchedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compaction, fewer manifests, expiry and removal of orphans while the job writes, corrections of
 * sessions included (faults, 24).
 */
class MaintenanceITCase {

  private static final long SEED = 20_261_123;
  private static final long TARGET_BYTES = 64L << 20;

  /** Also the days that are being written. */
  private static final LocalDate ALL_DAYS = LocalDate.parse("2100-01-01");

  private static final Duration AGE = Duration.ofDays(2);

  @TempDir private Path directory;

  @Test
  void fault24CompactionExpiryAndOrphanRemovalDuringWrites() throws Exception {
    WatchedEvents events = new WatchedEvents(directory, 6_000, 1_000, SEED);
    events.deliver(0);
    LocalRun run = LocalRun.start(events.options());
    events.awaitRows(run.ended(), 1);
    int compacted = 0;
    int dropped = 0;
    int rewritten = 0;
    int expired = 0;
    int removed = 0;
    for (int part = 1; part < events.parts(); part++) {
      long rows = events.rows();
      events.deliver(part);
      for (TableName name : Lakes.tables().readable()) {
        try (LakeTables lake = new LakeTables(Lakes.of(events.options().lake))) {
          Maintenance table = new Maintenance(lake, name, TARGET_BYTES);
          compacted += table.compact(ALL_DAYS);
          dropped += table.dropDeletes();
          rewritten += table.rewriteManifests();
          expired += table.expire(Instant.now());
          removed += removeOrphans(lake, name);
        }
      }

      events.awaitRows(run.ended(), rows + 1);
    }

    events.awaitRows(run.ended(), events.allRows());
    run.drain(events.savepoints());
    run.ended().join();

    assertThat(compacted).isPositive();
    assertThat(dropped).isPositive();
    assertThat(rewritten).isPositive();
    assertThat(expired).isPositive();
    assertThat(removed).isPositive();
    events.assertLake();
    LakeSnapshots.assertWhole(events.options().lake, "clickstream");
  }

  /** Of a crashed writer, who left a file in every table long ago. */
  private static int removeOrphans(LakeTables lake, TableName name) throws IOException {
    Instant now = Instant.now();
    Path orphan = Path.of(lake.load(name).location(), "data", "x.parquet");
    Files.createDirectories(orphan.getParent());
    Files.writeString(orphan, "abc");
    Files.setLastModifiedTime(orphan, FileTime.from(now.minus(AGE.multipliedBy(2))));
    Orphans orphans = new Orphans(lake, name, OrphanAge.of(lake, now, AGE).before(name));
    List<OrphanFile> found = orphans.find();
    assertThat(found).allMatch(file -> file.location.equals(orphan.toString()));
    orphans.remove(found);
    return found.size();
  }
}
