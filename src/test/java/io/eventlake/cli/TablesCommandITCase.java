package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.Directories;
import io.eventlake.testing.LakeWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tables} and {@code audit} over a lake of two rows. */
class TablesCommandITCase {

  @TempDir static Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void writeLake() {
    try (LakeTables tables =
        new LakeTables(Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse()))))) {
      tables.apply();
      try (LakeTables audits = new LakeTables(tables.lake().with(Lakes.audits()))) {
        audits.apply();
      }

      LocalDate day = LocalDate.parse("2026-01-31");
      LakeWriter.append(
          tables.load(TableName.SILVER_EVENTS),
          List.of(
              Map.of("event_id", "e1", "event_type", "page_view", "event_dt", day),
              Map.of("event_id", "e2", "event_type", "page_view", "event_dt", day.plusDays(1))));
      LakeWriter.append(
          tables.load(TableName.BRONZE_EVENTS),
          List.of(Map.of("event_id", "e1", "event_type", "page_view")));
    }
  }

  @Test
  void listsAndShowsTables() {
    assertThat(run("tables", "list", "--warehouse", warehouse())).isZero();
    assertThat(out.toString().lines())
        .hasSize(13)
        .anyMatch(line -> line.startsWith("ops.audits "))
        .anyMatch(line -> line.matches("silver\\.events +2 +0 +2 +\\d+ +\\d{4}-.*Z"));

    assertThat(run("tables", "show", "silver.events", "--warehouse", warehouse())).isZero();
    assertThat(out.toString())
        .contains("silver.events at " + warehouse() + "/silver/events: as defined.\n\n")
        .contains("(partitions)", "event_dt, event_type", "product_ids", "array<string>");
    assertThat(run("tables", "apply", "--warehouse", warehouse())).isZero();
    assertThat(out.toString()).endsWith("All tables are as defined.\n");
  }

  @Test
  void printsTheStatementsForAthena() {
    assertThat(
            run(
                "tables",
                "ddl",
                "gold.minute_activity",
                "--warehouse=s3://b/lake",
                "--set=lake.database-prefix=dev_"))
        .isZero();
    assertThat(out)
        .hasToString(
            """
            -- Activity by event minute, additive: several rows may share a grain, readers sum them.
            CREATE TABLE dev_gold.minute_activity (
              `minute` timestamp COMMENT 'Event time cut to the minute, UTC',
              `event_type` string COMMENT 'page_view, chart_interaction or affiliate_click',
              `geo_country` string COMMENT 'Country',
              `ab_variant` string COMMENT 'Variant of the A/B experiment',
              `events` bigint COMMENT 'Distinct events to add',
              `payout_cents` bigint COMMENT 'Payout to add, cents',
              `event_dt` date COMMENT 'UTC day of minute'
            )
            PARTITIONED BY (event_dt)
            LOCATION 's3://b/lake/dev_gold/minute_activity/'
            TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd');

            """);
  }

  @Test
  void auditsAndExitsWithOneOnAFailure() {
    assertThat(run("audit", "--warehouse", warehouse())).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("FAIL: of 25 lines these do not hold: 1a, ")
        .contains("\nBalance sheet of the lake as it is\n\nline  verdict  left  right  equation\n")
        .containsPattern("1a +FAIL +0 +1 +records read = ")
        .containsPattern("5a +PASS +0 +0 +overlapping validities");
  }

  @Test
  void everyCommandRefusesACopyUntilItIsRelocated() throws Exception {
    Map<String, String> before = Directories.contents(Path.of(warehouse()));
    String copy = Directories.copy(Path.of(warehouse()), directory.resolve("copy")).toString();
    String set = "--set=lake.warehouse=" + copy;
    for (List<String> command :
        List.of(
            List.of("tables", "list"),
            List.of("tables", "show", "silver.events"),
            List.of("tables", "apply"),
            List.of("sql", "SELECT * FROM silver.events"),
            List.of("audit"),
            List.of("check"),
            List.of("report", "--out", directory + "/report"),
            List.of("maintain"),
            List.of("maintain", "--orphans", "--dry-run"),
            List.of("rewind", "--to-checkpoint", "1", "--run"),
            List.of("cut", "publish", "--name", "x"),
            List.of("tag", "x=2026-01-01T00:00:00Z"),
            List.of(
                "run", "rebuild", "--set=rebuild.from=2026-01-31", "--set=rebuild.to=2026-01-31"),
            List.of("run", "replay-dead-letters", "--where", "reason = 'BAD_ENUM'"),
            List.of(
                "run", "clickstream", "--set=source.type=files", "--set=source.path=" + copy))) {
      List<String> arguments = new ArrayList<>(command);
      arguments.add(set);
      err.getBuffer().setLength(0);
      assertThat(run(arguments.toArray(String[]::new))).as("%s", command).isEqualTo(1);
      assertThat(err.toString())
          .as("%s", command)
          .startsWith("The lake in " + copy + " is a copy")
          .endsWith("eventlake tables relocate --set lake.warehouse=" + copy + "\n");
    }

    out.getBuffer().setLength(0);
    assertThat(run("doctor", set, "--set=job.name=clickstream", "--set=source.stream=s")).isOne();
    assertThat(out.toString()).containsPattern("fail +catalog +The lake in " + copy + " is a copy");

    assertThat(run("tables", "relocate", "--warehouse", copy)).isZero();
    assertThat(out.toString()).endsWith("Nothing was changed; --run relocates the tables.\n");
    assertThat(run("tables", "list", set)).as("the plan changes nothing").isOne();
    assertThat(run("tables", "relocate", "--warehouse", copy, "--run")).isZero();
    assertThat(run("tables", "list", set)).isZero();
    assertThat(run("tables", "relocate", "--warehouse", copy, "--run")).isZero();
    assertThat(out.toString()).endsWith("All tables are of this place; nothing is to be done.\n");
    assertThat(Directories.contents(Path.of(warehouse()))).isEqualTo(before);
  }

  @Test
  void aLostCatalogIsToldByAllAndMadeAnew() throws Exception {
    Path lost = Directories.copy(Path.of(warehouse()), directory.resolve("lost"));
    assertThat(run("tables", "relocate", "--warehouse", lost.toString(), "--run")).isZero();
    Map<String, String> relocated = Directories.contents(lost);
    out.getBuffer().setLength(0);
    assertThat(run("maintain", "--dry-run", "--warehouse", lost.toString())).isZero();
    assertThat(out.toString()).startsWith("Nothing was changed. To do now: ");
    assertThat(Directories.contents(lost)).isEqualTo(relocated);
    assertThat(run("maintain", "--warehouse", lost.toString())).isZero();
    assertThat(out.toString()).contains("\nDone: ");
    assertThat(lost).isDirectoryContaining("glob:**/catalog.db.copy-*");
    Files.delete(lost.resolve("catalog.db"));
    String set = "--set=lake.warehouse=" + lost;
    List<List<String>> commands =
        List.of(
            List.of("sql", "SELECT * FROM silver.events"),
            List.of("audit"),
            List.of("maintain", "--orphans"),
            List.of("run", "clickstream", "--set=source.type=files", "--set=source.path=" + lost),
            List.of("tables", "apply"));
    assertRefusedForRegister(List.of("tables", "list"), lost);
    commands.forEach(command -> assertRefusedForRegister(command, lost));
    assertThat(lost.resolve("catalog.db")).doesNotExist();
    // As 0.1.0 left one.
    Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", lost.toString()))).create();
    commands.forEach(command -> assertRefusedForRegister(command, lost));

    assertThat(run("doctor", set, "--set=job.name=clickstream", "--set=source.stream=s")).isOne();
    assertThat(out.toString()).contains("tables register").doesNotContain("tables apply");
    assertThat(run("tables", "list", set)).isOne();
    assertThat(out.toString()).contains("lost, see below");
    assertThat(err.toString())
        .contains("silver.events is not in the catalog, and its folder holds the files of a table");
    assertThat(run("tables", "register", set)).isZero();
    assertThat(out.toString())
        .contains("A copy of the catalog, of its time: " + lost + "/catalog.db.copy-")
        .endsWith("Nothing was changed; --run registers the tables.\n");
    assertThat(run("tables", "register", set, "--run")).isZero();
    assertThat(run("tables", "register", set, "--run")).isZero();
    assertThat(out.toString()).endsWith("There is nothing to register.\n");
    assertThat(run("tables", "apply", set)).isZero();
    assertThat(out.toString()).endsWith("All tables are as defined.\n");
    assertThat(run("sql", "SELECT COUNT(*) AS n FROM silver.events", "--format=tsv", set)).isZero();
    assertThat(out.toString()).endsWith("n\n2\n");
  }

  private void assertRefusedForRegister(List<String> command, Path lost) {
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--set=lake.warehouse=" + lost);
    err.getBuffer().setLength(0);
    assertThat(run(arguments.toArray(String[]::new))).as("%s", command).isEqualTo(1);
    assertThat(err.toString())
        .as("%s", command)
        .endsWith("with: ./eventlake tables register --set lake.warehouse=" + lost + "\n");
  }

  private static String warehouse() {
    return directory.resolve("lake").toString();
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }
}
