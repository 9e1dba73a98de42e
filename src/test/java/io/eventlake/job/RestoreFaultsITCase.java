package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.testing.LakeComparison;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.WatchedEvents;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults around savepoints and restarts of the whole job, named as in the design's list. */
class RestoreFaultsITCase {

  private static final long SEED = 20_261_122;

  @TempDir private Path directory;

  @Test
  void fault7RestoredWithOtherParallelism() throws Exception {
    WatchedEvents events = new WatchedEvents(directory, 6_000, 1_500, SEED);
    String savepoint = null;
    int[] parallelism = {1, 2, 3, 1};
    assertThat(events.parts()).isEqualTo(parallelism.length);
    for (int part = 0; part < parallelism.length; part++) {
      long before = part == 0 ? 0 : events.rows();
      events.deliver(part);
      LocalRun run = LocalRun.start(options(events, savepoint, parallelism[part]));
      if (part < parallelism.length - 1) {
        events.awaitRows(run.ended(), before + 1);
        savepoint = run.stopWithSavepoint(events.savepoints());
      } else {
        events.awaitRows(run.ended(), events.allRows());
        run.drain(events.savepoints());
      }

      run.ended().join();
    }

    // Of duplicates in two files that are read side by side either may be the first.
    events.assertLake("arrival_ts", "ingest_ts");
  }

  @Test
  void fault9AStartWithoutStateIsRefusedUnlessItIsMeantAndThenTheAuditTellsWhatItRepeats()
      throws Exception {
    WatchedEvents events = new WatchedEvents(directory, 1_000, 1_000, SEED + 1);
    events.deliver(0);
    JobOptions options = events.options(Map.of("source.files-mode", "bounded"));
    LocalRun.start(options).ended().join();

    assertFails(events, options, "and was started without its state");
    String again = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    LocalRun.start(events.options(Map.of("source.files-mode", "bounded", "job.again-as-of", again)))
        .ended()
        .join();

    assertThat(events.rows()).isEqualTo(2L * events.allRows());
    assertThat(LakeAudit.run(Lakes.of(options.lake)).passed()).isFalse();
  }

  @Test
  void fault11DamagedMetadataIsNoEmptyStart() throws Exception {
    WatchedEvents events = new WatchedEvents(directory, 1_000, 1_000, SEED + 2);
    events.deliver(0);
    String checkpoint = killedAfterACommit(events);
    Path metadata = Path.of(URI.create(checkpoint)).resolve("_metadata");
    try (FileChannel file = FileChannel.open(metadata, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }

    assertFails(events, events.restored(checkpoint), "EOF");
  }

  @Test
  void fault12StateOfAnOperatorThatIsGoneIsNotDroppedSilently() throws Exception {
    WatchedEvents events = new WatchedEvents(directory, 1_000, 1_000, SEED + 3);
    events.deliver(0);
    String checkpoint = killedAfterACommit(events);

    // Another source, whose uid is another.
    assertFails(
        events,
        events.options(
            Map.of(
                "local.restore-from",
                checkpoint,
                "source.type",
                "kinesis",
                "source.stream",
                "events",
                "source.endpoint",
                "http://localhost:" + FreePort.find())),
        "Cannot map checkpoint/savepoint state for operator");
  }

  @Test
  @Tag("faults")
  void fault39PoisonPillsAreTheFirstRecordsAfterARestore() throws Exception {
    WatchedEvents events = new WatchedEvents(directory, 1_000, 500, SEED + 4);
    events.deliver(0);
    LocalRun run = LocalRun.start(events.options());
    try (Ledger ledger = new Ledger(events.options().lake)) {
      RunningJob.await(run.ended(), () -> ledger.records("read") == 500);
      String savepoint = run.stopWithSavepoint(events.savepoints());
      run.ended().join();
      long before = ledger.records("dead_letter");
      String poison =
          String.join(
              "\n",
              "[".repeat(100_000),
              "\u0000".repeat(1_000_000),
              "\u00ff\u00fe",
              "{\"event_type\":" + "9".repeat(1_000_000) + "}",
              "");
      events.deliver("poison.ndjson", poison.getBytes(StandardCharsets.ISO_8859_1));

      LocalRun restored = LocalRun.start(events.restored(savepoint));
      RunningJob.await(restored.ended(), () -> ledger.records("dead_letter") == before + 4);
      events.deliver(1);
      events.awaitRows(restored.ended(), events.allRows());
      restored.drain(events.savepoints());
      restored.ended().join();
    }

    LakeComparison.Difference bronze = events.difference();
    assertThat(bronze.missing() + bronze.extra()).isZero();
    assertThat(LakeAudit.run(Lakes.of(events.options().lake)).passed()).isTrue();
  }

  private static JobOptions options(WatchedEvents events, String savepoint, int parallelism) {
    Map<String, String> parallel = Map.of("local.parallelism", Integer.toString(parallelism));
    return savepoint == null
        ? events.options(parallel)
        : events.options(
            Map.of(
                "local.parallelism",
                Integer.toString(parallelism),
                "local.restore-from",
                savepoint));
  }

  /** The newest checkpoint of a run that was ended without a savepoint. */
  private static String killedAfterACommit(WatchedEvents events)
      throws IOException, InterruptedException {
    LocalRun run = LocalRun.start(events.options());
    events.awaitRows(run.ended(), events.allRows());
    run.cancel();
    assertThatThrownBy(() -> run.ended().join()).isInstanceOf(CompletionException.class);
    return RunningJob.newestCheckpoint(events.state());
  }

  /** It ends with an error, and nothing is written. */
  private static void assertFails(WatchedEvents events, JobOptions options, String message) {
    assertThatThrownBy(() -> LocalRun.start(options).ended().join())
        .isInstanceOfAny(CompletionException.class, JobFailedException.class)
        .hasMessageContaining("The job clickstream failed: ")
        .hasMessageContaining(message);
    assertThat(events.rows()).isEqualTo(events.allRows());
  }
}
