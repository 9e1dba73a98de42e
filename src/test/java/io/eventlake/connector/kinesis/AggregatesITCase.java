package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.config.JobOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.event.RawRecord;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.table.TableName;
import io.eventlake.testing.CollectingSink;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.TestCluster;
import io.eventlake.testing.TestOptions;
import io.eventlake.testing.TestStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault 72: what a client that is not ours packs into one record, for one shard map or another, and
 * what no client should; on streams of 1, 2 and 4 shards before and after a split and a merge, with
 * both readers.
 */
@Timeout(300)
class AggregatesITCase {

  private static final int[] SHARDS = {1, 2, 4};
  private static final int PACKED = 40;
  private static final BigInteger HASH_KEYS = BigInteger.ONE.shiftLeft(128);

  @TempDir private static Path logs;
  private static KinesisEmulator emulator;

  @TempDir private Path directory;

  private final Map<SourceOptions.Reader, CollectingSink<RawRecord>> sinks =
      Map.of(
          SourceOptions.Reader.POLLING, new CollectingSink<>(),
          SourceOptions.Reader.FAN_OUT, new CollectingSink<>());
  private final List<String> sent = new ArrayList<>();
  private int broken;

  @BeforeAll
  static void start() {
    emulator = KinesisEmulator.start(Emulators.DIRECTORY, logs.resolve("kinesis.log"));
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @Test
  void fault72EveryUserRecordIsReadOnceWhateverItsKeys() throws Exception {
    List<TestStream> streams = new ArrayList<>();
    try (TestCluster cluster = new TestCluster(2)) {
      for (int shards : SHARDS) {
        streams.add(new TestStream(emulator.endpoint(), "shards-" + shards).create(shards));
      }

      put(streams, "before");
      JobID job = cluster.start(job(streams), null);
      streams.forEach(stream -> stream.split(0));
      put(streams, "split");
      streams.forEach(stream -> stream.merge(0));
      put(streams, "merged");
      for (CollectingSink<RawRecord> sink : sinks.values()) {
        assertRead(sink.take(sent.size() + broken));
      }

      cluster.cancel(job);
      for (CollectingSink<RawRecord> sink : sinks.values()) {
        assertThat(sink.rest()).isEmpty();
      }
    } finally {
      streams.forEach(TestStream::close);
    }
  }

  /** Also in the tables of the job, and the good record behind the broken one comes. */
  @Test
  void fault72TheBalanceSheetBeginsWithWhatTheStreamHandedOver() throws Exception {
    JobOptions options;
    try (TestStream stream = new TestStream(emulator.endpoint(), "ledger").create(2)) {
      ForeignClient.Aggregated aggregate = new ForeignClient.Aggregated();
      for (int i = 0; i < PACKED; i++) {
        aggregate.add("user-" + i, null, event(i));
      }

      stream.put(null, new ForeignClient().add(aggregate).pack().get(0));
      stream.put(0, new AggregatedRecord().key("k").record(7, event(0)).packed());
      stream.put(0, event(PACKED));
      options =
          TestOptions.kinesis("ledger", emulator.endpoint())
              .with("job.name", "clickstream")
              .with("lake.warehouse", directory.resolve("lake").toString())
              .with("local.checkpoint-interval", "1 s")
              .all();
      LocalRun run = LocalRun.start(options);
      try (Ledger ledger = new Ledger(options.lake)) {
        RunningJob.await(run.ended(), () -> ledger.records("read") == PACKED + 2);
        run.drain(directory.resolve("savepoints"));
        run.ended().join();

        assertThat(ledger.records("handed_over")).isEqualTo(PACKED + 2);
        assertThat(ledger.records("aggregated")).isEqualTo(PACKED - 1);
        assertThat(ledger.rows(TableName.SILVER_EVENTS)).hasSize(PACKED + 1);
        assertThat(ledger.rows(TableName.DEAD_LETTERS))
            .singleElement()
            .satisfies(
                letter ->
                    assertThat(letter)
                        .containsEntry("reason", "BAD_AGGREGATE")
                        .containsEntry("payload", null)
                        .containsEntry(
                            "message",
                            "The record begins as an aggregate of the Kinesis Producer Library, but"
                                + " a record in it names a key that it does not have. The payload"
                                + " is withheld."));
      } finally {
        run.cancel();
      }
    }

    LakeAudit audit = LakeAudit.run(Lakes.of(options.lake));
    assertThat(audit.passed()).isTrue();
    assertThat(audit.lines().get(0))
        .hasToString("0a PASS: records handed over by the source = records read (42, 42)");
  }

  private static String event(int number) {
    return "{\"event_type\":\"page_view\",\"ts\":\"2026-11-01T10:00:00Z\","
        + "\"privacy\":{\"analytics\":true},\"session\":{\"session_id\":\"s"
        + number
        + "\"}}";
  }

  private void assertRead(List<RawRecord> read) {
    Map<Boolean, List<RawRecord>> byFlaw =
        read.stream().collect(Collectors.partitioningBy(record -> record.fault != null));
    assertThat(byFlaw.get(false))
        .extracting(AggregatesITCase::text)
        .containsExactlyInAnyOrderElementsOf(sent);
    assertThat(byFlaw.get(true)).hasSize(broken);
    assertThat(read.stream().mapToInt(record -> record.handedOver).sum()).isEqualTo(read.size());
    assertThat(byFlaw.get(false))
        .allSatisfy(record -> assertThat(text(record)).endsWith("/" + record.subSequenceNumber));
  }

  /** What each client does with its keys, and after it what breaks. */
  private void put(List<TestStream> streams, String when) throws Exception {
    for (TestStream stream : streams) {
      String name = stream.name() + "/" + when;
      ForeignClient client =
          new ForeignClient().add(manyKeys(name + "/many")).add(hashKeys(name + "/explicit"));
      for (int i = 0; i < 4; i++) {
        client.add(oneKey(name + "/outer-" + i));
      }

      List<byte[]> packed = client.pack();
      stream.put(null, packed.get(0));
      stream.put(null, packed.get(1));
      for (int i = 0; i < 4; i++) {
        // The outer hash key spreads what has one key within.
        stream.put(part(i, 4), packed.get(2 + i));
        stream.put(part(i, 4), new AggregatedRecord().key("k").record(7, "x").packed());
        stream.put(
            part(i, 4), new AggregatedRecord().key("k").hashKey("x").record(0, 0, "x").packed());
        broken += 2;
      }

      stream.put(null, (name + "/plain/0").getBytes(StandardCharsets.UTF_8));
      sent.add(name + "/plain/0");
    }
  }

  private ForeignClient.Aggregated manyKeys(String name) {
    ForeignClient.Aggregated aggregate = new ForeignClient.Aggregated();
    for (int i = 0; i < PACKED; i++) {
      aggregate.add("user-" + i, null, sent(name, i));
    }

    return aggregate;
  }

  private ForeignClient.Aggregated hashKeys(String name) {
    ForeignClient.Aggregated aggregate = new ForeignClient.Aggregated();
    for (int i = 0; i < PACKED; i++) {
      aggregate.add("user-" + i, part(i, PACKED), sent(name, i));
    }

    return aggregate;
  }

  private ForeignClient.Aggregated oneKey(String name) {
    ForeignClient.Aggregated aggregate = new ForeignClient.Aggregated();
    for (int i = 0; i < PACKED; i++) {
      aggregate.add("shared", null, sent(name, i));
    }

    return aggregate;
  }

  private String sent(String name, int number) {
    String text = name + "/" + number;
    sent.add(text);
    return text;
  }

  private StreamExecutionEnvironment job(List<TestStream> streams) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    for (TestStream stream : streams) {
      sinks.forEach(
          (reader, sink) ->
              KinesisSource.attach(
                      env,
                      TestOptions.kinesis(stream.name(), emulator.endpoint())
                          .with("source.reader", reader.name())
                          .with("source.consumer-name", "eventlake")
                          .with("source.poll-interval", "200 ms")
                          .with("source.shard-discovery-interval", "500 ms")
                          .source(),
                      stream.name() + reader)
                  .sinkTo(sink)
                  .uid("sink" + stream.name() + reader));
    }

    return env;
  }

  /** The first hash key of the i-th part of so many. */
  private static String part(int i, int parts) {
    return HASH_KEYS.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(parts)).toString();
  }

  private static String text(RawRecord record) {
    return new String(record.payload, StandardCharsets.UTF_8);
  }
}
