package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmProps;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;

/** The topic that people subscribe to, and the alarms that go there. */
final class AlarmTopic {

  private final JobsStack stack;
  private final Settings settings;
  private final Topic topic;
  private final List<Alarm> alarms = new ArrayList<>();

  AlarmTopic(JobsStack stack, Settings settings, DataStack data) {
    this.stack = stack;
    this.settings = settings;
    topic =
        Topic.Builder.create(stack, "Alarms")
            .topicName(settings.names.of("alarms"))
            .masterKey(data.keys.jobs)
            .enforceSsl(true)
            .build();
  }

  List<Alarm> all() {
    return List.copyOf(alarms);
  }

  /** An alarm when the metric is above the threshold in so many of so many periods. */
  void alarm(String name, String meaning, IMetric metric, double threshold, int periods, int of) {
    add(name, meaning, properties(metric, threshold, periods, of, TreatMissingData.NOT_BREACHING));
  }

  /** The same, where the meaning of no data is another. */
  static AlarmProps.Builder properties(
      IMetric metric, double threshold, int periods, int of, TreatMissingData missing) {
    return AlarmProps.builder()
        .metric(metric)
        .threshold(threshold)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
        .evaluationPeriods(periods)
        .datapointsToAlarm(of)
        .treatMissingData(missing);
  }

  /** An alarm of these properties, told when it is on and when it is off again. */
  void add(String name, String meaning, AlarmProps.Builder properties) {
    Alarm alarm =
        new Alarm(
            stack,
            "Alarm-" + name,
            properties
                .alarmName(settings.names.of(name))
                .alarmDescription(meaning + ". See docs/runbook.md.")
                .build());
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
    alarms.add(alarm);
  }
}
