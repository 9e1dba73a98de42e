package io.eventlake.deploy;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * Of a job that reads a stream: whether it keeps up, restarts, commits, and has room; of a family
 * also what its events are like.
 */
final class StreamingAlarms {

  private static final Duration FIVE_MINUTES = Duration.minutes(5);
  private static final int BUSY_SECONDS = 10 * 60;
  private static final int LATER_SECONDS = 90 * 60;

  private final Settings settings;
  private final AlarmTopic alarms;

  StreamingAlarms(Settings settings, AlarmTopic alarms) {
    this.settings = settings;
    this.alarms = alarms;
  }

  void ofSegments(DeployedJob job, JobMetrics metrics) {
    alarms.alarm(
        job.name + "-malformed-changes",
        "Changes of segments were left out because they could not be read",
        metrics.growth("malformedSegmentChanges"),
        0,
        1,
        1);
  }

  void ofEveryJob(String job, JobMetrics metrics) {
    alarms.alarm(
        job + "-behind",
        "Reading is more than 5 minutes behind the end of the stream",
        metrics.millisBehindLatest(),
        300_000,
        10,
        10);
    // An hour: an update or a backfill is over by then.
    alarms.add(
        job + "-retention",
        "Reading is behind by a third of the stream's retention, or nobody reads: what goes past it"
            + " is lost",
        AlarmTopic.properties(
            metrics.streamAgeMillis().with(MetricOptions.builder().period(FIVE_MINUTES).build()),
            Duration.days(settings.streamRetentionDays).toMilliseconds().doubleValue() / 3,
            12,
            12,
            TreatMissingData.BREACHING));
    alarms.add(
        job + "-down",
        "The job does not run",
        AlarmTopic.properties(metrics.service("downtime"), 0, 10, 10, TreatMissingData.BREACHING));
    alarms.alarm(
        job + "-restarts",
        "The job has restarted in three of fifteen minutes",
        metrics.growth("fullRestarts"),
        0,
        15,
        3);
    alarms.alarm(
        job + "-checkpoint-slow",
        "A checkpoint takes more than half of its interval",
        metrics.service("lastCheckpointDuration"),
        FlinkApplication.CHECKPOINT_MILLIS / 2,
        5,
        3);
    alarms.alarm(
        job + "-checkpoint-failed",
        "Checkpoints fail",
        metrics.growth("numberOfFailedCheckpoints"),
        0,
        5,
        2);
    alarms.alarm(
        job + "-uncommitted",
        "Rows of a checkpoint have waited 10 minutes for their commit",
        metrics.service("secondsUncommitted"),
        BUSY_SECONDS,
        5,
        5);
    alarms.alarm(
        job + "-commit-failed",
        "A table did not take a commit, retries exhausted",
        metrics.growth("lakeCommitFailures"),
        0,
        5,
        2);
    alarms.alarm(
        job + "-cpu",
        "The containers are at more than 80 % of their CPU",
        metrics.service("containerCPUUtilization"),
        80,
        15,
        12);
    alarms.alarm(
        job + "-heap",
        "A heap is more than 90 % full",
        metrics.service("heapMemoryUtilization"),
        90,
        15,
        12);
    alarms.alarm(
        job + "-memory",
        "A container is at more than 90 % of its memory",
        metrics.service("containerMemoryUtilization"),
        90,
        15,
        12);
    alarms.alarm(
        job + "-disk",
        "State takes more than 80 % of a container's disk",
        metrics.service("containerDiskUtilization"),
        80,
        5,
        5);
    alarms.alarm(
        job + "-read-throttled",
        "The stream refuses reads",
        metrics.stream("ReadProvisionedThroughputExceeded", "Sum"),
        0,
        15,
        12);
  }

  void ofFamily(DeployedJob job, JobMetrics metrics) {
    alarms.alarm(
        job.name + "-watermark",
        "Event time stands still though events come",
        metrics.watermarkLagSeconds(),
        900,
        10,
        10);
    alarms.alarm(
        job.name + "-dead-letters",
        "More than 5 % of the records break the contract",
        metrics.deadLetterPercent(),
        5,
        10,
        5);
    if (job.asksSegments()) {
      alarms.alarm(
          job.name + "-lookups",
          "More than 1 % of the segment lookups fail",
          metrics.lookupFailurePercent(),
          1,
          10,
          5);
    }

    alarms.alarm(
        job.name + "-write-throttled",
        "The stream refuses events of producers",
        metrics.stream("WriteProvisionedThroughputExceeded", "Sum"),
        0,
        5,
        3);
    for (LakeTable table : job.tables(settings)) {
      boolean busy = job.isBusy(table);
      if (busy || job.isOfSessions(table)) {
        alarms.alarm(
            "commit-" + table.database() + "-" + table.name(),
            "Nothing was committed to " + table + " though events come",
            metrics.secondsSinceCommit(table),
            busy ? BUSY_SECONDS : LATER_SECONDS,
            5,
            5);
      }
    }
  }
}
