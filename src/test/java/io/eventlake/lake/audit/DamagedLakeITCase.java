package io.eventlake.lake.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.Main;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.PrintedCommands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lake of which a file is lost or changed: every reader names the table, the file and a remedy.
 */
class DamagedLakeITCase {

  @TempDir private Path warehouse;
  @TempDir private Path pages;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeLake() {
    new SmallLake().write(warehouse, Map.of());
  }

  @Test
  void missingMetadata() throws Exception {
    String file = metadata(TableName.SESSIONS);
    Files.delete(Path.of(file));
    String told = "silver.sessions: its metadata cannot be read (";

    assertThat(run("tables", "list")).isEqualTo(1);
    assertThat(err.toString()).startsWith(told).contains(file, "bring the file back from a backup");
    assertThat(out.toString().lines().filter(line -> line.contains("damaged"))).hasSize(1);
    assertThat(out.toString()).containsPattern("silver.events +[1-9]");
    List<String[]> ways = PrintedCommands.in(err.toString());
    assertThat(run("tables", "show", "silver.sessions")).isEqualTo(1);
    assertThat(err.toString()).startsWith(told);
    assertThat(doctor()).isEqualTo(1);
    assertThat(out.toString()).contains("fail  damage             " + told);
    assertThat(run("sql", "SELECT COUNT(*) FROM silver.sessions")).isEqualTo(1);
    assertThat(err.toString()).contains(told);
    assertThat(run("sql", "SELECT COUNT(*) FROM silver.events")).isZero();

    assertThat(run("cut", "publish")).isEqualTo(1);
    assertThat(err.toString()).startsWith(told);
    assertThat(run("cut", "list")).isEqualTo(1);
    assertThat(err.toString()).startsWith(told);

    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), ways.get(0))).isZero();
    assertThat(run("tables", "list")).isZero();
  }

  @Test
  void oneTableWithoutMetadataHidesNoOther() throws Exception {
    Files.delete(Path.of(metadata(TableName.SESSIONS)));
    String told = "silver.sessions: its metadata cannot be read (";

    assertThat(run("audit")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("NOT COMPUTED: 3, 4; the 16 lines that were computed hold\n")
        .containsPattern("\n2a +PASS +")
        .containsPattern("\n3 +NOT COMPUTED +.* every event of silver.events is in one session")
        .containsPattern("\n5a +PASS +");
    assertThat(err.toString())
        .contains("Line 3 was not computed. " + told, "Line 4 was not computed. " + told);
    assertThat(run("check")).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("\\AFAIL: .*; some of the lake cannot be read\\.\n")
        .containsPattern("\ngold.fact_funnel +unique +PASS")
        .containsPattern("\nops.late_events +[a-z-]+ +PASS");
    assertThat(err.toString())
        .contains("silver.sessions was not checked. " + told)
        .containsPattern(
            "The check [a-z-]+ of gold.fact_funnel was not made. " + told.replace("(", "\\("));
    String page = pages.resolve("report").toString();
    assertThat(run("report", "--no-audit", "--out", page)).isEqualTo(1);
    assertThat(err.toString()).contains("Not computed: data-freshness. " + told);
    assertThat(Path.of(page, "index.html")).content().contains(told, "MALFORMED_JSON");
  }

  @Test
  void aLedgerOfOtherBytesHidesNoTable() throws Exception {
    Files.writeString(Path.of(metadata(TableName.RECORD_COUNTS)), "no metadata");
    String told = "ops.record_counts: its metadata cannot be read (";

    assertThat(run("audit")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("NOT COMPUTED: 0, 1, 2, 3; the 8 lines that were computed hold\n")
        .contains("Balance sheet of each table as it is")
        .containsPattern("\n4a +PASS +");
    assertThat(err.toString()).contains("Line 0 was not computed. " + told);
    assertThat(run("check", "--table", "ops.record_counts", "--table", "silver.sessions"))
        .isEqualTo(1);
    assertThat(out.toString()).containsPattern("\nsilver.sessions +unique +PASS");
    assertThat(err.toString()).contains("ops.record_counts was not checked. " + told);
  }

  @Test
  void aLakeWithAPrefix(@TempDir Path prefixed) throws Exception {
    LakeOptions options =
        JobOptions.parseLake(
            Map.of("lake.warehouse", prefixed.toString(), "lake.database-prefix", "web_"));
    new SmallLake().write(options, Map.of());
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      Files.delete(Path.of(metadata(lake.load(TableName.SESSIONS))));
    }

    warehouse = prefixed;
    String[] prefix = {"--set", "lake.database-prefix=web_"};
    assertThat(run("sql", "SELECT COUNT(*) FROM silver.events", prefix[0], prefix[1])).isZero();
    assertThat(out.toString()).contains("7");
    assertThat(run("sql", "SELECT * FROM gold.v_current_sessions", prefix[0], prefix[1]))
        .isEqualTo(1);
    assertThat(err.toString()).contains("silver.sessions: its metadata cannot be read (");
  }

  @Test
  void missingFilesOfRowsAndOfDeletes() throws Exception {
    Table events = table(TableName.LATE_EVENTS);
    String rows = events.currentSnapshot().addedDataFiles(events.io()).iterator().next().location();
    Files.delete(Path.of(rows));
    String deletes;
    try (LakeTables lake = new LakeTables(Lakes.of(SmallLake.options(warehouse)))) {
      deletes = LakeWriter.delete(lake.load(TableName.SESSIONS), "session_id", "derived");
    }

    Files.delete(Path.of(deletes));
    String lostRows = "ops.late_events: the file " + rows + " is missing";
    String lostDeletes = "silver.sessions: the file " + deletes + " is missing";

    assertThat(run("sql", "SELECT * FROM ops.late_events")).isEqualTo(1);
    assertThat(err.toString()).contains(lostRows).doesNotContain(lostDeletes);
    assertThat(run("sql", "SELECT COUNT(DISTINCT session_id) FROM silver.sessions")).isEqualTo(1);
    assertThat(err.toString()).contains(lostDeletes).doesNotContain(lostRows);
    assertThat(run("tables", "list")).isEqualTo(1);
    assertThat(err.toString()).contains(lostRows, lostDeletes);
    assertThat(run("audit")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("NOT COMPUTED: 3, 4; ")
        .containsPattern("\n1a +PASS +")
        .containsPattern("\n5a +PASS +");
    assertThat(err.toString()).contains(lostRows, lostDeletes);
  }

  @Test
  void missingManifest() throws Exception {
    Table table = table(TableName.SILVER_EVENTS);
    String file = table.currentSnapshot().allManifests(table.io()).get(0).path();
    Files.delete(Path.of(file));
    String told = "silver.events: the file " + file + " is missing: bring it back from a backup";

    assertThat(run("tables", "list")).isEqualTo(1);
    assertThat(err.toString()).startsWith(told);
    assertThat(doctor()).isEqualTo(1);
    assertThat(out.toString()).contains(told);
    assertThat(run("audit")).isEqualTo(1);
    assertThat(err.toString()).contains(told);
    assertThat(run("sql", "SELECT COUNT(DISTINCT event_id) FROM silver.events")).isEqualTo(1);
    assertThat(err.toString()).contains(told);
  }

  @Test
  void aFlippedBitInAFileOfRows() throws Exception {
    Table table = table(TableName.SESSIONS);
    DataFile file = table.currentSnapshot().addedDataFiles(table.io()).iterator().next();
    flip(Path.of(file.location()));
    String told = "silver.sessions: the file " + file.location() + " is damaged (column ";

    assertThat(run("sql", "SELECT * FROM silver.sessions")).isEqualTo(1);
    assertThat(err.toString())
        .contains(told, "bring it back from a backup", "have to be read again");
    assertThat(run("check")).isEqualTo(1);
    assertThat(err.toString()).contains("silver.sessions was not checked. ", told);
    assertThat(out.toString()).contains("bronze.events", "ops.record_counts");
    assertThat(run("report", "--out", pages.resolve("report").toString())).isEqualTo(1);
    assertThat(out.toString()).startsWith("The balance sheet could not be computed as a whole.");
    assertThat(err.toString()).contains("Line 3 was not computed. ", told);
    assertThat(pages.resolve("report/index.html"))
        .content()
        .contains(told, "<td class=\"fail\">NOT COMPUTED</td>");
  }

  /** In the head of the first page, which is that of the session's id. */
  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes["PAR1".length()] ^= 1;
    Files.write(file, bytes);
  }

  private String metadata(TableName name) {
    return metadata(table(name));
  }

  private static String metadata(Table table) {
    return ((HasTableOperations) table).operations().current().metadataFileLocation();
  }

  private Table table(TableName name) {
    return commands().table(name);
  }

  private int doctor() {
    return commands().doctor();
  }

  private int run(String... command) {
    return commands().run(command);
  }

  private LakeCommands commands() {
    return new LakeCommands(warehouse, out, err);
  }
}
