package io.eventlake.connector.iceberg.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
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
  private static final String MINUTES = TableName.MINUTE_ACTIVITY.toString();

  @TempDir private Path warehouse;

  private final Metrics metrics = new Metrics();

  @Test
  void checkpointsAreCountedWhenAllTablesHaveThem() throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
    LakeCatalog lake = new LakeCatalog(options);
    try (LakeTables tables = new LakeTables(options);
        LakeCommits commits =
            new LakeCommits(lake, "job", "test", List.of(SESSIONS), null, metrics)) {
      PendingCommit nothing = checkpoint();
      assertThatThrownBy(() -> commits.commit(nothing)).isInstanceOf(CommitException.class);
      assertThat(metrics.count("lakeCommits")).isZero();
      assertThat(metrics.count("lakeCommitFailures")).isEqualTo(1);

      tables.apply();
      commits.commit(nothing);

      assertThat(metrics.count("lakeCommits")).isEqualTo(1);
      assertThat((Long) metrics.gauges.get("lakeCommitMillis").getValue()).isNotNegative();
    }
  }

  /** Fault 22: what an alarm hears of one table that refuses while the others go on. */
  @Test
  void aTableThatRefusesIsToldByItsOwnMetricAlsoAfterARestart() throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
    LakeCatalog lake = new LakeCatalog(options);
    List<String> names = List.of(SESSIONS, MINUTES);
    try (LakeTables tables = new LakeTables(options)) {
      tables.apply();
      PendingCommit refused;
      long last;
      try (LakeCommits commits = new LakeCommits(lake, "job", "test", names, null, metrics)) {
        commits.commit(rows(tables, "first", 1));
        last = tables.load(TableName.SESSIONS).currentSnapshot().timestampMillis();
        refused = rows(tables, "second", 2);
        refused.written[0].addedRows = 2;

        assertThatThrownBy(() -> commits.commit(refused))
            .hasMessageContaining("checkpoint 2 was not committed to silver.sessions");
        assertThat(metrics.count("lakeCommitFailures")).isEqualTo(1);
        assertThat(metrics.count("gold_minute_activity.committedRows")).isEqualTo(2);
        assertThat(metrics.count("silver_sessions.committedRows")).isEqualTo(1);
        assertQuietSince(last);
      }

      Map<String, String> heads = Map.of(SESSIONS, "first", MINUTES, "second");
      try (LakeCommits commits = new LakeCommits(lake, "job", "test", names, heads, metrics)) {
        assertThatThrownBy(() -> commits.commit(refused)).isInstanceOf(CommitException.class);
        assertQuietSince(last);
      }
    }
  }

  private void assertQuietSince(long lastCommitMillis) {
    long atLeast = System.currentTimeMillis() - lastCommitMillis;
    assertThat((Long) metrics.gauges.get("silver_sessions.millisSinceLastCommit").getValue())
        .isGreaterThanOrEqualTo(atLeast);
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
          row(tables, TableName.MINUTE_ACTIVITY, minute)
        };
    return commit;
  }

  private static WrittenFiles row(LakeTables tables, TableName name, RowData row) throws Exception {
    Table table = tables.load(name);
    DataFile[] files = RowFiles.write(table, List.of(row).iterator());
    WriteResult result = WriteResult.builder().addDataFiles(files).build();
    return new WrittenFiles(
        name.toString(), FilesFormat.write(result, table.specs()), 1, Long.MIN_VALUE);
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
              Long.MIN_VALUE)
        };
    return commit;
  }

  /** Keeps what is registered, that of tables by their names. */
  private static final class Metrics extends UnregisteredMetricsGroup {
    private final String prefix;
    private final Map<String, Counter> counters;
    private final Map<String, Gauge<?>> gauges;

    private Metrics() {
      this("", new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    private Metrics(String prefix, Map<String, Counter> counters, Map<String, Gauge<?>> gauges) {
      this.prefix = prefix;
      this.counters = counters;
      this.gauges = gauges;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Metrics(value + ".", counters, gauges);
    }

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(prefix + name, any -> super.counter(name));
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(prefix + name, gauge);
      return gauge;
    }

    private long count(String name) {
      return counters.get(name).getCount();
    }
  }
}
