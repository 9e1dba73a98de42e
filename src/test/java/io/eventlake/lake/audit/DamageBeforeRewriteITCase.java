package io.eventlake.lake.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.Main;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.family.web.WebTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.FlippedBit;
import io.eventlake.testing.PrintedCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flipped bit, which no reader sees, and half a manifest: before rows are written once more. */
class DamageBeforeRewriteITCase {

  @TempDir private Path warehouse;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeLake() {
    new SmallLake().write(warehouse, commit("1"));
  }

  @Test
  void whatIsDamagedIsNotWrittenOnceMore() throws Exception {
    new SmallLake().write(warehouse, commit("2"));
    DataFile file = newest(WebTables.FUNNEL);
    DataFile silver = newest(TableName.SILVER_EVENTS);
    assertThat(doctor()).isZero();
    assertThat(out.toString())
        .containsPattern("ok +damage +none in [0-9]+ files of rows, [0-9.]+ MB\\R");
    FlippedBit.in(Path.of(file.location()), "session_id");
    FlippedBit.in(Path.of(silver.location()), "ts");
    String told =
        "gold.fact_funnel: the file " + file.location() + " is damaged (column session_id";
    String toldOfSilver =
        "silver.events: the file " + silver.location() + " is damaged (column ts: the page";

    assertThat(doctor()).isEqualTo(1);
    assertThat(out.toString()).contains("fail  damage             " + told, toldOfSilver);
    assertThat(run("maintain")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("Not all is done, [silver.events, gold.fact_funnel] not: ")
        .containsPattern("silver.sessions +2 +1 ");
    assertThat(err.toString()).contains(told, "make its day anew with: ", toldOfSilver);
    List<String[]> ways = PrintedCommands.in(err.toString());
    assertThat(ways.get(0)).startsWith("rewind", "--at");
    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), ways.get(0))).isZero();
    assertThat(out.toString()).containsPattern("silver.events +moves ");

    List<Long> snapshots = snapshots(WebTables.FUNNEL);
    assertThat(run("maintain", "--keep", "0 s")).isEqualTo(1);
    assertThat(snapshots(WebTables.FUNNEL)).as("they may have it whole").isEqualTo(snapshots);
  }

  @Test
  void aDamagedManifestIsToldByWhatGoesThroughIt() throws Exception {
    new SmallLake().write(warehouse, commit("2"));
    Table table = table(TableName.SESSIONS);
    Path manifest = Path.of(table.currentSnapshot().allManifests(table.io()).get(0).path());
    byte[] bytes = Files.readAllBytes(manifest);
    for (byte[] damage : new byte[][] {null, {}, Arrays.copyOf(bytes, bytes.length / 2)}) {
      if (damage == null) {
        Files.delete(manifest);
      } else {
        Files.write(manifest, damage);
      }

      String told = "silver.sessions: the file " + manifest + " ";
      assertThat(run("maintain")).isEqualTo(1);
      assertThat(err.toString()).startsWith(told).contains(": bring it back from a backup");
      assertThat(out.toString()).startsWith("Not all is done, [silver.sessions] not: ");
      assertThat(run("maintain", "--orphans", "--dry-run")).isEqualTo(1);
      assertThat(err.toString()).startsWith(told).contains(": bring it back from a backup");
    }

    // Of the same length: a parser's words, of the mark at its end.
    bytes[bytes.length - 1] ^= 1;
    Files.write(manifest, bytes);
    assertThat(run("maintain")).isEqualTo(1);
    assertThat(err.toString()).startsWith("silver.sessions: ").contains("from a backup");
  }

  private static Map<String, String> commit(String checkpoint) {
    return Map.of(
        CommitSummary.JOB,
        "clickstream",
        CommitSummary.RUN_ID,
        "run-1",
        CommitSummary.CHECKPOINT_ID,
        checkpoint,
        CommitSummary.COMMIT_ID,
        "run-1/" + checkpoint);
  }

  private DataFile newest(TableName name) {
    Table table = table(name);
    return table.currentSnapshot().addedDataFiles(table.io()).iterator().next();
  }

  private List<Long> snapshots(TableName name) {
    List<Long> ids = new ArrayList<>();
    table(name).snapshots().forEach(snapshot -> ids.add(snapshot.snapshotId()));
    return ids;
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
