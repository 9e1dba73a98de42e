package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.FaultProxy.Call;
import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.LocalLake;
import io.eventlake.testing.Seed;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.FilesUnderFaults;
import io.eventlake.testing.cluster.MemberProcess;
import java.io.IOException;
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
 * What comes between the steps of a commit, named as in the design's list of faults: processes of a
 * cluster that die just before and just after the catalog has made it, and commits of others.
 */
@Tag("faults")
@Timeout(400)
class CommitFaultsITCase {

  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int PARTS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** {@code -Deventlake.faults.foreign-seconds=N} says for how long at least. */
  @Test
  @Timeout(4 * 3_600)
  void fault21ForeignCommitsInBetweenOneInTwoForMinutes() throws Exception {
    long seed = Seed.of(CommitFaultsITCase.class, 1_021);
    int parts = Math.max(2, Integer.getInteger("eventlake.faults.foreign-seconds", 120) / 5);
    try (LocalLake lake = LocalLake.start();
        FilesUnderFaults run =
            FilesUnderFaults.start(directory, lake, 300L * parts, parts, seed, results);
        LakeTables others = new LakeTables(Lakes.of(run.lake()))) {
      AtomicInteger updates = new AtomicInteger();
      // The job has read the table by then, so that its own commit finds it changed.
      lake.glue()
          .rule(
              call -> {
                if (call.target().equals("UpdateTable") && updates.getAndIncrement() % 2 == 0) {
                  others.load(table(call)).newAppend().commit();
                }

                return Fate.PASS;
              });
      while (run.deliver()) {
        run.awaitRows();
        // One a second.
        run.cluster().awaitCheckpoints(4);
      }

      run.finish();
      results.faults(updates.get() / 2);
    }
  }

  /** Which table a call to Glue is about. */
  private static TableName table(Call call) throws IOException {
    JsonNode request = JSON.readTree(call.body());
    return TableName.of(
        request.at("/DatabaseName").asText(), request.at("/TableInput/Name").asText());
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
