package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
  private final Settings settings;

  JobDashboard(JobsStack stack, List<Alarm> alarms, Settings settings) {
    this.stack = stack;
    this.alarms = alarms;
    this.settings = settings;
  }

  /** Alarms, then graphs of all jobs, then those of each family. */
  void build(Function<DeployedJob, JobMetrics> metrics) {
    List<JobMetrics> all = settings.streaming().stream().map(metrics).toList();
    List<List<IWidget>> rows = new ArrayList<>();
    rows.add(alarms.stream().map(JobDashboard::widget).toList());
    rows.add(
        List.of(
            graph("Behind the stream, ms", all, JobMetrics::millisBehindLatest),
            graph("Restarts", all, job -> job.service("fullRestarts")),
            graph("Last checkpoint, ms", all, job -> job.service("lastCheckpointDuration")),
            graph("Last checkpoint, bytes", all, job -> job.service("lastCheckpointSize"))));
    rows.add(
        List.of(
            graph("CPU, %", all, job -> job.service("containerCPUUtilization")),
            graph("Heap, %", all, job -> job.service("heapMemoryUtilization")),
            graph("Commits of a checkpoint, ms", all, job -> job.service("lakeCommitMillis"))));
    settings.families().forEach(job -> rows.add(family(job, metrics.apply(job))));
    Dashboard.Builder.create(stack, "Dashboard")
        .dashboardName(settings.names.lake())
        .widgets(rows)
        .build();
  }

  private List<IWidget> family(DeployedJob job, JobMetrics metrics) {
    String title = job.name + ": ";
    List<IWidget> row = new ArrayList<>();
    row.add(graph(title + "watermark lag, s", metrics.watermarkLagSeconds()));
    row.add(
        graph(
            title + "since the last commit, s",
            job.tables(settings).stream()
                .map(metrics::secondsSinceCommit)
                .toArray(IMetric[]::new)));
    row.add(
        graph(
            title + "records by outcome, average of a subtask since its start",
            metrics.records("read"),
            metrics.records("bronze"),
            metrics.records("dead_letter"),
            metrics.records("no_consent")));
    row.add(graph(title + "dead letters, %", metrics.deadLetterPercent()));
    if (job.asksSegments()) {
      row.add(graph(title + "lookups that failed, %", metrics.lookupFailurePercent()));
    }

    return row;
  }

  private static IWidget widget(Alarm alarm) {
    return AlarmWidget.Builder.create()
        .alarm(alarm)
        .title(alarm.getNode().getId().replace("Alarm-", ""))
        .width(4)
        .height(3)
        .build();
  }

  private static GraphWidget graph(
      String title, List<JobMetrics> jobs, Function<JobMetrics, IMetric> metric) {
    return graph(title, jobs.stream().map(metric).toArray(IMetric[]::new));
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
