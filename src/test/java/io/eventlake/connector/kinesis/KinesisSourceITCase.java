package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.config.SourceOptions;
import io.eventlake.event.RawRecord;
import io.eventlake.testing.CollectingSink;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.TestCluster;
import io.eventlake.testing.TestOptions;
import io.eventlake.testing.TestStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class KinesisSourceITCase {

  @TempDir private static Path directory;
  private static KinesisEmulator emulator;
  private static TestCluster cluster;

  private final CollectingSink<RawRecord> sink = new CollectingSink<>();
  private TestStream stream;

  @BeforeAll
  static void start() {
    emulator = KinesisEmulator.start(Emulators.DIRECTORY, directory.resolve("kinesis.log"));
    cluster = new TestCluster(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    emulator.close();
  }

  @BeforeEach
  void open(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName() + test.getDisplayName().hashCode();
    stream = new TestStream(emulator.endpoint(), name);
  }

  @AfterEach
  void close() {
    stream.close();
  }

  @ParameterizedTest
  @EnumSource(SourceOptions.Reader.class)
  void readsEachRecordOnceThroughASplitAndARestart(SourceOptions.Reader reader) throws Exception {
    stream.create(2);
    TestOptions options =
        options().with("source.reader", reader.name()).with("source.consumer-name", "eventlake");
    List<String> sent = new ArrayList<>(put(0, 100));
    JobID job = cluster.start(job(options), null);
    List<RawRecord> read = new ArrayList<>(sink.take(100));

    sent.addAll(put(100, 200));
    stream.split(0);
    sent.addAll(put(200, 300));
    read.addAll(sink.take(120));
    String savepoint = cluster.stop(job, directory);
    sent.addAll(put(300, 400));
    JobID restored = cluster.start(job(options), savepoint);
    read.addAll(sink.take(400 - read.size()));
    cluster.cancel(restored);
    read.addAll(sink.rest());

    assertThat(read).extracting(KinesisSourceITCase::text).hasSameElementsAs(sent).hasSize(400);
    assertThat(read).extracting(record -> record.shardId).contains("shardId-000000000002");
    assertThat(read).allSatisfy(KinesisSourceITCase::assertKnown);
  }

  @Test
  void takesAggregatedRecordsApart() throws Exception {
    stream.create(1);
    stream.put(0, AggregatedRecord.of("a", "b", "c"));
    stream.put(0, "d");

    JobID job = cluster.start(job(options()), null);
    List<RawRecord> read = sink.take(4);
    cluster.cancel(job);

    assertThat(read)
        .extracting(record -> text(record) + record.subSequenceNumber)
        .containsExactly("a0", "b1", "c2", "d0");
    assertThat(read.subList(0, 3))
        .extracting(record -> record.sequenceNumber)
        .containsOnly(read.get(0).sequenceNumber);
  }

  @Test
  void latestIsTheEndOfTheStreamWhenTheJobFirstStarted() throws Exception {
    stream.create(2);
    stream.put(0, "before");
    stream.put(1, "before");
    passASecond();
    TestOptions options = options().with("source.initial-position", "latest");
    JobID job = cluster.start(job(options), null);
    // Only a record that was read shows that the job reads: the other shard stays silent.
    List<String> read = new ArrayList<>();
    for (int i = 0; read.isEmpty() && i < 30; i++) {
      stream.put(0, "hello " + i);
      RawRecord record = sink.poll(1);
      if (record != null) {
        read.add(text(record));
      }
    }

    assertThat(read).isNotEmpty();
    String savepoint = cluster.stop(job, directory);
    assertThat(look(options, savepoint)).doesNotContain("FAIL");
    assertThatThrownBy(() -> guard(options, savepoint, Duration.ofHours(48)))
        .isInstanceOf(StreamRefusedException.class)
        .hasMessageContaining("but the restored state is older");
    stream.put(1, "while it was down");
    JobID restored = cluster.start(job(options), savepoint);
    while (!read.contains("while it was down")) {
      read.add(text(sink.take(1).get(0)));
    }

    cluster.cancel(restored);
    assertThat(read).doesNotContain("before").doesNotHaveDuplicates();
  }

  /** What is known of a restore before anything is started. */
  private static String look(TestOptions options, String savepoint) {
    try (StreamCheck check = new StreamCheck(options.source(), Clock.systemUTC())) {
      return check.run(savepoint).toString();
    }
  }

  /** A restore so much later. */
  private static void guard(TestOptions options, String savepoint, Duration later)
      throws IOException {
    StreamDescription description =
        new StreamDescription(
            "arn", "ACTIVE", Duration.ofHours(24), Instant.EPOCH, Instant.now().plus(later));
    new StreamGuard(name -> Optional.of(description))
        .checkRestored(StreamName.of(options.source()), GuardedConsumer.readThrough(savepoint));
  }

  /** The clock of Kinesis is known to the second: what came within the last one may be read. */
  private void passASecond() {
    long begun = stream.everything().get(0).arrivalMillis();
    long last = begun;
    for (int i = 0; last < begun + 1_000; i++) {
      stream.put(0, "tick " + i);
      last =
          stream.everything().stream().mapToLong(TestStream.Taken::arrivalMillis).max().orElse(0);
    }
  }

  @Test
  void aStreamThatIsNotThereEndsTheJobWithASentence() throws Exception {
    JobID job = cluster.start(job(options()), null);
    JobResult result = cluster.result(job);

    assertThat(result.getApplicationStatus()).isEqualTo(ApplicationStatus.FAILED);
    assertThat(result.getSerializedThrowable().orElseThrow())
        .rootCause()
        .hasMessageContaining(
            "The Kinesis stream '"
                + stream.name()
                + "' does not exist in region us-east-1: create it, or correct source.stream and"
                + " source.region");
  }

  @Test
  void anEndpointThatDoesNotAnswerIsToldWhicheverSubtaskComesFirst() throws Exception {
    TestOptions dead = TestOptions.kinesis("clicks", "http://127.0.0.1:1");

    assertThat(failure(cluster.start(withoutRestarts(dead), null)))
        .contains("The Kinesis stream 'clicks' cannot be looked at in region us-east-1 at http://")
        .contains("check source.region, source.endpoint and the credentials");
  }

  /** As when an emulator, a tunnel or a network ends under a job. */
  @Test
  void anEndpointThatDiesWhileItIsReadIsTold() throws Exception {
    Path log = directory.resolve("mortal.log");
    try (KinesisEmulator mortal = KinesisEmulator.start(Emulators.DIRECTORY, log);
        TestStream read = new TestStream(mortal.endpoint(), "mortal")) {
      read.create(1);
      read.put(0, "first");
      TestOptions options =
          TestOptions.kinesis("mortal", mortal.endpoint()).with("source.poll-interval", "200 ms");
      JobID job = cluster.start(withoutRestarts(options), null);
      assertThat(sink.take(1)).hasSize(1);

      mortal.close();

      assertThat(failure(job))
          .contains("The Kinesis stream 'mortal' cannot be read in region us-east-1 at http://")
          .contains("check source.region, source.endpoint and the credentials");
    }
  }

  private StreamExecutionEnvironment withoutRestarts(TestOptions options) {
    StreamExecutionEnvironment env = job(options);
    env.configure(new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
    return env;
  }

  private static String failure(JobID job) throws Exception {
    return cluster
        .result(job)
        .getSerializedThrowable()
        .orElseThrow()
        .getFullStringifiedStackTrace();
  }

  /** Else the sessions of a job that is drained after a merge would never be written. */
  @Test
  void aSubtaskWithoutShardsHearsOfTheEndOfADrainedJob() throws Exception {
    stream.create(1);
    stream.put(0, "only");
    StreamExecutionEnvironment env = environment();
    SingleOutputStreamOperator<RawRecord> records =
        KinesisSource.attach(env, options().source(), "source");
    records
        .transform("End", records.getType(), new EndOfTime())
        .uid("end")
        .sinkTo(sink)
        .uid("sink");
    JobID job = cluster.start(env, null);
    assertThat(sink.take(1)).extracting(KinesisSourceITCase::text).containsExactly("only");

    cluster.drain(job, directory);

    assertThat(sink.rest()).extracting(KinesisSourceITCase::text).containsExactly("end", "end");
  }

  /** Passes records on, and tells of the last watermark with one of its own. */
  private static final class EndOfTime extends AbstractStreamOperator<RawRecord>
      implements OneInputStreamOperator<RawRecord, RawRecord> {

    private static final long serialVersionUID = 1L;

    private EndOfTime() {
      chainingStrategy = ChainingStrategy.ALWAYS;
    }

    @Override
    public void processElement(StreamRecord<RawRecord> element) {
      output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      if (mark.equals(Watermark.MAX_WATERMARK)) {
        RawRecord end = new RawRecord();
        end.payload = "end".getBytes(StandardCharsets.UTF_8);
        output.collect(new StreamRecord<>(end));
      }

      super.processWatermark(mark);
    }
  }

  private TestOptions options() {
    return TestOptions.kinesis(stream.name(), emulator.endpoint())
        .with("source.poll-interval", "200 ms")
        .with("source.shard-discovery-interval", "500 ms");
  }

  private StreamExecutionEnvironment job(TestOptions options) {
    StreamExecutionEnvironment env = environment();
    KinesisSource.attach(env, options.source(), "source").sinkTo(sink).uid("sink");
    return env;
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
  }

  private List<String> put(int from, int to) {
    List<String> records = IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
    for (String record : records) {
      stream.put(record.hashCode() & 1, record);
    }

    return records;
  }

  private static String text(RawRecord record) {
    return new String(record.payload, StandardCharsets.UTF_8);
  }

  private static void assertKnown(RawRecord record) {
    assertThat(record.payloadBytes).isEqualTo(record.payload.length);
    assertThat(record.sequenceNumber).matches("[0-9]{50,}");
    assertThat(record.shardId).startsWith("shardId-");
    assertThat(record.arrivalMillis).isPositive();
    assertThat(record.arrivalKnown).isTrue();
    assertThat(record.subSequenceNumber).isZero();
  }
}
