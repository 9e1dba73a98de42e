package io.eventlake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bit of a manifest, wherever it lies: each step names the table and the file, or takes none. */
class DamagedManifestTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-01");
  private static final int DAYS = 6;

  /** Prime, so that the tries lie differently in the fields of the header. */
  private static final int STEP = 61;

  @TempDir private Path warehouse;

  private LakeTables lake;
  private Path manifest;
  private byte[] whole;

  @BeforeEach
  void writeLake() throws IOException {
    lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    lake.apply();
    for (int day = 0; day < DAYS; day++) {
      LakeWriter.append(
          table(), List.of(Map.of("session_id", "s" + day, "event_dt", DAY.plusDays(day))));
    }

    manifest = Path.of(table().currentSnapshot().allManifests(table().io()).get(2).path());
    whole = Files.readAllBytes(manifest);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  /** The schema in the header: bounds are read by what writes manifests anew, not by a plan. */
  @Test
  void aWordOfTheSchema() throws IOException {
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int word = text.indexOf("\"map\"", text.indexOf("lower_bounds"));
    assertThat(word).isPositive();

    assertThat(flipped(word + 2)).isTrue();
  }

  /** The mark at its end by which a reader knows that it has read a block. */
  @Test
  void theMarkAtTheEnd() throws IOException {
    assertThat(flipped(whole.length - 1)).isTrue();
  }

  @Test
  void anyBit() throws IOException {
    int told = 0;
    for (int at = 0; at < whole.length; at += STEP) {
      told += flipped(at) ? 1 : 0;
    }

    assertThat(told).isPositive();
  }

  /** Whether the rewrite failed; how it must fail then. */
  private boolean flipped(int at) throws IOException {
    byte[] bytes = whole.clone();
    bytes[at] ^= 1;
    Files.write(manifest, bytes);
    long snapshot = table().currentSnapshot().snapshotId();
    try {
      Maintenance maintenance = new Maintenance(lake, TableName.SESSIONS, 64L << 20);
      maintenance.plan(DAY.plusDays(DAYS), Instant.EPOCH);
      maintenance.rewriteManifests();
      return false;
    } catch (RuntimeException e) {
      assertThat(e)
          .as("byte %d", at)
          .isInstanceOf(LakeException.class)
          .hasMessageStartingWith("silver.sessions: the file ")
          .hasMessageContaining("from a backup");
      return true;
    } finally {
      Files.write(manifest, whole);
      table().manageSnapshots().rollbackTo(snapshot).commit();
    }
  }

  private Table table() {
    return lake.load(TableName.SESSIONS);
  }
}
