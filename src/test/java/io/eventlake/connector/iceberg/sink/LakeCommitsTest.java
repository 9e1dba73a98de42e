package io.eventlake.connector.iceberg.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.iceberg.io.WriteResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of commits. */
class LakeCommitsTest {

  private static final String SESSIONS = TableName.SESSIONS.toString();

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

  /** Keeps what is registered. */
  private static final class Metrics extends UnregisteredMetricsGroup {
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Gauge<?>> gauges = new HashMap<>();

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(name, any -> super.counter(name));
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(name, gauge);
      return gauge;
    }

    private long count(String name) {
      return counters.get(name).getCount();
    }
  }
}
