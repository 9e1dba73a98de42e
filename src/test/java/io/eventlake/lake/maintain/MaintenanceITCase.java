package io.eventlake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.LocalRun;
import io.eventlake.table.TableName;
import io.eventlake.testing.WatchedEvents;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction and expiry while the job writes, corrections of sessions included (faults, 24). */
class MaintenanceITCase {

  private static final long SEED = 20_261_123;
  private static final long TARGET_BYTES = 64L << 20;

  /** Also the days that are being written. */
  private static final LocalDate ALL_DAYS = LocalDate.parse("2100-01-01");

  @TempDir private Path directory;

  @Test
  void fault24CompactionAndExpiryDuringWrites() throws Exception {
    WatchedEvents events = new WatchedEvents(directory, 6_000, 1_000, SEED);
    events.deliver(0);
    LocalRun run = LocalRun.start(events.options());
    events.awaitRows(run.ended(), 1);
    int compacted = 0;
    int expired = 0;
    for (int part = 1; part < events.parts(); part++) {
      long rows = events.rows();
      events.deliver(part);
      for (TableName name : TableName.all()) {
        try (LakeTables lake = new LakeTables(events.options().lake)) {
          Maintenance table = new Maintenance(lake, name, TARGET_BYTES);
          compacted += table.compact(ALL_DAYS);
          expired += table.expire(Instant.now());
        }
      }

      events.awaitRows(run.ended(), rows + 1);
    }

    events.awaitRows(run.ended(), events.allRows());
    run.drain(events.savepoints());
    run.ended().join();

    assertThat(compacted).isPositive();
    assertThat(expired).isPositive();
    events.assertLake();
  }
}
