package io.eventlake.deploy;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * Of what commands tell once a day: that it was bad, and that nothing was told. No verdict changes
 * nothing until the next; that there was none is an alarm of its own.
 */
final class VerdictAlarms {

  /** A day, with time for a run that takes longer than yesterday's. */
  static final int DAILY_HOURS = 26;

  private final Settings settings;
  private final AlarmTopic alarms;

  VerdictAlarms(Settings settings, AlarmTopic alarms) {
    this.settings = settings;
    this.alarms = alarms;
  }

  /** Of what each run tells itself: no audit fails for somebody else's fault. */
  void ofDoubleCounts(DeployedJob job) {
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
  void ofCommand(String name, String description, String metric, int hours) {
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
}
