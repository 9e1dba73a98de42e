package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.table.TableName;
import io.eventlake.testing.JobProcess;
import io.eventlake.testing.KinesisTraffic;
import io.eventlake.testing.LakeComparison;
import io.eventlake.testing.LakeSnapshots;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.LocalAws;
import io.eventlake.testing.Rows;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.TestStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job through the real API of every service: Kinesis, DynamoDB, Glue and S3, each an emulator.
 */
class ClickstreamEndToEndITCase {

  private static final long SEED = 20_260_417;
  private static final int EVENTS = 1_800;
  private static final int SIGKILL = 128 + 9;

  /** Made by the split of the first of two shards. */
  private static final String CHILD = "shardId-000000000002";

  /**
   * Of copies of one event that lie in different shards any may be read first, and the tables of
   * distinct events show that one's times.
   */
  private static final String[] TIMES_OF_THE_FIRST_COPY = {"arrival_ts", "ingest_ts"};

  @TempDir private Path directory;

  @Test
  @Timeout(300)
  void aJobKilledInTheMiddleOfACommitLosesAndRepeatsNothing(TestReporter reporter)
      throws Exception {
    reporter.publishEntry("seed", Long.toString(SEED));
    KinesisTraffic traffic = new KinesisTraffic(EVENTS, SEED);
    try (LocalAws aws = LocalAws.start(directory);
        TestStream stream = new TestStream(aws.kinesis(), "clicks").create(2)) {
      aws.loadSegments(traffic.options());
      Map<String, String> properties = properties(aws, stream);
      LakeOptions lake = JobOptions.parse(properties).lake;
      try (Ledger ledger = new Ledger(lake)) {
        traffic.put(aws.kinesis(), stream, 0, EVENTS / 3);
        try (JobProcess job = JobProcess.start(properties, directory)) {
          RunningJob.await(job.ended(), () -> ledger.records("read") > 0);
          stream.split(0);
          traffic.put(aws.kinesis(), stream, EVENTS / 3, EVENTS / 2);
          RunningJob.await(job.ended(), () -> shards(ledger).contains(CHILD));
          // Glue makes the commit, but nobody is there to hear of it.
          aws.glue().beforeNextUpdate(job::kill);
          traffic.put(aws.kinesis(), stream, EVENTS / 2, EVENTS);
          assertThat(job.ended().get()).isEqualTo(SIGKILL);
        }

        properties.put(
            "local.restore-from", RunningJob.newestCheckpoint(directory.resolve("state")));
        readToTheEnd(LocalRun.start(JobOptions.parse(properties)), ledger);
        assertLake(lake, ledger, traffic.expected(stream));
      }
    }
  }

  private void readToTheEnd(LocalRun run, Ledger ledger) throws Exception {
    CompletableFuture<Void> ended = run.ended();
    try {
      RunningJob.await(ended, () -> ledger.records("read") == EVENTS);
      run.drain(directory.resolve("savepoints"));
      ended.get();
    } finally {
      if (!ended.isDone()) {
        run.cancel();
      }
    }
  }

  private Map<String, String> properties(LocalAws aws, TestStream stream) {
    Map<String, String> properties = aws.properties(stream);
    properties.put("source.shard-discovery-interval", "500 ms");
    properties.put("local.parallelism", "2");
    properties.put("local.checkpoint-interval", "2 s");
    properties.put("local.state-directory", directory.resolve("state").toString());
    return properties;
  }

  private static Set<Object> shards(Ledger ledger) {
    return ledger.rows(TableName.BRONZE_EVENTS).stream()
        .map(row -> row.get("shard_id"))
        .collect(Collectors.toSet());
  }

  private static void assertLake(LakeOptions options, Ledger ledger, ExpectedLake expected) {
    LakeComparison.assertLake(options, expected, TIMES_OF_THE_FIRST_COPY);
    List<Map<String, Object>> bronze = ledger.rows(TableName.BRONZE_EVENTS);
    Rows.of(bronze).assertSame(expected.rows("bronze.events"));
    assertThat(ledger.rows(TableName.SILVER_EVENTS))
        .extracting(ClickstreamEndToEndITCase::timesOfTheCopy)
        .isSubsetOf(bronze.stream().map(ClickstreamEndToEndITCase::timesOfTheCopy).toList());
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      for (TableName table : Lakes.tables().readable()) {
        JobHistory history = JobHistory.of(tables.load(table), "clickstream");
        assertThat(LakeSnapshots.commits(history))
            .extracting(JobHistory::commitId)
            .as("commits of %s", table)
            .doesNotHaveDuplicates();
      }
    }
  }

  private static List<Object> timesOfTheCopy(Map<String, Object> row) {
    return List.of(row.get("event_id"), row.get("arrival_ts"), row.get("ingest_ts"));
  }
}
