package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.testing.ExportFolder;
import io.eventlake.testing.GoldenFile;
import io.eventlake.testing.TestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint finds its state by the operators' uids: they change on purpose only. */
class OperatorUidTest {

  @TempDir private Path events;

  @Test
  void ofAStream() {
    assertUids(
        JobCatalog.findStreaming("clickstream"),
        "clickstream-kinesis",
        TestOptions.kinesis("events", "http://localhost:1"));
    assertUids(
        JobCatalog.findStreaming("site"),
        "site-kinesis",
        TestOptions.kinesis("events", "http://localhost:1"));
    assertUids(
        JobCatalog.findStreaming("caliper"),
        "caliper-kinesis",
        TestOptions.kinesis("events", "http://localhost:1").with("caliper.persons", "keep"));
    assertUids(
        new SegmentsJob(),
        "segments-kinesis-scan",
        TestOptions.kinesis("changes", "http://localhost:1")
            .with("segments.initial-load", "scan")
            .with("segments.table", "segments"));
  }

  @Test
  void ofFiles() throws IOException {
    Files.createFile(events.resolve("events.ndjson"));
    ExportFolder export =
        ExportFolder.full(events.resolve("_bucket")).file("a.json.gz", List.of()).complete();

    assertUids(
        JobCatalog.findStreaming("clickstream"),
        "clickstream-files",
        TestOptions.files(events.toString()));
    assertUids(
        JobCatalog.findStreaming("site"), "site-files", TestOptions.files(events.toString()));
    assertUids(
        JobCatalog.findStreaming("caliper"),
        "caliper-files",
        TestOptions.files(events.toString()).with("caliper.persons", "keep"));
    assertUids(
        new SegmentsJob(),
        "segments-files-export",
        TestOptions.files(events.toString())
            .with("segments.initial-load", "export")
            .with("segments.table", "segments")
            .with("segments.export-path", export.folder().toString()));
  }

  static void assertUids(StreamingJob job, String name, TestOptions options) {
    List<StreamNode> nodes = nodes(job, options.all());

    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(node.getTransformationUID())
                    .as("uid of %s", node.getOperatorName())
                    .isNotBlank());
    GoldenFile.assertUpToDate(
        Path.of("src", "test", "resources", "uids", name + ".txt"),
        nodes.stream()
            .map(StreamNode::getTransformationUID)
            .sorted()
            .collect(Collectors.joining("\n", "", "\n")),
        OperatorUidTest.class,
        "State of an operator whose uid is gone cannot be restored: say so in CHANGELOG.md.");
  }

  static List<StreamNode> nodes(StreamingJob job, JobOptions options) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    JobLauncher.prepare(env);
    job.define(env, options);
    return List.copyOf(env.getStreamGraph().getStreamNodes());
  }
}
