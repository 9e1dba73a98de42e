package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.Main;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.toy.ToyFamily;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.cut.LakeCuts;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a warehouse in which web is not the only family. */
class FamiliesTest {

  private static final String TOY = "toy";
  private static final LocalDateTime NOON = LocalDateTime.parse("2026-01-31T12:00:00");
  private static final LocalDate DAY = NOON.toLocalDate();

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void addToys() {
    FamilyCatalog.JOBS.put(
        TOY,
        new FamilyJob(
            "toys",
            "toys from files",
            ToyFamily::tables,
            options ->
                new ToyFamily(
                    options.maxRecordBytes, new IdRules(options.absentIds, options.userIds))));
  }

  @AfterEach
  void removeToys() {
    FamilyCatalog.JOBS.remove(TOY);
  }

  @Test
  void whereTheWarehouseHasOneNothingTellsOfOthers() {
    writeWeb();

    assertThat(run("audit")).isZero();
    assertThat(out.toString())
        .startsWith("PASS: all 25 lines hold.\n")
        .doesNotContain("Family", "families", TOY);
    assertThat(run("audit", "--format", "json")).isZero();
    assertThat(out.toString()).doesNotContain("famil", TOY);
    assertThat(run("tables", "list")).isZero();
    assertThat(out.toString()).doesNotContain("Family", TOY);
    assertThat(run("sql", "SELECT COUNT(*) AS n FROM sessions", "--format", "csv")).isZero();
    assertThat(out.toString()).isEqualTo("n\n0\n");
    assertThat(run("sql", "SELECT * FROM toy_silver.events")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no database toy_silver here");
    assertThat(run("audit", "--family", "tay")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no family tay", "toy");
  }

  @Test
  void whereThereIsNoGeneratorNothingIsMade() {
    for (String command :
        List.of(
            "generate --family toy --events 9 --out nowhere",
            "produce --family toy --rate 1 --events 9 --stream s",
            "demo --family toy --warehouse nowhere")) {
      err.getBuffer().setLength(0);
      String[] words = command.split(" ");
      assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), words)).isEqualTo(2);
      assertThat(err.toString())
          .startsWith("The family toy has no generated events: give its job files of your own");
    }
    assertThat(Path.of("nowhere")).doesNotExist();
  }

  @Test
  void auditAndCheckJudgeEachAndAllTogether() {
    writeWeb();
    writeToy();

    assertThat(run("audit")).isZero();
    assertThat(out.toString())
        .startsWith("Family web\nPASS: all 25 lines hold.\n")
        .containsPattern("\n\nFamily toy\nPASS: all \\d+ lines hold.\n")
        .endsWith("\nPASS: the families web, toy.\n");
    assertThat(run("check", "--now", "2026-01-31T12:10:00Z")).as(out.toString()).isZero();
    assertThat(out.toString()).contains("Family web\nPASS", "\nFamily toy\nPASS");

    assertThat(run("check", "--table", "gold.fact_toys")).isEqualTo(1);
    assertThat(out.toString()).startsWith("NOT CHECKED: no check was made.\n");
    assertThat(err.toString())
        .contains("No check is written for gold.fact_toys: they belong into sql/checks/toy/");
    String[] stream = {"--set", "source.type=kinesis", "--set", "source.stream=s"};
    assertThat(run("check", stream[0], stream[1], stream[2], stream[3])).isZero();
    assertThat(err.toString())
        .contains("not compared with the family web: say", "not compared with the family toy: say");

    breakToy();
    assertThat(run("audit")).isEqualTo(1);
    assertThat(out.toString())
        .contains("Family web\nPASS", "Family toy\nFAIL: of ", " these do not hold: 1a, 1c")
        .endsWith("\nFAIL: of the families web, toy these are not in order: toy\n");
    assertThat(err.toString()).contains("check --set").contains("--family toy");
    assertThat(run("audit", "--family", "web")).isZero();
    assertThat(out.toString()).startsWith("PASS: all 25 lines hold.\n").doesNotContain("famil");
    assertThat(run("audit", "--format", "json")).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("^\\{\\s+\"verdict\" : \"FAIL\",\\s+\"families\" : \\[ \\{")
        .containsPattern("\"family\" : \"web\",\\s+\"verdict\" : \"PASS\"")
        .containsPattern("\"family\" : \"toy\",\\s+\"verdict\" : \"FAIL\"");
    assertThat(run("check", "--format", "junit", "--now", "2026-01-31T12:10:00Z")).isZero();
    assertThat(out.toString())
        .contains("<testsuites>", "name=\"eventlake check of web\"", "check of toy\"");
  }

  @Test
  void anErrorOfOneDoesNotEndTheOthers() throws IOException {
    writeWeb();
    writeToy();
    for (Path file : newestFirst(directory.resolve("lake/ops/record_counts/metadata"))) {
      Files.delete(file);
    }

    assertThat(run("cut", "publish", "--name", "noon")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("-- Family web\n")
        .contains("\n-- Family toy\n-- The cut noon: ");
    assertThat(err.toString()).contains("ops.record_counts").doesNotContain("Exception");

    assertThat(run("cut", "publish", "--name", "one", "--format", "json")).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("^\\{\\s+\"verdict\" : \"ERROR\"")
        .containsPattern("\"family\" : \"web\",\\s+\"verdict\" : \"ERROR\"")
        .containsPattern("\"family\" : \"toy\",\\s+\"verdict\" : \"PUBLISHED\"");
  }

  @Test
  void whatIsRememberedOfEachIsApart() {
    writeWeb();
    writeToy();

    assertThat(run("audit", "--new")).isZero();
    assertThat(run("audit", "--new")).isZero();
    assertThat(out.toString()).doesNotContain("Remembered");
    String sets = "SELECT DISTINCT table_set FROM ops.audits ORDER BY 1";
    assertThat(run("sql", sets, "--format", "csv")).isZero();
    assertThat(out.toString()).isEqualTo("table_set\ntoy\nweb\n");
    assertThat(run("tables", "show", "ops.audits")).isZero();
    assertThat(out.toString()).startsWith("ops.audits at ").contains("table_set");
  }

  @Test
  void whatWasRememberedIsLostAndRememberedAgain() throws IOException {
    writeWeb();
    assertThat(run("audit", "--new", "--family", "web")).isZero();
    Path metadata = directory.resolve("lake/ops/audits/metadata");
    for (int round = 0; round < 2; round++) {
      Files.writeString(newestFirst(metadata).get(0), "{");
      assertThat(run("audit", "--new", "--family", "web")).isZero();
      assertThat(out.toString())
          .contains("The metadata of ops.audits is lost: ")
          .containsPattern("Remembered in ops.audits: \\d+ balances");
      assertThat(run("audit", "--new", "--family", "web")).isZero();
      assertThat(out.toString()).doesNotContain("lost", "computed again", "Remembered");
    }

    Files.writeString(newestFirst(metadata).get(0), "{");
    assertThat(run("tables", "show", "ops.audits")).isEqualTo(1);
    assertThat(err.toString()).contains("register --metadata ops.audits=" + metadata);
    String older = err.toString().replaceFirst("(?s).*(ops.audits=\\S+).*", "$1");
    assertThat(run("tables", "register", "--metadata", older, "--run")).isZero();
    assertThat(run("tables", "show", "ops.audits")).isZero();
    for (Path file : newestFirst(metadata)) {
      Files.delete(file);
    }

    assertThat(run("audit", "--new", "--family", "web")).isZero();
    assertThat(out.toString())
        .contains("The metadata of ops.audits is lost: the table was made anew.\n");
    assertThat(run("audit", "--new", "--family", "web")).isZero();
    assertThat(out.toString()).doesNotContain("lost", "Remembered");
  }

  private static List<Path> newestFirst(Path metadata) throws IOException {
    try (Stream<Path> files = Files.list(metadata)) {
      return files
          .filter(file -> file.toString().endsWith(".metadata.json"))
          .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed())
          .toList();
    }
  }

  @Test
  void tablesAreFoundByTheirNames() {
    writeWeb();
    writeToy();

    assertThat(run("tables", "list")).isZero();
    assertThat(out.toString()).contains("Family web\n", "\nFamily toy\n", "gold.fact_toys");
    assertThat(run("tables", "show", "toy_silver.events")).isZero();
    assertThat(out.toString()).contains("/toy_silver/events").contains("colour");
    assertThat(run("tables", "show", "silver.events")).isZero();
    assertThat(out.toString()).contains("/silver/events").doesNotContain("colour");
    assertThat(run("tables", "show", "gold.fact_toys")).isZero();
    assertThat(run("tables", "show", "silver.events", "--family", TOY)).isZero();
    assertThat(out.toString()).contains("colour");
    assertThat(run("tables", "show", "toy_silver.evnts")).isEqualTo(2);
    assertThat(err.toString()).contains("toy_silver.events");
    assertThat(run("maintain", "--dry-run", "--table", "toy_ops.record_counts")).isZero();
    assertThat(out.toString()).startsWith("Nothing was changed.").doesNotContain("Family");
    assertThat(run("maintain", "--dry-run")).isZero();
    assertThat(out.toString()).contains("Family web\nNothing", "Family toy\nNothing");
  }

  @Test
  void aStatementReachesAll() {
    writeWeb();
    writeToy();

    assertThat(value("SELECT COUNT(*) AS n FROM toy_bronze.dead_letters")).isEqualTo("1");
    assertThat(value("SELECT COUNT(*) AS n FROM bronze.dead_letters")).isEqualTo("0");
    assertThat(value("SELECT COUNT(*) AS n FROM fact_toys")).isEqualTo("0");
    assertThat(value("SELECT SUM(records) AS n FROM toy_gold.v_daily_records")).isEqualTo("3");
    assertThat(value("SELECT SUM(records) AS n FROM gold.v_daily_records")).isEqualTo("0");
    assertThat(run("sql", "SELECT * FROM sessions")).isEqualTo(2);
    assertThat(err.toString())
        .contains("sessions is ambiguous; write silver.sessions or toy_silver.sessions");

    assertThat(value("SELECT SUM(records) AS n FROM ops.v_all_records")).isEqualTo("3");
    assertThat(value("SELECT COUNT(*) AS n FROM v_all_records")).isEqualTo("4");
    assertThat(value("SELECT MIN(reason) AS n FROM ops.v_all_dead_letters")).isEqualTo("X");

    String[] toy = {"--family", TOY};
    assertThat(value("SELECT COUNT(*) AS n FROM ops.v_all_records", toy)).isEqualTo("4");
    // Web's view, which reads a table of web's that is called as one of the toys'.
    String both =
        "SELECT (SELECT COUNT(*) FROM bronze.dead_letters) - COUNT(newest_ts) AS n FROM"
            + " gold.v_current_freshness WHERE table_name = 'bronze.dead_letters'";
    assertThat(value(both, toy)).isEqualTo("1");
    assertThat(value("SELECT COUNT(*) AS n FROM bronze.dead_letters", toy)).isEqualTo("1");
    assertThat(value("SELECT COUNT(*) AS n FROM dead_letters", toy)).isEqualTo("1");
    assertThat(value("SELECT COUNT(*) AS n FROM toy_bronze.dead_letters", toy)).isEqualTo("1");
    assertThat(value("SELECT COUNT(*) AS n FROM gold.fact_funnel", toy)).isEqualTo("0");
    assertThat(value("SELECT SUM(records) AS n FROM gold.v_daily_records", toy)).isEqualTo("3");
  }

  @Test
  void aCutIsOfAll() {
    writeWeb();
    writeToy();

    assertThat(run("cut", "publish", "--name", "noon")).isZero();
    assertThat(out.toString())
        .startsWith("-- Family web\n-- The cut noon: ")
        .contains("\n-- Family toy\n", "toy_ops.record_counts_cut_noon");
    breakToy();
    String count = "SELECT COUNT(*) AS n FROM toy_bronze.dead_letters";
    assertThat(value(count)).isEqualTo("2");
    assertThat(value(count, "--as-of", "noon")).isEqualTo("1");
    assertThat(run("cut", "list")).isZero();
    assertThat(out.toString()).contains("Family web\n", "Family toy\n");

    assertThat(run("cut", "drop", "noon", "--family", "web")).isZero();
    try (LakeTables toy = new LakeTables(catalog(ToyFamily.tables()))) {
      assertThat(new LakeCuts(toy).list()).hasSize(1);
    }

    assertThat(run("cut", "drop", "noon")).isZero();
    assertThat(out.toString()).contains("DROP VIEW IF EXISTS toy_ops.record_counts_cut_noon;");
    assertThat(run("cut", "drop", "noon")).isEqualTo(1);
  }

  @Test
  void whereOneIsMeantItHasToBeSaid() {
    writeWeb();
    writeToy();

    assertThat(run("report", "--out", directory.resolve("page").toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("The lake has tables of several families: add --family, one of web, toy");
    assertThat(run("rewind", "--to-checkpoint", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("add --job, one of clickstream, toys");
    assertThat(run("rewind", "--to-checkpoint", "1", "--family", TOY)).isZero();
    assertThat(run("rewind", "--to-checkpoint", "1", "--job", "clickstream")).isZero();
    assertThat(run("rewind", "--to-checkpoint", "1", "--job", "x", "--family", TOY)).isEqualTo(2);
  }

  @Test
  void aPageOfItsReports() throws IOException {
    writeWeb();
    writeToy();

    String page = directory.resolve("page").toString();
    assertThat(run("report", "--out", page, "--family", TOY, "--now", "2026-01-31T12:10:00Z"))
        .isZero();
    assertThat(out.toString()).startsWith("The balance sheet holds.\nReport of ");
    assertThat(Files.readString(Path.of(page, "index.html")))
        .contains(
            "<h1>Report of toy</h1>",
            "<h2>Toys by colour</h2>\n<p>Toys that were built, by colour: &lt;b&gt; is no markup.</p>",
            "No row yet.",
            ">0a<",
            ">It is wrong<")
        .doesNotContain("{{", "Clickstream");
  }

  @Test
  void aFamilyIsMadeBesideTheOther() {
    writeWeb();

    assertThat(run("tables", "apply", "--family", TOY)).isZero();
    assertThat(out.toString()).contains("toy").endsWith("Applied.\n");
    assertThat(run("tables", "apply")).isZero();
    assertThat(out.toString()).contains("Family web\nAll tables", "Family toy\nAll tables");
  }

  private void writeWeb() {
    write(Lakes.tables(), "clickstream", List.of(count("read", null, 0)));
  }

  private void writeToy() {
    write(
        ToyFamily.tables(),
        "toys",
        List.of(
            count("handed_over", null, 1), count("read", null, 1), count("dead_letter", "X", 1)));
    letter(1);
  }

  /** A dead letter that was not counted. */
  private void breakToy() {
    letter(2);
  }

  private void letter(int number) {
    try (LakeTables toy = new LakeTables(catalog(ToyFamily.tables()))) {
      LakeWriter.append(
          toy.load(TableName.DEAD_LETTERS),
          List.of(
              Map.of(
                  "reason",
                  "X",
                  "message",
                  "It is wrong",
                  "payload_bytes",
                  1L,
                  "masked",
                  false,
                  "arrival_ts",
                  NOON,
                  "shard_id",
                  "s",
                  "sequence_number",
                  String.valueOf(number),
                  "sub_sequence_number",
                  0,
                  "ingest_dt",
                  DAY)));
    }
  }

  private void write(TableSet set, String job, List<Map<String, Object>> counts) {
    try (LakeTables tables = new LakeTables(catalog(set))) {
      tables.apply();
      LakeWriter.append(
          tables.load(TableName.RECORD_COUNTS),
          counts,
          Map.of(
              CommitSummary.JOB,
              job,
              CommitSummary.RUN_ID,
              job + "-run",
              CommitSummary.CHECKPOINT_ID,
              "1",
              CommitSummary.WATERMARK,
              CommitSummary.END,
              CommitSummary.COMMIT_ID,
              job + "-1"));
      assertThat(LakeCut.of(tables).snapshots()).hasSize(1);
    }
  }

  private static Map<String, Object> count(String outcome, String reason, long records) {
    Map<String, Object> row = new HashMap<>();
    row.put("arrival_minute", NOON);
    row.put("family", "of " + records);
    row.put("outcome", outcome);
    row.put("reason", reason);
    row.put("records", records);
    return row;
  }

  private LakeCatalog catalog(TableSet set) {
    return new LakeCatalog(JobOptions.parseLake(Map.of("lake.warehouse", warehouse())), set);
  }

  private String warehouse() {
    return directory.resolve("lake").toString();
  }

  private String value(String statement, String... more) {
    List<String> words = new ArrayList<>(List.of("sql", statement, "--format", "csv"));
    words.addAll(List.of(more));
    assertThat(run(words.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString().replaceFirst("^n\n", "").strip();
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--warehouse", warehouse()));
    return Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
  }
}
