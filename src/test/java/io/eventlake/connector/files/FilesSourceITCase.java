package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.testing.CollectingSink;
import io.eventlake.testing.TestCluster;
import io.eventlake.testing.TestOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FilesSourceITCase {

  private static TestCluster cluster;

  @TempDir private Path events;
  @TempDir private Path savepoints;

  private final CollectingSink<RawRecord> sink = new CollectingSink<>();

  @BeforeAll
  static void start() {
    cluster = new TestCluster(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aBoundedDirectoryIsReadOnceAndTheJobEnds() throws Exception {
    publish("a/1.ndjson", 0, 300);
    publish("b.ndjson", 300, 600);

    JobID job = cluster.start(job(TestOptions.files(events.toString())), null);

    assertThat(cluster.result(job).getApplicationStatus()).isEqualTo(ApplicationStatus.SUCCEEDED);
    List<RawRecord> read = sink.rest();
    assertThat(read)
        .extracting(FilesSourceITCase::text)
        .containsExactlyInAnyOrderElementsOf(records(0, 600));
    assertThat(read).extracting(record -> record.shardId).containsOnly("a/1.ndjson", "b.ndjson");
  }

  @Test
  void aWatchedDirectoryIsReadOnAfterARestart() throws Exception {
    TestOptions options =
        TestOptions.files(events.toString())
            .with("source.files-mode", "watch")
            .with("source.files-watch-interval", "100 ms");
    JobID job = cluster.start(job(options), null);
    publish("1.ndjson", 0, 50);
    List<RawRecord> read = new ArrayList<>(sink.take(50));
    publish("2.ndjson", 50, 100);
    read.addAll(sink.take(50));

    String savepoint = cluster.stop(job, savepoints);
    publish("0.ndjson", 100, 150);
    JobID restored = cluster.start(job(options), savepoint);
    read.addAll(sink.take(50));
    cluster.cancel(restored);
    read.addAll(sink.rest());

    assertThat(read)
        .extracting(FilesSourceITCase::text)
        .containsExactlyInAnyOrderElementsOf(records(0, 150));
  }

  /** With one start: names that stop Flink's listing, a file that grows, the directory gone. */
  @Test
  void aWatchedDirectoryGoesOnWhateverIsPutThere() throws Exception {
    Files.createSymbolicLink(events.resolve("dangling.ndjson"), Path.of("nothing"));
    Files.createSymbolicLink(events.resolve("loop"), events);
    TestOptions options =
        TestOptions.files(events.toString())
            .with("source.files-mode", "watch")
            .with("source.files-watch-interval", "100 ms");
    JobID job = cluster.start(job(options), null);
    publish("2026-11-01T10:05:00Z.ndjson", 0, 50);
    List<RawRecord> read = new ArrayList<>(sink.take(50));
    publish("CLICKS-1.NDJSON", 50, 100);
    read.addAll(sink.take(50));
    Files.writeString(
        events.resolve("CLICKS-1.NDJSON"), "\nand one more", StandardOpenOption.APPEND);
    RawRecord change = sink.take(1).get(0);
    publish("b.ndjson", 100, 150);
    read.addAll(sink.take(50));

    Files.move(events, savepoints.resolve("moved"));
    JobResult result = cluster.result(job);

    assertThat(read)
        .extracting(FilesSourceITCase::text)
        .containsExactlyInAnyOrderElementsOf(records(0, 150));
    assertThat(change.shardId).isEqualTo("CLICKS-1.NDJSON");
    assertThat(change.sequenceNumber).isEqualTo("0");
    assertThat(change.faultReason).isEqualTo(RejectReason.FILE_CHANGED);
    assertThat(change.fault).contains(": it grew from ");
    assertThat(sink.rest()).isEmpty();
    assertThat(failure(result)).contains(events + " cannot be listed, 30 times in a row: ");
  }

  @Test
  void aRunWithAnEndGoesOnWithTheFilesAsTheyWereOrNotAtAll() throws Exception {
    Path file = events.resolve("a.ndjson");
    publish("a.ndjson", 0, 100);
    FileTime time = Files.getLastModifiedTime(file);
    String content = Files.readString(file);
    JobID watching =
        cluster.start(
            job(TestOptions.files(events.toString()).with("source.files-mode", "watch")), null);
    sink.take(100);
    String savepoint = cluster.stop(watching, savepoints);

    Files.writeString(file, content.substring(0, content.length() / 2));
    JobResult shorter =
        cluster.result(cluster.start(job(TestOptions.files(events.toString())), savepoint));
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, time);
    JobResult broughtBack =
        cluster.result(cluster.start(job(TestOptions.files(events.toString())), savepoint));

    assertThat(failure(shorter))
        .contains("The file a.ndjson has changed since it was found: it became shorter, from ");
    assertThat(broughtBack.getApplicationStatus()).isEqualTo(ApplicationStatus.SUCCEEDED);
    assertThat(sink.rest()).isEmpty();
  }

  private static String failure(JobResult result) {
    return ExceptionUtils.stringifyException(result.getSerializedThrowable().orElseThrow());
  }

  private StreamExecutionEnvironment job(TestOptions options) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    env.fromSource(
            FilesSource.create(options.source(), 1_000), WatermarkStrategy.noWatermarks(), "files")
        .uid("source")
        .sinkTo(sink)
        .uid("sink");
    return env;
  }

  /** Writes a file beside its place and renames it, as a watched directory wants it. */
  private void publish(String name, int from, int to) throws IOException {
    Path file = events.resolve(name);
    Files.createDirectories(file.getParent());
    Path hidden = events.resolve("_unfinished");
    Files.writeString(hidden, records(from, to).stream().collect(Collectors.joining("\n")));
    Files.move(hidden, file);
  }

  private static List<String> records(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
  }

  private static String text(RawRecord record) {
    return new String(record.payload, StandardCharsets.UTF_8);
  }
}
