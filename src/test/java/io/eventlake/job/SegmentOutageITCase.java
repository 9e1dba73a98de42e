package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.family.web.WebTables;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.FakeEndpoint.Answer;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.Rows;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DynamoDB throttles for a while, beyond the retries: the stream goes on without segments. */
class SegmentOutageITCase {

  private static final long SEED = 20_260_511;

  /** Of the lookups of about 400 sessions of users, tried twice each. */
  private static final int THROTTLED_CALLS = 240;

  private static final Answer THROTTLED =
      Answer.error(400, "ProvisionedThroughputExceededException");

  /** Whoever asks is in one segment, since ever. */
  private static final Answer IN_A_SEGMENT =
      Answer.ok(
          "{\"Count\":1,\"Items\":[{\"segment_key\":{\"S\":\"vip\"},"
              + "\"valid_from\":{\"S\":\"2020-01-01T00:00:00Z\"}}]}");

  private static final String[] SEGMENTS = {"segments", "segments_text", "segments_resolved"};

  @TempDir private Path directory;

  @Test
  @Timeout(120)
  void rowsAreWrittenAndCountedWithoutTheirSegments() throws Exception {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 3_000);
    ExpectedLake expected = files.write(GeneratorOptions.events(3_000).seed(SEED).build());
    try (FakeEndpoint dynamoDb =
        new FakeEndpoint(call -> call < THROTTLED_CALLS ? THROTTLED : IN_A_SEGMENT)) {
      JobOptions options = JobOptions.parse(properties(files, dynamoDb));
      LocalRun.start(options).ended().get();

      try (Ledger ledger = new Ledger(options.lake)) {
        List<Map<String, Object>> funnel = ledger.rows(WebTables.FUNNEL);
        Rows.of(funnel)
            .without(SEGMENTS)
            .assertSame(Rows.of(expected.rows("gold.fact_funnel")).without(SEGMENTS).toList());
        assertThat(funnel).allSatisfy(SegmentOutageITCase::assertSegments);
        long unresolved = funnel.stream().filter(row -> !resolved(row)).count();
        assertThat(unresolved).isBetween(1L, funnel.size() - 1L);
        assertThat(ledger.records("segments_unresolved")).isEqualTo(unresolved);
      }

      LakeAudit audit = LakeAudit.run(Lakes.of(options.lake));
      assertThat(audit.lines()).allMatch(line -> line.passed());
    }
  }

  private static void assertSegments(Map<String, Object> row) {
    if (!resolved(row)) {
      assertThat(row.get("user_id_hash")).isNotNull();
      assertThat(row.get("segments")).isNull();
      assertThat(row.get("segments_text")).isNull();
    } else if (row.get("user_id_hash") == null) {
      assertThat(row.get("segments")).isEqualTo(List.of());
    } else {
      assertThat(row.get("segments")).isEqualTo(List.of("vip"));
      assertThat(row.get("segments_text")).isEqualTo("vip");
    }
  }

  private static boolean resolved(Map<String, Object> row) {
    return (Boolean) row.get("segments_resolved");
  }

  private Map<String, String> properties(GeneratedFiles files, FakeEndpoint dynamoDb) {
    Map<String, String> properties = new HashMap<>();
    properties.put("job.name", "clickstream");
    properties.put("source.type", "files");
    properties.put("source.path", files.events().toString());
    properties.put("segments.type", "dynamodb");
    properties.put("segments.table", "segments");
    properties.put("segments.endpoint", dynamoDb.address());
    properties.put("segments.timeout", "5 s");
    properties.put("segments.retries", "1");
    properties.put("segments.cache-size", "0");
    // Sessions are written at the end: one that is corrected would be counted each time.
    properties.put("session.out-of-orderness", "24 h");
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.state-directory", directory.resolve("state").toString());
    properties.put("local.checkpoint-interval", "2 s");
    return properties;
  }
}
