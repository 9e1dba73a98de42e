package io.eventlake.lake.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.Main;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.PrintedCommands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeLake() {
    new SmallLake().write(warehouse, Map.of());
  }

  @Test
  void missingMetadata() throws Exception {
    String file =
        ((HasTableOperations) table(TableName.SESSIONS))
            .operations()
            .current()
            .metadataFileLocation();
    Files.delete(Path.of(file));
    String told = "silver.sessions: its metadata can not be read (";

    assertThat(run("tables", "list")).isEqualTo(1);
    assertThat(err.toString()).startsWith(told).contains(file, "bring the file back from a backup");
    assertThat(out.toString().lines().filter(line -> line.contains("damaged"))).hasSize(1);
    assertThat(out.toString()).containsPattern("silver.events +[1-9]");
    List<String[]> ways = PrintedCommands.in(err.toString());
    assertThat(run("tables", "show", "silver.sessions")).isEqualTo(1);
    assertThat(err.toString()).startsWith(told);
    assertThat(run("audit")).isEqualTo(1);
    assertThat(err.toString()).contains(told);
    assertThat(doctor()).isEqualTo(1);
    assertThat(out.toString()).contains("fail  damage             " + told);
    assertThat(run("sql", "SELECT COUNT(*) FROM silver.sessions")).isEqualTo(1);
    assertThat(err.toString()).contains(told);
    assertThat(run("sql", "SELECT COUNT(*) FROM silver.events")).isZero();

    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), ways.get(0))).isZero();
    assertThat(run("tables", "list")).isZero();
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
    String told = "silver.sessions: the file " + file.location() + " can not be read (";

    assertThat(run("sql", "SELECT * FROM silver.sessions")).isEqualTo(1);
    assertThat(err.toString()).contains(told, "bring it back from a backup", "rewind --help");
    assertThat(run("check")).isEqualTo(1);
    assertThat(err.toString()).contains("silver.sessions was not checked. ", told);
    assertThat(out.toString()).contains("bronze.events", "ops.record_counts");
    assertThat(run("audit")).isEqualTo(1);
    assertThat(err.toString()).contains(told);
    assertThat(run("report", "--out", warehouse.resolve("report").toString())).isEqualTo(1);
    assertThat(err.toString()).contains(told);
    assertThat(warehouse.resolve("report")).doesNotExist();
  }

  /** In the head of the first page, which is that of the session's id. */
  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes["PAR1".length()] ^= 1;
    Files.write(file, bytes);
  }

  private Table table(TableName name) {
    try (LakeTables lake =
        new LakeTables(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString())))) {
      return lake.load(name);
    }
  }

  private int doctor() {
    out.getBuffer().setLength(0);
    return Main.run(
        new PrintWriter(out),
        new PrintWriter(err),
        "doctor",
        "--set",
        "job.name=clickstream",
        "--set",
        "source.type=files",
        "--set",
        "source.path=" + warehouse,
        "--set",
        "lake.warehouse=" + warehouse);
  }

  private int run(String... command) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] words = Arrays.copyOf(command, command.length + 2);
    words[command.length] = "--warehouse";
    words[command.length + 1] = warehouse.toString();
    return Main.run(new PrintWriter(out), new PrintWriter(err), words);
  }
}
