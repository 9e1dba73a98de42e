package io.eventlake.connector.iceberg.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.operator.metric.JobMetrics;
import io.eventlake.table.TableName;
import io.eventlake.testing.RecordedMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.io.WriteResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of commits. */
class LakeCommitsTest {

  private static final String SESSIONS = TableName.SESSIONS.toString();

  @TempDir private Path warehouse;

  private final RecordedMetrics metrics = new RecordedMetrics();

  @Test
  void checkpointsAreCountedWhenAllTablesHaveThem() throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
    LakeCatalog lake = new LakeCatalog(options);
    try (LakeTables tables = new LakeTables(options);
        LakeCommits commits =
            new LakeCommits(
                lake,
                "job",
                "test",
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
}
