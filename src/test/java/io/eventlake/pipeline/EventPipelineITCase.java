package io.eventlake.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.files.CsvResultWriter;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.table.TableName;
import io.eventlake.testing.AnalystQuestion;
import io.eventlake.testing.GoldenLines;
import io.eventlake.testing.GoldenRows;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.Rows;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of the data by an example: 49 records, and every row that comes of them in any table.
 * The records are told in the README beside them; nulls are left out of the expected lines.
 */
class EventPipelineITCase {

  private static final Path FIXTURE =
      Path.of("src", "test", "resources", "fixtures", "web", "pipeline");

  /** Arrival of records that do not say when they came. */
  private static final Instant FILE_WRITTEN = Instant.parse("2026-03-04T12:00:00Z");

  @TempDir private static Path directory;
  private static LakeOptions lake;
  private static Ledger tables;

  @BeforeAll
  @Timeout(120)
  static void run() throws Exception {
    Path events = Files.createDirectory(directory.resolve("events"));
    Path input = Files.copy(FIXTURE.resolve("input.ndjson"), events.resolve("input.ndjson"));
    Files.setLastModifiedTime(input, FileTime.from(FILE_WRITTEN));
    JobOptions options = JobOptions.parse(properties(events));
    lake = options.lake;
    LocalRun.start(options).ended().get();
    tables = new Ledger(lake);
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tableHasTheExpectedRows(TableName table) throws IOException {
    GoldenLines.assertSame(
        "web/pipeline/expected/" + table + ".ndjson",
        GoldenRows.lines(additive(table, Rows.of(tables.rows(table))).toList()));
  }

  @Test
  void auditHasTheExpectedSums() throws IOException {
    List<AuditLine> lines = LakeAudit.run(Lakes.of(lake)).lines();
    GoldenLines.assertSame(
        "web/pipeline/expected/audit.txt", lines.stream().map(AuditLine::toString).toList());
    assertThat(lines).allMatch(AuditLine::passed);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void anAnalystIsAnsweredAsByAthena(AnalystQuestion question) throws IOException {
    StringWriter answer = new StringWriter();
    try (LakeEngine engine = LakeEngine.over(Lakes.of(lake), Clock.systemUTC());
        QueryResult result = engine.run(question.statement())) {
      CsvResultWriter writer = new CsvResultWriter(answer, ',');
      writer.begin(result.columns());
      for (List<Object> row = result.next(); row != null; row = result.next()) {
        writer.row(row);
      }

      writer.end();
    }

    assertThat(answer).hasToString(question.result());
  }

  static List<AnalystQuestion> questions() throws IOException {
    List<AnalystQuestion> questions = AnalystQuestion.all();
    assertThat(questions).hasSize(23);
    return questions;
  }

  static List<TableName> tables() {
    return Lakes.tables().readable();
  }

  /** Of additive tables only the sums are certain: a checkpoint may come between two records. */
  private static Rows additive(TableName table, Rows rows) {
    if (table.equals(WebTables.MINUTE_ACTIVITY)) {
      return rows.sum(
          List.of("minute", "event_type", "geo_country", "ab_variant", "event_dt"),
          List.of("events", "payout_cents"));
    }

    return table.equals(TableName.RECORD_COUNTS)
        ? rows.sum(
            List.of("arrival_minute", "family", "outcome", "reason", "event_type"),
            List.of("records"))
        : rows;
  }

  private static Map<String, String> properties(Path events) {
    Map<String, String> properties = new HashMap<>();
    properties.put("job.name", "clickstream");
    properties.put("source.type", "files");
    properties.put("source.path", events.toString());
    properties.put("decode.max-record-bytes", "1000");
    properties.put("decode.user-ids", "u-\\w+");
    properties.put("segments.type", "file");
    properties.put("segments.path", FIXTURE.resolve("segments.ndjson").toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    // One reader and one watermark: when a session is written is then certain, too.
    properties.put("local.parallelism", "1");
    properties.put("local.state-directory", directory.resolve("state").toString());
    return properties;
  }
}
