package io.eventlake.deploy;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * What wakes somebody up. What each alarm means and what to do then is in docs/runbook.md, under
 * its name.
 *
 * <p>What no data means is said alarm by alarm. Of a job that does not run, it is the news: {@code
 * -down}, and {@code -retention}, since events go past the retention unread. Of what a job tells of
 * itself it is none, {@code -down} is enough. Of a verdict, which comes once a day, it changes
 * nothing until the next; that there was none is an alarm of its own.
 */
final class JobAlarms {

  /** The set of XP. */
  private static final String XP = "xp";

  private static final Duration MINUTE = Duration.minutes(1);
  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  /** A day, with time for a run that takes longer than yesterday's. */
  private static final int VERDICT_HOURS = 26;

  private static final int BUSY_SECONDS = 10 * 60;
  private static final int LATER_SECONDS = 90 * 60;

  private final Settings settings;
  private final AlarmTopic alarms;

  JobAlarms(JobsStack stack, Settings settings, DataStack data) {
    this.settings = settings;
    alarms = new AlarmTopic(stack, settings, data);
    settings.streaming().forEach(job -> ofEveryJob(job.name, metrics(job)));
    settings.families().forEach(job -> ofFamily(job, metrics(job)));
    settings.streaming().stream().filter(DeployedJob::isOfSegments).forEach(this::ofSegments);
    alarms.alarm(
        "undelivered",
        "A daily snapshot, or events of a producer, could not be delivered",
        data.undelivered.metricApproximateNumberOfMessagesVisible(),
        0,
        1,
        1);
    ofCommand("audit", "A line of the balance sheet does not hold", "auditFailed", VERDICT_HOURS);
    ofCommand("check", "A check of the tables' data fails", "checkFailed", VERDICT_HOURS);
    for (DeployedJob job : settings.jobs) {
      if (!job.isStreaming()) {
        ofCommand(job.name, "The batch job failed", job.name + "Failed", job.hours());
        if (job.set().equals(XP)) {
          ofDoubleCounts(job);
        }
      }
    }

    new JobDashboard(stack, alarms.all(), settings).build(this::metrics);
  }

  private JobMetrics metrics(DeployedJob job) {
    return new JobMetrics(
        settings.names.of(job.name), job.stream(), job.properties.consumer(), MINUTE);
  }

  private void ofSegments(DeployedJob job) {
    alarms.alarm(
        job.name + "-malformed-changes",
        "Changes of segments were left out because they could not be read",
        metrics(job).growth("malformedSegmentChanges"),
        0,
        1,
        1);
  }

  /** Of what each run tells itself: no audit fails for somebody else's fault. */
  private void ofDoubleCounts(DeployedJob job) {
    String namespace = settings.names.namespace();
    if (!job.properties.require("xp", "verdict-namespace").equals(namespace)) {
      throw new IllegalArgumentException(
          job.properties + ": xp.verdict-namespace must be " + namespace + ", where alarms look");
    }

    alarms.add(
        job.name + "-double-counts",
        "Learning events say XP that results have, too, or that nothing explains",
        AlarmTopic.properties(
            verdict(job.name + "DoubleCounts"), 0, 1, 1, TreatMissingData.IGNORE));
  }

  private Metric verdict(String metric) {
    return Metric.Builder.create()
        .namespace(settings.names.namespace())
        .metricName(metric)
        .statistic("Maximum")
        .period(Duration.hours(1))
        .build();
  }

  /** Of what the scripts of that name tell, once a day; and that they did. */
  private void ofCommand(String name, String description, String metric, int hours) {
    Metric verdict = verdict(metric);
    alarms.add(name, description, AlarmTopic.properties(verdict, 0, 1, 1, TreatMissingData.IGNORE));
    alarms.add(
        name + "-missing",
        "For " + hours + " hours nobody has told whether " + name + " holds",
        AlarmTopic.properties(
                verdict.with(MetricOptions.builder().statistic("SampleCount").build()),
                1,
                hours,
                hours,
                TreatMissingData.BREACHING)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD));
  }

  private void ofEveryJob(String job, JobMetrics metrics) {
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

  private void ofFamily(DeployedJob job, JobMetrics metrics) {
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
