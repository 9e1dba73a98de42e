package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventlake.testing.FaultProxy;
import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.LocalLake;
import io.eventlake.testing.Seed;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.FilesUnderFaults;
import io.eventlake.testing.cluster.MemberProcess;
import io.eventlake.testing.cluster.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Storage and catalog that are slow, refuse or hang, named as in the design's list of faults. */
@Tag("faults")
@Timeout(500)
class StorageFaultsITCase {

  /** More than the AWS SDK waits for an answer before it tries again. */
  private static final Duration HANGS = Duration.ofSeconds(90);

  private static final Duration SLOW = Duration.ofSeconds(2);

  private static final Duration USUAL = Duration.ofMillis(30);
  private static final Duration TEN_TIMES = USUAL.multipliedBy(10);

  /** Bytes of state that a few thousand events need, with plenty to spare. */
  private static final long BOUND_OF_STATE = 16L << 20;

  private static final int MEBIBYTES = 48;

  /** As a store on disks of its own answers that has none left; S3 itself is never full. */
  private static final Fate FULL = Fate.error(507, "XMinioStorageFull");

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void fault43TheDiskOfRocksDbIsFull() throws Exception {
    SmallDisk disk = new SmallDisk(directory.resolve("rocksdb"), MEBIBYTES);
    assumeTrue(disk.isAvailable(), "No disk to fill: this Linux lets its users mount none");
    long seed = Seed.of(StorageFaultsITCase.class, 1_043);
    try (FilesUnderFaults run =
        FilesUnderFaults.start(directory, Map.of(), disk, 3_000, 2, seed, results)) {
      run.deliver();
      run.awaitRows();
      long begin = System.currentTimeMillis();
      for (MemberProcess member : run.cluster().taskManagers()) {
        disk.fill(member);
      }

      run.deliver();
      run.cluster()
          .await(
              "the job says that there is no space",
              () -> run.cluster().job().failure().contains("No space left on device"));
      for (MemberProcess member : run.cluster().taskManagers()) {
        disk.free(member);
      }

      run.awaitRecovery(begin);
      run.finish();
    }
  }

  @Test
  void fault43TheWarehouseIsFull() throws Exception {
    try (LocalLake lake = LocalLake.start();
        FilesUnderFaults run = start(lake, 3, 1_143)) {
      run.deliver();
      run.awaitRows();
      // First the files of rows find no space, so that there is nothing to commit.
      lake.s3().rule(call -> isWritten(call, "/data/") ? FULL : Fate.PASS);
      long begin = System.currentTimeMillis();
      run.deliver();
      run.cluster()
          .await(
              "the job says that there is no space",
              () -> run.cluster().job().failure().contains("Status Code: 507"));
      lake.s3().rule(call -> Fate.PASS);
      run.awaitRecovery(begin);
      run.awaitRows();
      // Then those of the commit: what it was to commit is kept.
      int before = lake.s3().faults();
      lake.s3().rule(call -> isWritten(call, "/metadata/") ? FULL : Fate.PASS);
      run.deliver();
      run.cluster().await("commits fail", () -> lake.s3().faults() > before + 10);
      lake.s3().rule(call -> Fate.PASS);
      run.awaitRows();
      results.faults(lake.s3().faults() - 1);
      run.finish();
    }
  }

  @Test
  void fault44StorageSlowAndRefusingAndOneCallThatHangs() throws Exception {
    try (LocalLake lake = LocalLake.start();
        FilesUnderFaults run = start(lake, 3, 1_044)) {
      run.deliver();
      lake.s3().rule(call -> Fate.late(SLOW));
      run.awaitRows();
      Random random = new Random(run.random().nextLong());
      // The design's share is one in a hundred; so few calls would meet none.
      lake.s3().rule(call -> oneIn(20, random) ? Fate.error(503, "SlowDown") : Fate.PASS);
      run.deliver();
      run.awaitRows();
      AtomicBoolean hang = new AtomicBoolean(true);
      lake.s3()
          .rule(
              call ->
                  call.method().equals("PUT") && hang.getAndSet(false)
                      ? Fate.late(HANGS)
                      : Fate.PASS);
      run.deliver();
      run.awaitRows();
      assertThat(hang).isFalse();
      results.faults(lake.s3().faults());
      run.finish();
    }
  }

  @Test
  void fault46OneTableDeniedThenCredentialsExpired() throws Exception {
    try (LocalLake lake = LocalLake.start();
        FilesUnderFaults run = start(lake, 2, 1_046)) {
      lake.glue()
          .rule(
              call ->
                  call.target().equals("UpdateTable") && call.body().contains("\"funnel\"")
                      ? Fate.error(400, "AccessDeniedException")
                      : Fate.PASS);
      run.deliver();
      run.awaitRows();
      run.cluster().awaitCheckpoints(2);
      lake.glue().rule(call -> Fate.PASS);
      run.cluster().awaitCheckpoints(2);
      long begin = System.currentTimeMillis();
      lake.s3().rule(call -> Fate.error(400, "ExpiredToken"));
      run.deliver();
      // Writers cannot write, and the job starts again and again until somebody renews them.
      run.cluster().await("the job fails", () -> lake.s3().faults() > 20);
      lake.s3().rule(call -> Fate.PASS);
      run.awaitRecovery(begin);
      results.faults(lake.glue().faults() + lake.s3().faults());
      run.finish();
    }
  }

  @Test
  void fault47StorageTenTimesSlowerThenReleased() throws Exception {
    try (LocalLake lake = LocalLake.start();
        FilesUnderFaults run = start(lake, 6, 1_047)) {
      lake.s3().rule(call -> Fate.late(USUAL));
      run.deliver();
      run.awaitRows();
      // Some could not be triggered while the job started.
      long failed = run.cluster().job().failedCheckpoints();
      lake.s3().rule(call -> Fate.late(TEN_TIMES));
      for (int part = 0; part < 4; part++) {
        run.deliver();
        run.cluster().awaitCheckpoints(2);
        run.awaitRows();
      }

      run.deliver();
      long begin = System.currentTimeMillis();
      lake.s3().rule(call -> Fate.late(USUAL));
      run.awaitAllRows();
      results.recovered(Duration.ofMillis(System.currentTimeMillis() - begin));
      assertThat(run.cluster().job().failedCheckpoints()).isEqualTo(failed);
      assertThat(run.cluster().job().restarts()).isZero();
      assertThat(run.cluster().job().largestCheckpoint()).isBetween(1L, BOUND_OF_STATE);
      System.out.println(
          "longest checkpoint "
              + run.cluster().job().longestCheckpoint()
              + " ms, largest "
              + run.cluster().job().largestCheckpoint()
              + " bytes");
      lake.s3().rule(call -> Fate.PASS);
      run.finish();
    }
  }

  private static boolean isWritten(FaultProxy.Call call, String below) {
    return !call.method().equals("GET")
        && !call.method().equals("HEAD")
        && call.path().contains(below);
  }

  private FilesUnderFaults start(LocalLake lake, int parts, long fixed) throws Exception {
    long seed = Seed.of(StorageFaultsITCase.class, fixed);
    return FilesUnderFaults.start(directory, lake, 1_500L * parts, parts, seed, results);
  }

  private static boolean oneIn(int calls, Random random) {
    synchronized (random) {
      return random.nextInt(calls) == 0;
    }
  }
}
