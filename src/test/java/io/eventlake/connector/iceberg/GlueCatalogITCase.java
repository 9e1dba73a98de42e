package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.job.Lakes;
import io.eventlake.lake.maintain.OrphanFile;
import io.eventlake.lake.maintain.Orphans;
import io.eventlake.lake.register.Registration;
import io.eventlake.table.TableName;
import io.eventlake.testing.GlueEndpoint;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.LocalS3;
import io.eventlake.testing.TestCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Iceberg's own GlueCatalog and S3FileIO against a Glue endpoint and an S3 emulator. */
class GlueCatalogITCase {

  private static final LocalDate DAY = LocalDate.parse("2026-01-31");

  private static final AtomicInteger FOLDERS = new AtomicInteger();

  private static TestCredentials credentials;
  private static LocalS3 s3;

  /** Of one test: a catalog that is new makes no tables where others have left theirs. */
  private final String folder = "web" + FOLDERS.incrementAndGet();

  private GlueEndpoint glue;

  @BeforeAll
  static void startS3() throws Exception {
    credentials = new TestCredentials();
    s3 = LocalS3.start().createBucket("lake");
  }

  @AfterAll
  static void stopS3() throws Exception {
    s3.close();
    credentials.close();
  }

  @BeforeEach
  void startGlue() throws Exception {
    glue = GlueEndpoint.start();
  }

  @AfterEach
  void stopGlue() {
    glue.close();
  }

  @Test
  void createsTheTablesInFoldersOfTheBucketUnderThePrefix() {
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      tables.apply();
      tables.verify(Lakes.tables().readable());

      assertThat(tables.load(TableName.SILVER_EVENTS).location())
          .isEqualTo("s3://lake/" + folder + "/test_silver/events");
      assertThat(tables.apply()).isEmpty();
    }

    assertThat(glue.calls()).contains("CreateDatabase", "CreateTable", "GetTable");
  }

  @Test
  void filesThatNothingNamesGoFromEachBucket() throws Exception {
    s3.createBucket("source");
    Instant before = Instant.now().plus(Duration.ofDays(1));
    // Other tests leave their files where nothing names them any more.
    Map<String, String> folders =
        Map.of("lake.warehouse", "s3://lake/orphans", "lake.bronze-warehouse", "s3://source/web");
    try (LakeTables tables = new LakeTables(Lakes.of(options(folders)))) {
      tables.apply();
      Table letters = tables.load(TableName.DEAD_LETTERS);
      LakeWriter.append(letters, List.of(Map.of("reason", "BAD_ID", "ingest_dt", DAY)));
      LakeWriter.append(tables.load(TableName.RECORD_COUNTS), rows(3));
      for (TableName name : List.of(TableName.DEAD_LETTERS, TableName.RECORD_COUNTS)) {
        Table table = tables.load(name);
        String orphan = table.location() + "/data/x.parquet";
        String beside = table.location() + "_old/data/x.parquet";
        table.io().newOutputFile(orphan).create().close();
        table.io().newOutputFile(beside).create().close();

        Orphans orphans = new Orphans(tables, name, before);
        List<OrphanFile> found = orphans.find();
        orphans.remove(found);

        assertThat(found).extracting(file -> file.location).containsExactly(orphan);
        assertThat(table.io().newInputFile(orphan).exists()).isFalse();
        assertThat(table.io().newInputFile(beside).exists()).isTrue();
      }

      assertThat(letters.location()).startsWith("s3://source/");
      letters.refresh();
      assertThat(LakeReader.rows(letters)).hasSize(1);
      assertThat(count(tables.load(TableName.RECORD_COUNTS))).isEqualTo(3);
    }
  }

  @Test
  void aCatalogThatLostItsTablesMakesNoOthersOverThemAndHasThemBack() throws Exception {
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      tables.apply();
      LakeWriter.append(tables.load(TableName.RECORD_COUNTS), rows(3));
    }

    glue.close();
    glue = GlueEndpoint.start();
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      assertThatThrownBy(tables::apply)
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("does not name the table test_ops.record_counts")
          .hasMessageContaining("eventlake tables register --set lake.catalog=GLUE");
    }

    Registration.plan(Lakes.of(options()), Map.of()).run(Instant.now());
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      tables.verify(Lakes.tables().readable());
      assertThat(count(tables.load(TableName.RECORD_COUNTS))).isEqualTo(3);
    }
  }

  @Test
  void keepsWhatWasCommittedAndNoOldVersionsInGlue() throws Exception {
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      tables.apply();
      LakeWriter.append(tables.load(TableName.RECORD_COUNTS), rows(3));
    }

    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      assertThat(count(tables.load(TableName.RECORD_COUNTS))).isEqualTo(3);
    }

    assertThat(glue.calls()).contains("UpdateTable skipArchive").doesNotContain("UpdateTable");
  }

  @Test
  void retriesACommitThatAnotherOneOvertook() throws Exception {
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      tables.apply();
      Table first = tables.load(TableName.RECORD_COUNTS);
      Table second = tables.load(TableName.RECORD_COUNTS);

      glue.beforeNextUpdate(() -> LakeWriter.append(second, rows(1)));
      LakeWriter.append(first, rows(2));

      assertThat(count(tables.load(TableName.RECORD_COUNTS))).isEqualTo(3);
      assertThat(glue.conflicts()).isEqualTo(1);
    }
  }

  @Test
  void losesNothingWhenFourWritersCommitAtOnce() throws Exception {
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      tables.apply();
    }

    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      writers.add(threads.submit(this::commitFiveTimes));
    }

    for (Future<?> writer : writers) {
      writer.get();
    }

    threads.shutdown();
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      Table table = tables.load(TableName.RECORD_COUNTS);
      assertThat(count(table)).isEqualTo(20);
      assertThat(table.snapshots()).hasSize(20);
    }
  }

  private void commitFiveTimes() {
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      Table table = tables.load(TableName.RECORD_COUNTS);
      for (int commit = 0; commit < 5; commit++) {
        LakeWriter.append(table, rows(1));
      }
    }
  }

  private static List<Map<String, ?>> rows(int count) {
    List<Map<String, ?>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          Map.of(
              "arrival_minute",
              LocalDateTime.parse("2026-01-31T23:59:00"),
              "family",
              "web",
              "outcome",
              "read",
              "records",
              (long) i));
    }

    return rows;
  }

  private static int count(Table table) throws Exception {
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      List<Record> all = new ArrayList<>();
      rows.forEach(all::add);
      return all.size();
    }
  }

  private LakeOptions options() {
    return options(Map.of());
  }

  private LakeOptions options(Map<String, String> others) {
    Map<String, String> properties =
        new HashMap<>(
            Map.of(
                "lake.catalog", "glue",
                "lake.warehouse", "s3://lake/" + folder,
                "lake.database-prefix", "test_",
                "lake.region", "eu-central-1",
                "lake.glue-endpoint", glue.endpoint(),
                "lake.s3-endpoint", s3.endpoint(),
                "lake.s3-path-style", "true"));
    properties.putAll(others);
    return JobOptions.parseLake(properties);
  }
}
