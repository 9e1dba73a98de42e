package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What commands find, as documents, on a lake whose one event is there twice. */
class FormatsITCase {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  @TempDir static Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void writeLake() {
    try (LakeTables lake =
        new LakeTables(Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse()))))) {
      lake.apply();
      LocalDateTime ts = LocalDateTime.parse("2026-01-31T12:00:00");
      Map<String, Object> event =
          Map.of(
              "event_id",
              "<e1>\u0001",
              "event_type",
              "page_view",
              "ts",
              ts,
              "event_dt",
              LocalDate.from(ts));
      LakeWriter.append(lake.load(TableName.SILVER_EVENTS), List.of(event, event));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "audit, 1, FAIL, lines, 'line,verdict,left,right,open,equation'",
    "check, 1, FAIL, checks, 'table,check,verdict,rows,what_holds,finding'",
    "tables list, 0, PASS, tables, 'table,state,rows,deletes,files,bytes,last_commit'",
    "doctor --read-only, 1, FAIL, findings, 'subject,verdict,sentence'",
    "report --no-audit --out @/page, 0, PASS, , ",
    "report --out @/page, 1, FAIL, , ",
    "cut list, 0, PASS, cuts, ",
    "maintain --dry-run --orphans, 0, PLANNED, orphans, 'table,files,bytes,would_remove'",
    "maintain --orphans, 0, DONE, tables, 'table,files_before,files,mb_per_file,compacted,"
        + "deletes_dropped,manifests_before,manifests,snapshots_expired'",
    "tables show silver.events, 0, PASS, columns, 'column,type,comment'",
    "tables apply, 0, APPLIED, tables, 'table,changes'",
    "tables apply, 0, DONE, , ",
    "tables ddl silver.events, 0, DONE, statements, 'table,description,statement'",
    "tables relocate, 0, DONE, , ",
    "tables register, 0, DONE, tables, 'table,action,metadata,snapshots,last_commit,remark'",
    "tag daily=2026-01-31 --dry-run, 0, PLANNED, savepoints, 'savepoint,time,tags,remark'",
    "tag daily=2026-01-31, 1, NOT ALL DONE, savepoints, 'savepoint,time,tags,remark'",
    "status, 0, No job of the lake @/lake runs on this machine., jobs, "
  })
  void oneDocumentAndNothingElse(
      String command, int code, String verdict, String list, String fields) throws IOException {
    assertThat(run(command.replace("@", directory.toString()) + " --format json"))
        .as(err::toString)
        .isEqualTo(code);

    JsonNode document = JSON.readTree(out.toString());
    assertThat(document.fieldNames().next()).isEqualTo("verdict");
    assertThat(document.get("verdict").asText())
        .isEqualTo(verdict.replace("@", directory.toString()));
    assertThat(err.toString()).isEmpty();
    if (fields != null) {
      assertThat(document.get(list).get(0).fieldNames())
          .toIterable()
          .containsExactly(fields.split(","));
    }
  }

  @Test
  void generatedEventsAreToldInADocument() throws IOException {
    Path data = directory.resolve("data");
    String command = "generate --events 20 --no-expected --format json --out " + data;

    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), command.split(" "))).isZero();
    JsonNode document = JSON.readTree(out.toString());
    assertThat(document.get("verdict").asText()).isEqualTo("DONE");
    assertThat(document.get("events").asInt()).isEqualTo(20);
    assertThat(document.get("directory").asText()).isEqualTo(data.resolve("events").toString());
  }

  @Test
  void checksAreTestsOfJunit() throws Exception {
    assertThat(run("check --table silver.events --format junit")).isEqualTo(1);

    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(out.toString())))
            .getDocumentElement();
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getElementsByTagName("testcase").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("tests")))
        .isGreaterThan(5);
    assertThat(suite.getElementsByTagName("failure").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("failures")))
        .isPositive();
    assertThat(out.toString()).contains("&lt;e1&gt;\uFFFD", "classname=\"silver.events\"");
  }

  @Test
  void peopleReadTheVerdictFirstAndTheNextStep() {
    assertThat(run("audit")).isEqualTo(1);
    assertThat(out.toString()).startsWith("FAIL: of ").doesNotContain("\u001b");
    assertThat(err.toString())
        .startsWith("Next: 'The audit' in docs/operations.md")
        .contains(" check --set lake.warehouse=" + warehouse());
  }

  @Test
  void aSavepointWithoutTagsIsToldWithTheReason() {
    assertThat(run("tag daily=2026-01-31")).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern(
            "daily +2026-01-31T00:00:00Z +out of reach +No commit of the ledger ops.record_counts"
                + " is as old as 2026-01-31T00:00:00Z");
    assertThat(err.toString())
        .startsWith("Not tagged: daily. The tables cannot be taken back to these");
  }

  @Test
  void aCheckThatFailsSaysWhereItsQueryIs() {
    assertThat(run("check --table silver.events")).isEqualTo(1);
    assertThat(out.toString()).startsWith("FAIL: ");
    assertThat(err.toString())
        .isEqualTo(
            "Next: sql/checks/web/silver/events/checks.sql has the query of each check that failed; sql runs"
                + " it.\n");
  }

  private static String warehouse() {
    return directory.resolve("lake").toString();
  }

  private int run(String command) {
    String[] words = (command + " --warehouse " + warehouse()).split(" ");
    return Main.run(new PrintWriter(out), new PrintWriter(err), words);
  }
}
