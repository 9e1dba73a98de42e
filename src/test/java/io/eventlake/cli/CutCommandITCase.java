package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cut} and {@code sql --as-of}: what is printed, where, and the exit codes. */
class CutCommandITCase {

  private static final String COUNT = "SELECT COUNT(*) AS n FROM silver.events";
  private static final LocalDateTime NOON = LocalDateTime.parse("2026-01-31T12:00:00");

  @TempDir private Path warehouse;

  private String out;
  private String err;

  @Test
  void aCutIsReadAsItWas() {
    commit(1);
    assertThat(run("cut", "publish", "--name", "march")).isZero();
    assertThat(out)
        .startsWith("-- The cut march: checkpoint 1, committed at ")
        .contains("CREATE OR REPLACE VIEW silver.events_cut_march AS\n");
    assertThat(err).isEmpty();
    commit(2);
    commit(3);

    assertThat(run("sql", COUNT, "--format", "csv")).isZero();
    assertThat(out).isEqualTo("n\n3\n");
    assertThat(run("sql", "--as-of", "march", COUNT, "--format", "csv")).isZero();
    assertThat(out).isEqualTo("n\n1\n");
    // The name of a cut stands before a word for a time.
    assertThat(run("cut", "publish", "--name", "today")).isZero();
    assertThat(run("sql", "--as-of", "today", COUNT, "--format", "csv")).isZero();
    assertThat(out).isEqualTo("n\n3\n");
    // A table that had no rows yet has none, whatever came since.
    String clicks = "SELECT COUNT(*) AS n FROM gold.fact_affiliate_clicks";
    assertThat(run("sql", "--as-of", "march", clicks, "--format", "csv")).isZero();
    assertThat(out).isEqualTo("n\n0\n");

    assertThat(run("cut", "list")).isZero();
    assertThat(out).contains("march").contains("complete");
    // The line of the cut has its time.
    String time = out.lines().filter(line -> line.contains("march")).findFirst().orElseThrow();
    time = time.replaceAll(".* (\\S+Z) .*", "$1");
    assertThat(run("sql", "--as-of", time, COUNT, "--format", "csv")).as(time).isZero();
    assertThat(out).isEqualTo("n\n1\n");
    assertThat(run("sql", "--as-of", "2026-01-31T12:00:00+01:00", COUNT)).isEqualTo(1);
    assertThat(err).startsWith("No job had committed a checkpoint by 2026-01-31T11:00:00Z");
    assertThat(run("sql", "--as-of", "March 1", COUNT)).isEqualTo(2);
    assertThat(err)
        .startsWith("--as-of takes the name of a cut or a time, but 'March 1' is no time such as ");
    assertThat(run("cut", "drop", "march")).isZero();
    assertThat(out).contains("DROP VIEW IF EXISTS silver.events_cut_march;\n");
    assertThat(run("sql", "--as-of", "march", COUNT)).isEqualTo(1);
    assertThat(err).startsWith("There is no cut march; the cuts are today");
    assertThat(out).isEmpty();
  }

  @Test
  void aCutIsPublishedAndDroppedInDocuments() throws IOException {
    commit(1);

    assertThat(run("cut", "publish", "--name", "march", "--format", "json")).isZero();
    JsonNode published = new JsonMapper().readTree(out);
    assertThat(published.get("verdict").asText()).isEqualTo("PUBLISHED");
    assertThat(published.get("cut").asText()).isEqualTo("march");
    assertThat(published.get("statements").asText()).contains("CREATE OR REPLACE VIEW silver.");

    assertThat(run("cut", "drop", "march", "--format", "json")).isZero();
    JsonNode dropped = new JsonMapper().readTree(out);
    assertThat(dropped.get("verdict").asText()).isEqualTo("DROPPED");
    assertThat(dropped.get("snapshots")).isEqualTo(published.get("snapshots"));
    assertThat(dropped.get("statements").asText()).contains("DROP VIEW IF EXISTS silver.");
  }

  @Test
  void namesThatNoViewCanHave() {
    commit(1);

    assertThat(run("cut", "publish", "--name", "March-1")).isEqualTo(2);
    assertThat(err).startsWith("The name of a cut is made of a to z, 0 to 9 and _");
    assertThat(run("cut")).isEqualTo(2);
    assertThat(err).startsWith("Which? cut publish, cut list or cut drop NAME");
  }

  private void commit(int checkpoint) {
    try (LakeTables lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))))) {
      lake.apply();
      Map<String, String> summary =
          Map.of(
              CommitSummary.RUN_ID,
              "r1",
              CommitSummary.CHECKPOINT_ID,
              String.valueOf(checkpoint),
              CommitSummary.WATERMARK,
              CommitSummary.END);
      LakeWriter.append(
          lake.load(TableName.SILVER_EVENTS),
          List.of(Map.of("event_id", "e" + checkpoint, "ts", NOON, "event_dt", NOON.toLocalDate())),
          summary);
      if (checkpoint > 1) {
        LakeWriter.append(
            lake.load(WebTables.CLICKS),
            List.of(
                Map.of("event_id", "e" + checkpoint, "ts", NOON, "event_dt", NOON.toLocalDate())),
            summary);
      }

      LakeWriter.append(
          lake.load(TableName.RECORD_COUNTS),
          List.of(Map.of("arrival_minute", NOON, "outcome", "silver", "records", 1L)),
          summary);
    }
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (arguments.length > 1) {
      all.addAll(List.of("--warehouse", warehouse.toString()));
    }

    StringWriter printed = new StringWriter();
    StringWriter complained = new StringWriter();
    int code =
        Main.run(new PrintWriter(printed), new PrintWriter(complained), all.toArray(String[]::new));
    out = printed.toString();
    err = complained.toString();
    return code;
  }
}
