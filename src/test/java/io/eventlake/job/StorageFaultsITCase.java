package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.LocalLake;
import io.eventlake.testing.Seed;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.FilesUnderFaults;
import java.nio.file.Path;
import java.time.Duration;
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

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

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
      // Writers can not write, and the job starts again and again until somebody renews them.
      run.cluster().await("the job fails", () -> lake.s3().faults() > 20);
      lake.s3().rule(call -> Fate.PASS);
      run.awaitRecovery(begin);
      results.faults(lake.glue().faults() + lake.s3().faults());
      run.finish();
    }
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
