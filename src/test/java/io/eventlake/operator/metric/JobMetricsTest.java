package io.eventlake.operator.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RejectReason;
import io.eventlake.testing.RecordedMetrics;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the service would publish, by name and dimension: alarms go by these. */
class JobMetricsTest {

  private static final long START = 1_772_323_200_000L;

  private final RecordedMetrics recorded = new RecordedMetrics();
  private final JobMetrics metrics = new JobMetrics(recorded.operator());
  private final AtomicLong clock = new AtomicLong(START);

  @Test
  void namesAndDimensionsAreWhatAlarmsGoBy() {
    metrics.records("read");
    metrics.watermarkLag(clock::get);
    metrics.evictedSessions();
    metrics.segmentLookups();
    metrics.segmentLookupFailures();
    metrics.segmentLookupTimeouts();
    metrics.segmentChanges();
    metrics.segmentChangesOfOtherTables();
    metrics.malformedSegmentChanges();
    metrics.outdatedSegmentChanges();
    metrics.commits(List.of("bronze.events"), clock::get);

    assertThat(recorded.names())
        .containsExactly(
            "committedRows{table=bronze_events}",
            "evictedSessions",
            "lakeCommitFailures",
            "lakeCommitMillis",
            "lakeCommits",
            "malformedSegmentChanges",
            "outdatedSegmentChanges",
            "records{outcome=read}",
            "secondsSinceLastCommit{table=bronze_events}",
            "secondsUncommitted",
            "segmentChanges",
            "segmentChangesOfOtherTables",
            "segmentLookupFailures",
            "segmentLookupTimeouts",
            "segmentLookups",
            "watermarkLagMillis");
  }

  @Test
  void reasonsAreADimension() {
    metrics.deadLetters().get(RejectReason.BAD_ID).inc();
    metrics.malformedSegmentChangesByReason().get(RejectReason.BAD_ENUM).inc(2);

    assertThat(recorded.counted())
        .hasSize(2)
        .containsEntry("deadLetters{reason=BAD_ID}", 1L)
        .containsEntry("malformedSegmentChanges{reason=BAD_ENUM}", 2L);
  }

  @Test
  void watermarkLagRunsFromTheStartUntilThereIsAWatermark() {
    WatermarkLag lag = metrics.watermarkLag(clock::get);
    clock.addAndGet(5_000);
    assertThat(recorded.value("watermarkLagMillis")).isEqualTo(5_000);
    lag.advance(Long.MIN_VALUE);
    assertThat(recorded.value("watermarkLagMillis")).isEqualTo(5_000);

    lag.advance(START - 60_000);
    assertThat(recorded.value("watermarkLagMillis")).isEqualTo(65_000);
    lag.advance(START + 7_000); // a clock that is ahead of ours
    assertThat(recorded.value("watermarkLagMillis")).isZero();
    lag.advance(Long.MAX_VALUE);
    assertThat(recorded.value("watermarkLagMillis")).isZero();
  }

  @Test
  void eachTableHasItsOwnTimeSinceItsLastCommit() {
    CommitMetrics commits = metrics.commits(List.of("bronze.events", "gold.x"), clock::get);
    clock.addAndGet(30_000);
    commits.committed("gold.x", 4);
    clock.addAndGet(12_999);

    assertThat(recorded.value("secondsSinceLastCommit{table=bronze_events}")).isEqualTo(42);
    assertThat(recorded.value("secondsSinceLastCommit{table=gold_x}")).isEqualTo(12);
    assertThat(recorded.counted()).containsOnlyKeys("committedRows{table=gold_x}");
    assertThat(recorded.value("committedRows{table=gold_x}")).isEqualTo(4);
  }

  @Test
  void rowsThatWaitForTheirCommitAreTold() {
    CommitMetrics commits = metrics.commits(List.of("bronze.events"), clock::get);
    assertThat(recorded.value("secondsUncommitted")).isZero();

    commits.waitingSince(START - 90_000);
    assertThat(recorded.value("secondsUncommitted")).isEqualTo(90);

    commits.nothingWaits();
    commits.committed(17);
    commits.failed();
    assertThat(recorded.value("secondsUncommitted")).isZero();
    assertThat(recorded.value("lakeCommitMillis")).isEqualTo(17);
    assertThat(recorded.value("lakeCommits")).isEqualTo(1);
    assertThat(recorded.value("lakeCommitFailures")).isEqualTo(1);
  }
}
