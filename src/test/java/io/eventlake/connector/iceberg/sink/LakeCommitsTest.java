package io.eventlake.connector.iceberg.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.operator.metric.JobMetrics;
import io.eventlake.table.TableName;
import io.eventlake.testing.RecordedMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.WriteResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of commits. */
class LakeCommitsTest {

  private static final String SESSIONS = TableName.SESSIONS.toString();
  private static final String MINUTES = WebTables.MINUTE_ACTIVITY.toString();

  @TempDir private Path warehouse;

  private RecordedMetrics metrics = new RecordedMetrics();

  /** How far the clock of the metrics is ahead of that of the commits, milliseconds. */
  private volatile long afterwards;

  @Test
  void checkpointsAreCountedWhenAllTablesHaveThem() throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
    LakeCatalog lake = Lakes.of(options);
    try (LakeTables tables = new LakeTables(Lakes.of(options));
        LakeCommits commits =
            new LakeCommits(
                lake,
                "job",
                CommitOptions.of("test", 3),
                List.of(SESSIONS),
                null,
                new JobMetrics(metrics.operator())
                    .commits(List.of(SESSIONS), System::currentTimeMillis))) {
      PendingCommit nothing = checkpoint();
      assertThatThrownBy(() -> commits.commit(nothing)).isInstanceOf(CommitException.class);
      assertThat(metrics.value("lakeCommits")).isZero();
      assertThat(metrics.value("lakeCommitFailures")).isEqualTo(1);

      tables.apply();
      commits.commit(nothing);

      assertThat(metrics.value("lakeCommits")).isEqualTo(1);
      assertThat(metrics.value("lakeCommitMillis")).isNotNegative();
    }
  }

  /** Fault 22: what an alarm hears of one table that refuses while the others go on. */
  @Test
  void aTableThatRefusesIsToldByItsOwnMetricAlsoAfterARestart() throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
    LakeCatalog lake = Lakes.of(options);
    List<String> names = List.of(SESSIONS, MINUTES);
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
      PendingCommit refused;
      try (LakeCommits commits = commits(lake, names, null)) {
        commits.commit(rows(tables, "first", 1));
        refused = rows(tables, "second", 2);
        refused.written[0].addedRows = 2;
        afterwards = Duration.ofHours(1).toMillis();

        assertThatThrownBy(() -> commits.commit(refused))
            .hasMessageContaining("checkpoint 2 was not committed to silver.sessions");
        assertThat(metrics.value("lakeCommitFailures")).isEqualTo(1);
        assertThat(metrics.value("committedRows{table=gold_minute_activity}")).isEqualTo(2);
        assertThat(metrics.value("committedRows{table=silver_sessions}")).isEqualTo(1);
        assertQuietForAnHour();
      }

      Map<String, String> heads = Map.of(SESSIONS, "first", MINUTES, "second");
      metrics = new RecordedMetrics();
      try (LakeCommits commits = commits(lake, names, heads)) {
        assertThatThrownBy(() -> commits.commit(refused)).isInstanceOf(CommitException.class);
        assertQuietForAnHour();
      }
    }
  }

  private LakeCommits commits(LakeCatalog lake, List<String> names, Map<String, String> heads) {
    return new LakeCommits(
        lake,
        "job",
        CommitOptions.of("test", 3),
        names,
        heads,
        new JobMetrics(metrics.operator())
            .commits(names, () -> System.currentTimeMillis() + afterwards));
  }

  private void assertQuietForAnHour() {
    assertThat(metrics.value("secondsSinceLastCommit{table=silver_sessions}"))
        .isGreaterThanOrEqualTo(Duration.ofHours(1).toSeconds());
  }

  /** A checkpoint with a row for either table. */
  private static PendingCommit rows(LakeTables tables, String id, long checkpoint)
      throws Exception {
    PendingCommit commit = checkpoint();
    commit.commitId = id;
    commit.checkpointId = checkpoint;
    RowData minute =
        GenericRowData.of(
            TimestampData.fromEpochMillis(0),
            StringData.fromString("page_view"),
            null,
            null,
            1L,
            0L,
            0);
    commit.written =
        new WrittenFiles[] {
          row(tables, TableName.SESSIONS, SinkHarness.session(RowKind.INSERT, id, 0)),
          row(tables, WebTables.MINUTE_ACTIVITY, minute)
        };
    return commit;
  }

  private static WrittenFiles row(LakeTables tables, TableName name, RowData row) throws Exception {
    Table table = tables.load(name);
    DataFile[] files = RowFiles.write(table, List.of(row).iterator());
    WriteResult result = WriteResult.builder().addDataFiles(files).build();
    return new WrittenFiles(
        name.toString(), FilesFormat.write(result, table.specs()), 1, Long.MIN_VALUE, 1);
  }

  /** A checkpoint without rows. */
  private static PendingCommit checkpoint() throws Exception {
    PendingCommit commit = new PendingCommit();
    commit.commitId = "first";
    commit.runId = "run";
    commit.checkpointId = 1;
    commit.createdMillis = System.currentTimeMillis();
    commit.watermarkMillis = Long.MIN_VALUE;
    commit.written =
        new WrittenFiles[] {
          new WrittenFiles(
              SESSIONS,
              FilesFormat.write(WriteResult.builder().build(), Map.of()),
              0,
              Long.MIN_VALUE,
              1)
        };
    return commit;
  }
}
