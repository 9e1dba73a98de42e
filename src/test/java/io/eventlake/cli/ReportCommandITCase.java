package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report}: of which state, where to, and the exit codes. */
class ReportCommandITCase {

  private static final LocalDateTime NOON = LocalDateTime.parse("2026-01-31T12:00:00");
  private static final String NOW = "2026-01-31T13:00:00Z";

  @TempDir private Path directory;

  private LakeTables lake;
  private String out;
  private String err;

  @BeforeEach
  void commit() {
    Map<String, String> options = Map.of("lake.warehouse", directory.resolve("lake").toString());
    lake = new LakeTables(Lakes.of(JobOptions.parseLake(options)));
    lake.apply();
    commit(1);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void aStateOfATimeWhoseBalanceSheetDoesNotHold() throws IOException {
    Instant first =
        Instant.ofEpochMilli(
            lake.load(TableName.RECORD_COUNTS).currentSnapshot().timestampMillis());
    commit(2);
    Path page = directory.resolve("deep/down/index.html");

    int code = report("--out", page.getParent().toString(), "--as-of", first.toString());

    // Silver holds an event that bronze never had.
    assertThat(code).as(err).isEqualTo(1);
    assertThat(out)
        .isEqualTo(
            "The balance sheet does not hold.\nReport of checkpoint 1 of run r1: " + page + "\n");
    assertThat(Files.readString(page))
        .startsWith("<!doctype html>")
        .contains("checkpoint 1 of run");
    assertThat(err).isEmpty();
  }

  @Test
  void noSuchState() {
    String out = directory.resolve("page").toString();

    assertThat(report("--out", out, "--as-of", "march")).isEqualTo(1);
    assertThat(err).startsWith("There is no cut march, nor any other");
    assertThat(report("--out", out, "--as-of", "2026-01-31T12:00:00Z")).isEqualTo(1);
    assertThat(err).startsWith("No job had committed a checkpoint by 2026-01-31T12:00:00Z");
    assertThat(report("--out", out, "--as-of", "March 1")).isEqualTo(2);
    assertThat(err)
        .startsWith("--as-of takes the name of a cut or a time, but 'March 1' is no time such as ");
    assertThat(report()).isEqualTo(2);
    assertThat(err).contains("--out");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void thePageIsNeverWithinTheLake() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("lake"));
    for (String within : List.of("lake", "lake/silver/new/page", "link/page", "page/../lake")) {
      String out = directory.resolve(within).toString();

      assertThat(report("--out", out)).as(out).isEqualTo(2);
      assertThat(err)
          .startsWith(out + " is within the lake " + directory.resolve("lake"))
          .contains("name another place");
    }

    assertThat(link.resolve("page")).doesNotExist();
    assertThat(report("--no-audit", "--out", directory.resolve("lake-page").toString())).isZero();
  }

  private void commit(int checkpoint) {
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
    LakeWriter.append(
        lake.load(TableName.RECORD_COUNTS),
        List.of(Map.of("arrival_minute", NOON, "outcome", "silver", "records", 1L)),
        summary);
  }

  private int report(String... arguments) {
    List<String> all = new ArrayList<>(List.of("report", "--now", NOW));
    all.addAll(List.of("--warehouse", directory.resolve("lake").toString()));
    all.addAll(List.of(arguments));
    StringWriter printed = new StringWriter();
    StringWriter complained = new StringWriter();
    int code =
        Main.run(new PrintWriter(printed), new PrintWriter(complained), all.toArray(String[]::new));
    out = printed.toString();
    err = complained.toString();
    return code;
  }
}
