package io.eventlake.deploy;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;

/** The dashboard of CloudWatch: all alarms, and the metrics that they look at. */
final class JobDashboard {

  private final JobsStack stack;
  private final List<Alarm> alarms;

  JobDashboard(JobsStack stack, List<Alarm> alarms) {
    this.stack = stack;
    this.alarms = alarms;
  }

  void build(JobMetrics clickstream, JobMetrics segments, Settings settings) {
    List<IMetric> commits =
        stack.clickstreamTables.stream().map(clickstream::secondsSinceCommit).toList();
    Dashboard.Builder.create(stack, "Dashboard")
        .dashboardName(settings.names.lake())
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
