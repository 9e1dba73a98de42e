package io.eventlake.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.family.site.SiteFamily;
import io.eventlake.job.LocalRun;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.table.TableName;
import io.eventlake.testing.GoldenLines;
import io.eventlake.testing.GoldenRows;
import io.eventlake.testing.Rows;
import io.eventlake.testing.SiteLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of a site's data by an example: 71 records in every form, and every row that comes of
 * them in any table. The records are told in the README beside them.
 */
class SitePipelineITCase {

  private static final Path FIXTURE =
      Path.of("src", "test", "resources", "fixtures", "site", "pipeline");

  /** Arrival of all records. */
  private static final Instant FILE_WRITTEN = Instant.parse("2026-04-02T12:00:00Z");

  @TempDir private static Path directory;
  private static SiteLake lake;

  @BeforeAll
  @Timeout(120)
  static void run() throws Exception {
    Path events = Files.createDirectory(directory.resolve("events"));
    String records = Files.readString(FIXTURE.resolve("input.ndjson"));
    Path input = events.resolve("input.ndjson");
    Files.writeString(input, records.replace("${65 KB}", "x".repeat(65 << 10)));
    Files.setLastModifiedTime(input, FileTime.from(FILE_WRITTEN));
    JobOptions options = JobOptions.parse(properties(events));
    LocalRun.start(options).ended().get();
    lake = new SiteLake(options.lake);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tableHasTheExpectedRows(TableName table) throws IOException {
    Rows rows = Rows.of(lake.rows(table.toString()));
    GoldenLines.assertSame(
        "site/pipeline/expected/" + table + ".ndjson",
        GoldenRows.lines(table.equals(TableName.RECORD_COUNTS) ? sums(rows) : rows.toList()));
  }

  @Test
  void auditHasTheExpectedSums() throws IOException {
    List<AuditLine> lines = LakeAudit.run(lake.catalog()).lines();
    GoldenLines.assertSame(
        "site/pipeline/expected/audit.txt", lines.stream().map(AuditLine::toString).toList());
    assertThat(lines).allMatch(AuditLine::passed);
  }

  static List<TableName> tables() {
    return SiteFamily.tables().tables();
  }

  /** A checkpoint may come between two records: only the sums are certain. */
  private static List<Map<String, Object>> sums(Rows rows) {
    return rows.sum(
            List.of("arrival_minute", "family", "outcome", "reason", "event_type"),
            List.of("records"))
        .toList();
  }

  private static Map<String, String> properties(Path events) {
    Map<String, String> properties = new HashMap<>();
    properties.put("job.name", "site");
    properties.put("source.type", "files");
    properties.put("source.path", events.toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    // One reader and one watermark: when a session is written is then certain, too.
    properties.put("local.parallelism", "1");
    properties.put("local.state-directory", directory.resolve("state").toString());
    return properties;
  }
}
