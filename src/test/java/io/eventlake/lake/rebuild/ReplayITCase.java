package io.eventlake.lake.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.job.ReplayRun;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.table.TableName;
import io.eventlake.testing.FlippedBit;
import io.eventlake.testing.LakeComparison;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.Rows;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dead letters that an earlier decoder made of good events, replayed: the lake becomes what it
 * would be had they never been rejected.
 */
class ReplayITCase {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String GOOD = "\"event_type\":\"page_view\"";
  private static final String REJECTED = "\"event_type\":\"page_look\"";

  @TempDir private Path directory;

  private GeneratedFiles files;
  private ExpectedLake expected;
  private JobOptions stream;

  /** How many events were rejected. */
  private int rejected;

  @BeforeEach
  void streamSomeAsDeadLetters() throws IOException {
    files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 30_000);
    expected =
        files.write(
            GeneratorOptions.events(2_000)
                .seed(Seed.of(ReplayITCase.class, 20_261_121))
                .span(Duration.ofHours(60))
                .build());
    reject();
    stream = options("clickstream", Map.of());
    LocalRun.start(stream).ended().join();
    makeTheLettersOfAnEarlierDecoder();
  }

  /** Every tenth plain page view comes with a type that no decoder takes. */
  private void reject() throws IOException {
    try (Stream<Path> all = Files.list(files.events())) {
      for (Path file : all.sorted().toList()) {
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        int seen = 0;
        for (int i = 0; i < lines.size(); i++) {
          boolean plain = isAccepted(file.getFileName().toString(), i + 1);
          if (plain && lines.get(i).contains(GOOD) && seen++ % 10 == 0) {
            lines.set(i, lines.get(i).replace(GOOD, REJECTED));
            rejected++;
          }
        }

        Files.write(file, lines, StandardCharsets.ISO_8859_1);
      }
    }

    assertThat(rejected).isGreaterThan(20);
  }

  private boolean isAccepted(String file, int line) {
    return bronzeByIdentity().containsKey(file + " " + line);
  }

  private Map<String, Map<String, Object>> bronze;

  private Map<String, Map<String, Object>> bronzeByIdentity() {
    if (bronze == null) {
      bronze =
          expected.rows(TableName.BRONZE_EVENTS.toString()).stream()
              .collect(Collectors.toMap(ReplayITCase::identity, Function.identity(), (a, b) -> a));
    }

    return bronze;
  }

  private static String identity(Map<String, Object> row) {
    String shard = (String) row.get("shard_id");
    return shard.substring(shard.lastIndexOf('/') + 1) + " " + row.get("sequence_number");
  }

  /** Their payload is what was sent, and the decoder of that time did not know the type. */
  private void makeTheLettersOfAnEarlierDecoder() {
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      Table letters = lake.load(TableName.DEAD_LETTERS);
      List<Map<String, Object>> rows =
          LakeReader.rows(letters).stream()
              .filter(row -> row.get("reason").equals("BAD_ENUM"))
              .map(this::ofAnEarlierDecoder)
              .toList();
      letters.newDelete().deleteFromRowFilter(Expressions.equal("reason", "BAD_ENUM")).commit();
      LakeWriter.append(letters, rows);
    }
  }

  private Map<String, Object> ofAnEarlierDecoder(Map<String, Object> letter) {
    Map<String, Object> row = new HashMap<>(letter);
    if (letter.get("payload") != null) {
      byte[] bytes = HexFormat.of().parseHex((String) letter.get("payload"));
      String payload = new String(bytes, StandardCharsets.ISO_8859_1).replace(REJECTED, GOOD);
      row.put("payload", ByteBuffer.wrap(payload.getBytes(StandardCharsets.ISO_8859_1)));
    }

    return row;
  }

  @Test
  void whatIsAnEventNowIsEverywhereAnEventBelongs() throws IOException {
    assertNothingIsMadeOfDamagedLetters();
    List<String> forecast = replay("reason = 'BAD_ENUM'", Map.of("replay.dry-run", "true"));

    assertThat(forecast).anyMatch(line -> line.endsWith(rejected + " BAD_ENUM: events now"));
    assertThat(forecast).anyMatch(line -> line.endsWith("BAD_ENUM: still rejected, BAD_ENUM"));
    assertThat(marked()).isEmpty();

    replay("reason = 'BAD_ENUM' -- of last week", Map.of());

    assertThat(marked())
        .hasSize(rejected)
        .allMatch(
            row -> row.get("replayed_ts").equals(LocalDateTime.ofInstant(NOW, ZoneOffset.UTC)));
    assertLakeAsIfNeverRejected();
    Map<TableName, Long> before = snapshots();

    replay("reason = 'BAD_ENUM'", Map.of());

    assertThat(snapshots()).isEqualTo(before);
    assertThatThrownBy(() -> replay("reasons = 1", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "replay.where = 'reasons = 1' is no condition on bronze.dead_letters:\n"
                + "reasons = 1\n"
                + "^ there is no column reasons in bronze.dead_letters; did you mean reason?");
  }

  private void assertNothingIsMadeOfDamagedLetters() throws IOException {
    Path file;
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      Table letters = lake.load(TableName.DEAD_LETTERS);
      file =
          Path.of(
              letters.currentSnapshot().addedDataFiles(letters.io()).iterator().next().location());
    }

    FlippedBit.in(file, "payload");
    assertThatThrownBy(() -> replay("reason = 'BAD_ENUM'", Map.of()))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("bronze.dead_letters: the file " + file + " is damaged (column payl");
    FlippedBit.in(file, "payload");
  }

  private void assertLakeAsIfNeverRejected() {
    expected.heal();
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      for (TableName table :
          List.of(
              TableName.BRONZE_EVENTS,
              TableName.SILVER_EVENTS,
              WebTables.FUNNEL,
              WebTables.CLICKS,
              WebTables.MINUTE_ACTIVITY,
              TableName.LATE_EVENTS,
              TableName.RECORD_COUNTS)) {
        LakeComparison.assertTable(lake, table, expected);
      }

      // A session that was rebuilt with more events says so.
      LakeComparison.assertTable(lake, TableName.SESSIONS, expected, "revision");
      Rows.of(
              LakeReader.rows(lake.load(TableName.DEAD_LETTERS)).stream()
                  .filter(row -> row.get("replayed_ts") == null)
                  .toList())
          .assertSame(expected.rows(TableName.DEAD_LETTERS.toString()));
    }

    assertThat(LakeAudit.run(Lakes.of(stream.lake)).lines()).allMatch(line -> line.passed());
  }

  private List<Map<String, Object>> marked() {
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      return LakeReader.rows(lake.load(TableName.DEAD_LETTERS)).stream()
          .filter(row -> row.get("replayed_ts") != null)
          .toList();
    }
  }

  private Map<TableName, Long> snapshots() {
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      Map<TableName, Long> snapshots = new HashMap<>();
      for (TableName table : Lakes.tables().readable()) {
        Table loaded = lake.load(table);
        snapshots.put(
            table, loaded.currentSnapshot() == null ? null : loaded.currentSnapshot().snapshotId());
      }

      return snapshots;
    }
  }

  private List<String> replay(String where, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("replay.where", where);
    all.put("rebuild.segments", "lookup");
    List<String> told = new ArrayList<>();
    new ReplayRun(options("replay-dead-letters", all), Clock.fixed(NOW, ZoneOffset.UTC), told::add)
        .run();
    return told;
  }

  private JobOptions options(String job, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", job);
    properties.put("source.type", "files");
    properties.put("source.path", files.events().toString());
    properties.put("segments.type", "file");
    properties.put("segments.path", files.segments().toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.parallelism", "1");
    properties.put("local.checkpoint-interval", "2 s");
    return JobCatalog.options().parse(properties);
  }
}
