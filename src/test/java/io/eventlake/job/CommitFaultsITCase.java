package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.LocalLake;
import io.eventlake.testing.Seed;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.FilesUnderFaults;
import io.eventlake.testing.cluster.MemberProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of a cluster that die in the middle of a commit, just before and just after the catalog
 * has made it, named as in the design's list of faults.
 */
@Tag("faults")
@Timeout(400)
class CommitFaultsITCase {

  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int PARTS = 3;

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void fault16KilledAfterTheCheckpointBeforeTheCatalogsCommit() throws Exception {
    killedInCommits(1_016, Fate::cut);
  }

  @Test
  void fault17KilledAfterTheCatalogsCommitBeforeItsAnswer() throws Exception {
    killedInCommits(1_017, Fate::loseAnswer);
  }

  /** First the committer's TaskManager dies, then the JobManager, then both. */
  private void killedInCommits(long fixed, Function<Runnable, Fate> fate) throws Exception {
    long seed = Seed.of(CommitFaultsITCase.class, fixed);
    try (LocalLake lake = LocalLake.start();
        FilesUnderFaults run =
            FilesUnderFaults.start(directory, lake, 4_500, PARTS, seed, results)) {
      for (int part = 0; part < PARTS; part++) {
        boolean taskManager = part != 1;
        boolean jobManager = part != 0;
        MemberProcess committer = run.cluster().committer();
        CompletableFuture<Long> killed = new CompletableFuture<>();
        Runnable kill =
            () -> {
              long now = System.currentTimeMillis();
              if (taskManager) {
                run.cluster().kill(committer);
              }

              if (jobManager) {
                run.cluster().killJobManager();
              }

              killed.complete(now);
            };
        // Any of the updates that a commit makes side by side.
        AtomicInteger spared = new AtomicInteger(run.random().nextInt(4));
        lake.glue()
            .rule(
                call ->
                    call.target().equals("UpdateTable") && spared.getAndDecrement() == 0
                        ? fate.apply(kill)
                        : Fate.PASS);
        run.deliver();
        long begin = killed.get();
        if (taskManager) {
          run.cluster().startTaskManager();
        }

        if (jobManager) {
          run.cluster().startJobManager();
        }

        assertThat(run.awaitRecovery(begin)).isLessThan(RECOVERY);
      }

      run.finish();
    }
  }
}
