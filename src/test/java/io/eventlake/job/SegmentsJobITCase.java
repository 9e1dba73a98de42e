package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.cli.emulator.DynamoDbEmulator;
import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.dynamodb.SegmentTable;
import io.eventlake.event.SegmentItem;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.SegmentGenerator;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.ExportFolder;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.Seed;
import io.eventlake.testing.SegmentStory;
import io.eventlake.testing.TestStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The history of segments from DynamoDB, a stream and files to the table. */
class SegmentsJobITCase {

  private static final long SEED = 20_261_125;

  /** Of 2,000 items in three scan segments each has more than one page. */
  private static final int USERS = 400;

  private static final int ITEMS_OF_A_USER = 5;

  private final Random random = new Random(Seed.of(SegmentsJobITCase.class, SEED));

  @TempDir private Path directory;

  @Test
  @Timeout(300)
  void aScanAndChangesWithStopsInBetween() throws Exception {
    SegmentStory story = new SegmentStory(random);
    List<SegmentItem> loaded = story.items(USERS, ITEMS_OF_A_USER);
    try (DynamoDbEmulator dynamoDb =
            DynamoDbEmulator.start(Emulators.DIRECTORY, directory.resolve("dynamodb.log"));
        KinesisEmulator kinesis =
            KinesisEmulator.start(Emulators.DIRECTORY, directory.resolve("kinesis.log"));
        SegmentTable table = new SegmentTable("segments", "us-east-1", dynamoDb.endpoint());
        TestStream stream = new TestStream(kinesis.endpoint(), "changes").create(2)) {
      table.create();
      table.put(loaded);
      table.put(List.of(SegmentStory.item("u0", "x".repeat(201), 0, null)));
      Map<String, String> properties = properties();
      properties.put("source.stream", stream.name());
      properties.put("source.endpoint", kinesis.endpoint());
      properties.put("segments.table", "segments");
      properties.put("segments.endpoint", dynamoDb.endpoint());
      properties.put("segments.initial-load", "scan");
      properties.put("segments.scan-segments", "3");

      // Each reader has one page at once, and the next only in half a minute.
      properties.put("segments.scan-rate", "1");
      LocalRun run = LocalRun.start(JobOptions.parse(properties));
      RunningJob.await(run.ended(), () -> !rows(properties).isEmpty());
      String first = stop(run);
      assertThat(rows(properties).size()).isLessThan(story.rows().size());

      properties.put("segments.scan-rate", "100000");
      run = restore(properties, first);
      awaitRows(run, properties, story);
      put(stream, story.changes(150));
      stream.put(0, "{\"eventName\":\"INSERT\"");
      stream.put(1, "\u0000");
      awaitRows(run, properties, story);
      String second = stop(run);

      // Nobody tells of it, and the table is not read again.
      table.put(List.of(SegmentStory.item("ghost", "vip", 0, null)));
      put(stream, story.changes(100));
      run = restore(properties, second);
      awaitRows(run, properties, story);
      String third = stop(run);

      properties.put("segments.initial-load", "none");
      put(stream, story.changes(50));
      run = restore(properties, third);
      awaitRows(run, properties, story);
      run.drain(directory.resolve("savepoints"));
      run.ended().join();
      assertThat(rows(properties)).isEqualTo(story.rows());
      assertAudit(properties);

      assertOlderSavepointIsRefused(properties, second);
    }
  }

  @Test
  void theSegmentsThatGenerateWrites() throws Exception {
    GeneratorOptions generated = GeneratorOptions.events(1_000).seed(SEED).build();
    GeneratedFiles files =
        new GeneratedFiles(directory.resolve("data"), GeneratedFiles.Compression.NONE, 1_000);
    files.write(generated);
    Map<String, String> properties = properties();
    properties.put("source.type", "files");
    properties.put("source.path", files.segments().toString());

    Path none = Files.writeString(directory.resolve("none.ndjson"), "{\"user\":\"u1\"}\n");
    Map<String, String> wrong = new HashMap<>(properties);
    wrong.put("source.path", none.toString());
    assertThatThrownBy(() -> LocalRun.start(JobOptions.parse(wrong)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "has no line that is a segment; line 1 is not because of MISSING_FIELD");
    LocalRun.start(JobOptions.parse(properties)).ended().join();

    TreeSet<String> expected = new TreeSet<>();
    new SegmentGenerator(generated).forEach(item -> expected.add(SegmentStory.row(item)));
    assertThat(rows(properties)).isEqualTo(expected).hasSizeGreaterThan(100);
    assertAudit(properties);
  }

  @Test
  void anExportAndChangesOfFiles() throws Exception {
    SegmentStory story = new SegmentStory(random);
    List<SegmentItem> items = story.items(50, ITEMS_OF_A_USER);
    List<String> lines =
        new ArrayList<>(
            items.stream().map(item -> "{\"Item\":" + SegmentStory.image(item) + "}").toList());
    lines.add(
        "{\"Item\":{\"user_id_hash\":{\"S\":\"edge\"},\"segment_key\":{\"S\":\"vip\"},"
            + "\"valid_from\":{\"N\":\"-9223372036854775808\"},"
            + "\"valid_to\":{\"N\":\"9223372036854775806\"}}}");
    int half = lines.size() / 2;
    ExportFolder export =
        ExportFolder.full(directory.resolve("bucket"))
            .file("one.json.gz", lines.subList(0, half))
            .file("none.json.gz", List.of())
            .file("two", lines.subList(half, lines.size()));
    Path changes = Files.createDirectory(directory.resolve("changes"));
    Files.write(changes.resolve("changes.ndjson"), story.changes(200));
    Map<String, String> properties = properties();
    properties.put("source.type", "files");
    properties.put("source.path", changes.toString());
    properties.put("segments.initial-load", "export");
    properties.put("segments.table", "segments");
    properties.put("segments.export-path", export.folder().toString());

    assertExportIsRefused(properties, "has only begun");
    export.complete();
    Path two = export.data().resolve("two");
    Path away = Files.move(two, directory.resolve("two"));
    assertExportIsRefused(properties, "two, which does not exist");
    Files.move(away, two);
    LocalRun.start(JobOptions.parse(properties)).ended().join();

    TreeSet<String> expected = story.rows();
    expected.add(SegmentStory.row("edge", "vip", LocalDateTime.of(1, 1, 1, 0, 0), null));
    assertThat(rows(properties)).isEqualTo(expected);
    assertThat(asOf(properties))
        .contains(LocalDateTime.parse("2026-06-01T00:00:00"))
        .anyMatch(asOf -> asOf.getYear() == SegmentStory.YEAR_OF_CHANGES);
    assertAudit(properties);
  }

  @Test
  void aTableThatCanNotBeScanned() throws Exception {
    String nobody = "http://localhost:" + FreePort.find();
    Map<String, String> properties = properties();
    properties.put("source.type", "files");
    properties.put("source.path", Files.createFile(directory.resolve("none.ndjson")).toString());
    properties.put("segments.initial-load", "scan");
    properties.put("segments.table", "segments");
    properties.put("segments.endpoint", nobody);

    assertThatThrownBy(() -> LocalRun.start(JobOptions.parse(properties)).ended().join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining(
            "The job segments failed: The DynamoDB table 'segments' cannot be scanned in region"
                + " us-east-1 at "
                + nobody)
        .hasMessageEndingWith(
            "check segments.table, segments.region, segments.endpoint and the credentials");
  }

  private static void assertExportIsRefused(Map<String, String> properties, String message) {
    JobOptions options = JobOptions.parse(properties);
    assertThatThrownBy(() -> LocalRun.start(options))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
    assertThat(rows(properties)).isEmpty();
  }

  private static void assertAudit(Map<String, String> properties) {
    JobOptions options = JobOptions.parse(properties);
    assertThat(LakeAudit.run(Lakes.of(options.lake)).lines()).allMatch(line -> line.passed());
    try (Ledger ledger = new Ledger(options.lake)) {
      assertThat(ledger.records("read")).as("it counts no records").isZero();
    }
  }

  private void assertOlderSavepointIsRefused(Map<String, String> properties, String savepoint) {
    properties.put("segments.initial-load", "scan");
    CompletableFuture<Void> ended = restore(properties, savepoint).ended();
    assertThatThrownBy(ended::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("Another run of segments writes these tables: it last committed ")
        .hasMessageContaining("Nothing was committed.");
  }

  private void put(TestStream stream, List<String> records) {
    records.forEach(record -> stream.put(random.nextInt(2), record));
  }

  private String stop(LocalRun run) {
    String savepoint = run.stopWithSavepoint(directory.resolve("savepoints"));
    run.ended().join();
    return savepoint;
  }

  private static LocalRun restore(Map<String, String> properties, String savepoint) {
    Map<String, String> restored = new HashMap<>(properties);
    restored.put("local.restore-from", savepoint);
    return LocalRun.start(JobOptions.parse(restored));
  }

  private static void awaitRows(LocalRun run, Map<String, String> properties, SegmentStory story)
      throws InterruptedException {
    RunningJob.await(run.ended(), () -> rows(properties).equals(story.rows()));
  }

  /** The rows without the times of their changes; fails where one is there twice. */
  private static TreeSet<String> rows(Map<String, String> properties) {
    try (Ledger ledger = new Ledger(JobOptions.parse(properties).lake)) {
      List<String> all = new ArrayList<>();
      for (Map<String, Object> row : ledger.rows(SegmentTables.USER_SEGMENTS)) {
        all.add(
            SegmentStory.row(
                (String) row.get("user_id_hash"),
                (String) row.get("segment_key"),
                (LocalDateTime) row.get("valid_from"),
                (LocalDateTime) row.get("valid_to")));
      }

      TreeSet<String> rows = new TreeSet<>(all);
      assertThat(rows).as("no row twice").hasSameSizeAs(all);
      return rows;
    }
  }

  private static List<LocalDateTime> asOf(Map<String, String> properties) {
    try (Ledger ledger = new Ledger(JobOptions.parse(properties).lake)) {
      return ledger.rows(SegmentTables.USER_SEGMENTS).stream()
          .map(row -> (LocalDateTime) row.get("as_of_ts"))
          .toList();
    }
  }

  private Map<String, String> properties() throws IOException {
    Map<String, String> properties = new HashMap<>();
    properties.put("job.name", "segments");
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.state-directory", directory.resolve("state").toString());
    properties.put("local.checkpoint-interval", "500 ms");
    return properties;
  }
}
