package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.table.TableName;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.Seed;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.FilesUnderFaults;
import io.eventlake.testing.cluster.MemberProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.util.SnapshotUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Processes of a cluster that die or stand still, named as in the design's list of faults. */
@Timeout(300)
class ProcessFaultsITCase {

  /** How often each fault strikes: twice in every build, more often in the fault suite. */
  private static final int TIMES = Integer.getInteger("eventlake.faults.each", 2);

  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final Duration LONGEST_FREEZE = Duration.ofSeconds(150);

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void fault1TaskManagerKilledAtRandomMoments() throws Exception {
    try (FilesUnderFaults run = start(1_001)) {
      while (run.deliver()) {
        run.idle(Duration.ofSeconds(2));
        long begin = System.currentTimeMillis();
        List<MemberProcess> busy = run.cluster().busy();
        run.cluster().kill(busy.get(run.random().nextInt(busy.size())));
        run.cluster().startTaskManager();
        assertThat(run.awaitRecovery(begin)).isLessThan(RECOVERY);
      }

      run.finish();
    }
  }

  @Test
  @Tag("faults")
  void fault2JobManagerKilledAtRandomMoments() throws Exception {
    try (FilesUnderFaults run = start(1_002)) {
      while (run.deliver()) {
        run.idle(Duration.ofSeconds(2));
        long begin = System.currentTimeMillis();
        run.cluster().killJobManager();
        run.cluster().startJobManager();
        assertThat(run.awaitRecovery(begin)).isLessThan(RECOVERY);
      }

      run.finish();
    }
  }

  @Test
  @Tag("faults")
  void fault3ATaskManagerThatStandsStillPastItsHeartbeatCommitsNothingAfterwards()
      throws Exception {
    try (FilesUnderFaults run = start(1_003)) {
      while (run.deliver()) {
        run.idle(Duration.ofSeconds(2));
        MemberProcess zombie = run.cluster().committer();
        long begin = System.currentTimeMillis();
        try (MemberProcess.Freeze freeze = zombie.freeze(LONGEST_FREEZE)) {
          // Others have taken over before it goes on.
          assertThat(run.awaitRecovery(begin)).isLessThan(RECOVERY);
        }

        // With the zombie back in the cluster.
        run.cluster().awaitCheckpoints(2);
      }

      run.finish();
    }
  }

  @Test
  @Tag("faults")
  void fault11WhatTheNextJobManagerGoesOnFromIsDamagedAndThatIsNoEmptyStart() throws Exception {
    try (FilesUnderFaults run = start(1_011)) {
      run.deliver();
      run.awaitRows();
      run.cluster().awaitCheckpoints(2);
      run.cluster().killJobManager();
      assertThat(cutInHalf(run.cluster().highAvailability(), "completedCheckpoint")).isPositive();
      run.cluster().startJobManager();

      assertThat(run.cluster().awaitEndOfJobManager())
          .contains("Could not retrieve checkpoint", "the retrieved state handle is broken");

      // Nothing of it is lost: the checkpoints themselves are there.
      String newest = RunningJob.newestCheckpoint(run.cluster().checkpoints());
      long begin = System.currentTimeMillis();
      run.goOnFrom(newest, directory.resolve("cluster-2"));
      results.recovered(Duration.ofMillis(System.currentTimeMillis() - begin));
      while (run.deliver()) {
        run.awaitRows();
      }

      run.finish();
    }
  }

  /** The same with another job id is in {@link RestoreFaultsITCase}. */
  @Test
  @Tag("faults")
  @Timeout(600)
  void fault9AStartWithoutStateUnderTheSameJobIdThatIsMeantAndTheAuditTellsWhatItRepeats()
      throws Exception {
    try (FilesUnderFaults run = start(1_009)) {
      // Checkpoints of the second run, which is short, stay behind the last of the first.
      run.cluster().awaitCheckpoints(30);
      while (run.deliver()) {
        run.awaitRows();
      }

      run.awaitAllRows();
      long rows = run.rows();

      results.faults(1);
      run.startWithoutState(directory.resolve("cluster-2"));
      run.cluster().await("all rows are there again", () -> run.rows() >= 2 * rows);
      run.cluster().drain();

      assertThat(run.rows()).isEqualTo(2 * rows);
      try (LakeTables tables = new LakeTables(Lakes.of(run.lake()))) {
        assertThat(runs(tables)).as("ids of the two runs").hasSize(1);
        assertThat(LakeCut.of(tables).snapshots()).isEqualTo(heads(tables));
      }

      assertThat(LakeAudit.run(Lakes.of(run.lake())).passed()).isFalse();
    }
  }

  private static Set<String> runs(LakeTables tables) {
    Set<String> runs = new HashSet<>();
    SnapshotUtil.currentAncestors(tables.load(TableName.BRONZE_EVENTS))
        .forEach(snapshot -> runs.add(snapshot.summary().get(CommitSummary.RUN_ID)));
    return runs;
  }

  private static Map<TableName, Long> heads(LakeTables tables) {
    Map<TableName, Long> heads = new HashMap<>();
    for (TableName name : Lakes.tables().readable()) {
      Snapshot current = tables.load(name).currentSnapshot();
      if (current != null) {
        heads.put(name, current.snapshotId());
      }
    }

    return heads;
  }

  /** Cuts files whose name begins so in half; returns how many. */
  private static int cutInHalf(Path below, String name) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(below)) {
      files = all.filter(file -> file.getFileName().toString().startsWith(name)).toList();
    }

    for (Path each : files) {
      try (FileChannel file = FileChannel.open(each, StandardOpenOption.WRITE)) {
        file.truncate(file.size() / 2);
      }
    }

    return files.size();
  }

  private FilesUnderFaults start(long fixed) throws Exception {
    long seed = Seed.of(ProcessFaultsITCase.class, fixed);
    return FilesUnderFaults.start(directory, 1_500L * TIMES, TIMES, seed, results);
  }
}
