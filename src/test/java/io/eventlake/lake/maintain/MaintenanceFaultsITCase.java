package io.eventlake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.table.TableName;
import io.eventlake.testing.JobProcess;
import io.eventlake.testing.LakeSnapshots;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.Seed;
import io.eventlake.testing.WatchedEvents;
import io.eventlake.testing.cluster.FaultResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.relocated.com.google.common.collect.Iterables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The command maintain as a process that dies, named as in the design's list of faults. */
@Tag("faults")
@Timeout(400)
class MaintenanceFaultsITCase {

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private WatchedEvents events;

  @Test
  void fault27KilledWhileItCompactsAndWhileItExpires() throws Exception {
    long seed = Seed.of(MaintenanceFaultsITCase.class, 1_027);
    results.seed(seed);
    events = new WatchedEvents(directory, 4_000, 1_000, seed);
    LocalRun run = LocalRun.start(events.options());
    for (int part = 0; part < events.parts(); part++) {
      long rows = events.rows();
      events.deliver(part);
      events.awaitRows(run.ended(), rows + 1);
    }

    events.awaitRows(run.ended(), events.allRows());
    run.drain(events.savepoints());
    run.ended().join();

    for (int kill = 0; kill < 2; kill++) {
      long before = changes();
      killedOnce("compaction-" + kill, () -> changes() > before);
    }

    killedOnce("expiry", () -> snapshots() < changes());
    try (JobProcess maintain = maintain("whole")) {
      assertThat(maintain.ended().join()).isZero();
    }

    results.rows(events.difference());
    events.assertLake();
    LakeSnapshots.assertWhole(events.options().lake, "clickstream");
  }

  private void killedOnce(String name, BooleanSupplier moment) throws Exception {
    try (JobProcess maintain = maintain(name)) {
      RunningJob.await(maintain.ended(), moment);
      maintain.kill();
    }

    results.faults(1);
  }

  private JobProcess maintain(String name) throws IOException {
    return JobProcess.start(
        List.of(
            "maintain",
            "--warehouse",
            events.lake().toString(),
            "--before",
            "2100-01-01",
            "--keep",
            "1 s"),
        Files.createDirectory(directory.resolve(name)));
  }

  /** How many commits all tables have had. */
  private long changes() {
    long changes = 0;
    try (LakeTables lake = new LakeTables(Lakes.of(events.options().lake))) {
      for (TableName name : Lakes.tables().readable()) {
        Snapshot current = lake.load(name).currentSnapshot();
        changes += current == null ? 0 : current.sequenceNumber();
      }
    }

    return changes;
  }

  /** How many of them are still to be seen. */
  private long snapshots() {
    long snapshots = 0;
    try (LakeTables lake = new LakeTables(Lakes.of(events.options().lake))) {
      for (TableName name : Lakes.tables().readable()) {
        snapshots += Iterables.size(lake.load(name).snapshots());
      }
    }

    return snapshots;
  }
}
