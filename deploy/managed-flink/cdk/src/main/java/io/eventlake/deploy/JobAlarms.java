package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmWidget;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;

/**
 * Alarms, the topic that they go to, and a dashboard of what they look at. What each means and what
 * to do then is in docs/runbook.md, under the alarm's name.
 */
final class JobAlarms {

  /** Of what {@code bin/audit.sh} tells CloudWatch. */
  static final String NAMESPACE = "Eventlake";

  private static final Duration MINUTE = Duration.minutes(1);

  /** Rows come here as long as events do. */
  private static final Set<String> BUSY =
      Set.of("bronze.events", "silver.events", "gold.minute_activity", "ops.record_counts");

  /** Rows come here when sessions end, a gap after their last event. */
  private static final Set<String> LATER = Set.of("silver.sessions", "gold.fact_funnel");

  private static final int BUSY_SECONDS = 10 * 60;
  private static final int LATER_SECONDS = 90 * 60;

  private final JobsStack stack;
  private final Topic topic;
  private final List<Alarm> alarms = new ArrayList<>();

  JobAlarms(JobsStack stack, Settings settings, DataStack data) {
    this.stack = stack;
    topic =
        Topic.Builder.create(stack, "Alarms")
            .topicName("eventlake-alarms")
            .masterKey(data.key)
            .build();
    JobMetrics clickstream = new JobMetrics(JobsStack.CLICKSTREAM, settings.eventStream, MINUTE);
    JobMetrics segments = new JobMetrics(JobsStack.SEGMENTS, settings.changeStream, MINUTE);
    ofEveryJob("clickstream", clickstream, settings);
    ofEveryJob("segments", segments, settings);
    ofClickstream(clickstream, settings);
    alarm(
        "segments-malformed-changes",
        "Changes of segments were left out because they could not be read",
        segments.growth("malformedSegmentChanges"),
        0,
        1,
        1);
    alarm(
        "undelivered",
        "A daily snapshot, or events of a producer, could not be delivered",
        data.undelivered.metricApproximateNumberOfMessagesVisible(),
        0,
        1,
        1);
    ofCommand("audit", "A line of the balance sheet does not hold", "auditFailed");
    ofCommand("check", "A check of the tables' data fails", "checkFailed");
    dashboard(clickstream, segments, settings);
  }

  /** Of what the scripts of that name tell, once a day. */
  private void ofCommand(String name, String description, String metric) {
    alarm(
        name,
        description,
        Metric.Builder.create()
            .namespace(NAMESPACE)
            .metricName(metric)
            .statistic("Maximum")
            .period(Duration.hours(1))
            .build(),
        0,
        1,
        1);
  }

  private void ofEveryJob(String job, JobMetrics metrics, Settings settings) {
    alarm(
        job + "-behind",
        "Reading is more than 5 minutes behind the end of the stream",
        metrics.millisBehindLatest(),
        300_000,
        10,
        10);
    alarm(
        job + "-retention",
        "Reading is behind by a third of the stream's retention: what goes past it is lost",
        metrics.iteratorAgeMillis(),
        Duration.days(settings.streamRetentionDays).toMilliseconds().doubleValue() / 3,
        5,
        5);
    alarm(job + "-down", "The job does not run", metrics.service("downtime"), 0, 10, 10);
    alarm(
        job + "-restarts",
        "The job has restarted in three of fifteen minutes",
        metrics.growth("fullRestarts"),
        0,
        15,
        3);
    alarm(
        job + "-checkpoint-slow",
        "A checkpoint takes more than half of its interval",
        metrics.service("lastCheckpointDuration"),
        FlinkApplication.CHECKPOINT_MILLIS / 2,
        5,
        3);
    alarm(
        job + "-checkpoint-failed",
        "Checkpoints fail",
        metrics.growth("numberOfFailedCheckpoints"),
        0,
        5,
        2);
    alarm(
        job + "-uncommitted",
        "Rows of a checkpoint have waited 10 minutes for their commit",
        metrics.service("secondsUncommitted"),
        BUSY_SECONDS,
        5,
        5);
    alarm(
        job + "-commit-failed",
        "A table did not take a commit, retries exhausted",
        metrics.growth("lakeCommitFailures"),
        0,
        5,
        2);
    alarm(
        job + "-cpu",
        "The containers are at more than 80 % of their CPU",
        metrics.service("containerCPUUtilization"),
        80,
        15,
        12);
    alarm(
        job + "-heap",
        "A heap is more than 90 % full",
        metrics.service("heapMemoryUtilization"),
        90,
        15,
        12);
    alarm(
        job + "-memory",
        "A container is at more than 90 % of its memory",
        metrics.service("containerMemoryUtilization"),
        90,
        15,
        12);
    alarm(
        job + "-disk",
        "State takes more than 80 % of a container's disk",
        metrics.service("containerDiskUtilization"),
        80,
        5,
        5);
    alarm(
        job + "-read-throttled",
        "The stream refuses reads",
        metrics.stream("ReadProvisionedThroughputExceeded", "Sum"),
        0,
        15,
        12);
  }

  private void ofClickstream(JobMetrics metrics, Settings settings) {
    alarm(
        "clickstream-watermark",
        "Event time stands still though events come",
        metrics.watermarkLagSeconds(),
        900,
        10,
        10);
    alarm(
        "clickstream-dead-letters",
        "More than 5 % of the records break the contract",
        metrics.deadLetterPercent(),
        5,
        10,
        5);
    alarm(
        "clickstream-lookups",
        "More than 1 % of the segment lookups fail",
        metrics.lookupFailurePercent(),
        1,
        10,
        5);
    alarm(
        "clickstream-write-throttled",
        "The stream refuses events of producers",
        metrics.stream("WriteProvisionedThroughputExceeded", "Sum"),
        0,
        5,
        3);
    for (LakeTable table : settings.tables) {
      boolean busy = BUSY.contains(table.toString());
      if (busy || LATER.contains(table.toString())) {
        alarm(
            "commit-" + table.layer() + "-" + table.name(),
            "Nothing was committed to " + table + " though events come",
            metrics.secondsSinceCommit(table),
            busy ? BUSY_SECONDS : LATER_SECONDS,
            5,
            5);
      }
    }
  }

  /**
   * An alarm when the metric is above the threshold in so many of so many periods. No data is no
   * alarm: a stopped application has none, and who stops it knows.
   */
  private void alarm(
      String name, String meaning, IMetric metric, double threshold, int periods, int of) {
    Alarm alarm =
        Alarm.Builder.create(stack, "Alarm-" + name)
            .alarmName("eventlake-" + name)
            .alarmDescription(meaning + ". See docs/runbook.md.")
            .metric(metric)
            .threshold(threshold)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .evaluationPeriods(periods)
            .datapointsToAlarm(of)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
    alarms.add(alarm);
  }

  private void dashboard(JobMetrics clickstream, JobMetrics segments, Settings settings) {
    List<IMetric> commits =
        settings.tables.stream()
            .filter(table -> !table.toString().equals("silver.user_segments"))
            .map(clickstream::secondsSinceCommit)
            .toList();
    Dashboard.Builder.create(stack, "Dashboard")
        .dashboardName("eventlake")
        .widgets(
            List.of(
                alarms.stream()
                    .map(
                        alarm ->
                            (IWidget)
                                AlarmWidget.Builder.create()
                                    .alarm(alarm)
                                    .title(alarm.getNode().getId().replace("Alarm-", ""))
                                    .width(4)
                                    .height(3)
                                    .build())
                    .toList(),
                List.of(
                    graph(
                        "Behind the stream, ms",
                        clickstream.millisBehindLatest(),
                        segments.millisBehindLatest()),
                    graph("Watermark lag, s", clickstream.watermarkLagSeconds()),
                    graph("Since the last commit, s", commits.toArray(new IMetric[0])),
                    graph(
                        "Records by outcome, average of a subtask since its start",
                        clickstream.records("read"),
                        clickstream.records("bronze"),
                        clickstream.records("dead_letter"),
                        clickstream.records("no_consent"))),
                List.of(
                    graph("Dead letters, %", clickstream.deadLetterPercent()),
                    graph("Lookups that failed, %", clickstream.lookupFailurePercent()),
                    graph(
                        "Last checkpoint, ms",
                        clickstream.service("lastCheckpointDuration"),
                        segments.service("lastCheckpointDuration")),
                    graph(
                        "Last checkpoint, bytes",
                        clickstream.service("lastCheckpointSize"),
                        segments.service("lastCheckpointSize"))),
                List.of(
                    graph(
                        "CPU, %",
                        clickstream.service("containerCPUUtilization"),
                        segments.service("containerCPUUtilization")),
                    graph(
                        "Heap, %",
                        clickstream.service("heapMemoryUtilization"),
                        segments.service("heapMemoryUtilization")),
                    graph(
                        "Commits of a checkpoint, ms",
                        clickstream.service("lakeCommitMillis"),
                        segments.service("lakeCommitMillis")),
                    graph(
                        "Restarts",
                        clickstream.service("fullRestarts"),
                        segments.service("fullRestarts")))))
        .build();
  }

  private static GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(List.of(metrics))
        .width(6)
        .height(6)
        .build();
  }
}
