package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** The applications, what is told of them, and what wakes somebody up. */
class JobsStackTest {

  /**
   * Metrics of the service for Flink 1.20, and of the job (docs/operations.md, 'Metrics'): an alarm
   * on a name that nobody publishes would never come.
   */
  private static final Set<String> PUBLISHED =
      Set.of(
          "millisBehindLatest",
          "GetRecords.IteratorAgeMilliseconds",
          "IncomingRecords",
          "ReadProvisionedThroughputExceeded",
          "WriteProvisionedThroughputExceeded",
          "currentOutputWatermark",
          "downtime",
          "fullRestarts",
          "lastCheckpointDuration",
          "numberOfFailedCheckpoints",
          "containerCPUUtilization",
          "containerMemoryUtilization",
          "containerDiskUtilization",
          "heapMemoryUtilization",
          "ApproximateNumberOfMessagesVisible",
          "auditFailed",
          "checkFailed",
          "records",
          "segmentLookups",
          "segmentLookupFailures",
          "malformedSegmentChanges",
          "secondsSinceLastCommit",
          "secondsUncommitted",
          "lakeCommitFailures");

  private final Templates templates = Templates.committed();

  @Test
  void anApplicationForEachJob() {
    assertThat(applications()).containsOnlyKeys("eventlake-clickstream", "eventlake-segments");
    for (JsonNode application : applications().values()) {
      assertThat(application.get("RuntimeEnvironment").asText()).isEqualTo("FLINK-1_20");
      JsonNode configuration = application.get("ApplicationConfiguration");
      assertThat(configuration.at("/ApplicationSnapshotConfiguration/SnapshotsEnabled").asBoolean())
          .isTrue();
      JsonNode flink = configuration.get("FlinkApplicationConfiguration");
      assertThat(flink.at("/CheckpointConfiguration/ConfigurationType").asText())
          .isEqualTo("CUSTOM");
      assertThat(flink.at("/CheckpointConfiguration/CheckpointingEnabled").asBoolean()).isTrue();
      assertThat(flink.at("/CheckpointConfiguration/CheckpointInterval").asInt()).isEqualTo(60_000);
      assertThat(flink.at("/CheckpointConfiguration/MinPauseBetweenCheckpoints").asInt())
          .isEqualTo(5_000);
      assertThat(flink.at("/ParallelismConfiguration/AutoScalingEnabled").asBoolean(true))
          .isFalse();
      assertThat(flink.at("/MonitoringConfiguration/MetricsLevel").asText())
          .isEqualTo("APPLICATION");
      assertThat(
              configuration
                  .at("/ApplicationCodeConfiguration/CodeContent/S3ContentLocation/FileKey")
                  .asText())
          .isEqualTo("jars/eventlake-0.1.0-managed-flink.jar");
    }
  }

  @Test
  void theServiceIsGivenTheCommittedProperties() {
    assertThat(groups("eventlake-clickstream"))
        .isEqualTo(templates.settings.job("clickstream").properties.ofTheService())
        .containsEntry("job", Map.of("name", "clickstream"));
    assertThat(groups("eventlake-segments"))
        .isEqualTo(templates.settings.job("segments").properties.ofTheService())
        .containsEntry("job", Map.of("name", "segments"));
  }

  @Test
  void logsAreKeptAndEncrypted() {
    assertThat(templates.properties("AWS::Logs::LogGroup"))
        .hasSize(2)
        .allSatisfy(
            log -> {
              assertThat(log.get("RetentionInDays").asInt()).isEqualTo(90);
              assertThat(log.has("KmsKeyId")).isTrue();
            });
    assertThat(templates.properties("AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption"))
        .hasSize(2);
  }

  @Test
  void eachApplicationHasADailySnapshotWithANameThatIsAllowed() {
    List<String> names = new ArrayList<>();
    for (JsonNode schedule : templates.properties("AWS::Scheduler::Schedule")) {
      String input = schedule.at("/Target/Input").asText();
      names.add(input.replaceAll(".*\"ApplicationName\":\"([^\"]+)\".*", "$1"));
      String snapshot = input.replaceAll(".*\"SnapshotName\":\"([^\"]+)\".*", "$1");
      assertThat(snapshot.replace("<aws.scheduler.execution-id>", "d32c5kddcf5bb8c3"))
          .matches("[a-zA-Z0-9_.-]+");
      assertThat(schedule.at("/Target/DeadLetterConfig").isMissingNode()).isFalse();
    }

    assertThat(names).containsExactlyInAnyOrderElementsOf(templates.settings.names.applications());
  }

  @Test
  void everyAlarmGoesSomewhereAndLooksAtWhatIsPublished() {
    assertThat(alarms()).hasSizeGreaterThan(30);
    for (Map.Entry<String, JsonNode> alarm : alarms().entrySet()) {
      assertThat(alarm.getValue().get("AlarmActions")).as(alarm.getKey()).hasSize(1);
      assertThat(PUBLISHED).as(alarm.getKey()).containsAll(metrics(alarm.getValue()));
    }

    Set<String> looked = new HashSet<>();
    alarms().values().forEach(alarm -> looked.addAll(metrics(alarm)));
    assertThat(looked).containsExactlyInAnyOrderElementsOf(PUBLISHED);
  }

  /** A job that nobody reads by, and a verdict that nobody told, are news; other silence is not. */
  @Test
  void silenceIsAnAlarmWhereItIsTheNews() {
    Map<String, String> missing = new TreeMap<>();
    alarms().forEach((name, alarm) -> missing.put(name, alarm.get("TreatMissingData").asText()));
    missing.values().removeIf("notBreaching"::equals);

    assertThat(missing)
        .isEqualTo(
            Map.of(
                "eventlake-clickstream-retention", "breaching",
                "eventlake-segments-retention", "breaching",
                "eventlake-clickstream-down", "breaching",
                "eventlake-segments-down", "breaching",
                "eventlake-audit-missing", "breaching",
                "eventlake-check-missing", "breaching",
                "eventlake-audit", "ignore",
                "eventlake-check", "ignore"));
    JsonNode verdict = alarms().get("eventlake-audit-missing");
    assertThat(verdict.get("Statistic").asText()).isEqualTo("SampleCount");
    assertThat(verdict.get("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
    assertThat(verdict.get("Period").asInt() * verdict.get("EvaluationPeriods").asInt())
        .as("longer than a day, and CloudWatch takes no more than a week")
        .isEqualTo(26 * 3600);
  }

  /** By polling and with a consumer of its own the stream tells the reader's age by two names. */
  @Test
  void theAgeIsThatOfTheReader() {
    Duration minute = Duration.minutes(1);

    Metric polling = new JobMetrics("a", "s", Optional.empty(), minute).streamAgeMillis();
    Metric fanOut = new JobMetrics("a", "s", Optional.of("lake"), minute).streamAgeMillis();

    assertThat(polling.getMetricName()).isEqualTo("GetRecords.IteratorAgeMilliseconds");
    assertThat(fanOut.getMetricName()).isEqualTo("SubscribeToShardEvent.MillisBehindLatest");
    assertThat(fanOut.getDimensions()).isEqualTo(Map.of("StreamName", "s", "ConsumerName", "lake"));
  }

  /** Before its first value, and where it has become less, a counter began at 0. */
  @Test
  void aCountersFirstValueIsItsGrowth() {
    for (JsonNode alarm : alarms().values()) {
      for (JsonNode metric : alarm.path("Metrics")) {
        String expression = metric.path("Expression").asText();
        assertThat(
                expression.replaceAll(
                    "DIFF\\(FILL\\((\\w+), 0\\)\\) >= 0, DIFF\\(FILL\\(\\1, 0\\)\\), \\1\\)", ""))
            .as(expression)
            .doesNotContain("DIFF");
      }
    }

    assertThat(alarms().get("eventlake-segments-malformed-changes").toString())
        .contains("IF(DIFF(FILL(counter, 0)) >= 0, DIFF(FILL(counter, 0)), counter)");
  }

  @Test
  void stateIsUnderTheProjectsKey() {
    for (JsonNode application : applications().values()) {
      JsonNode encryption =
          application.at("/ApplicationConfiguration/ApplicationEncryptionConfiguration");
      assertThat(encryption.get("KeyType").asText()).isEqualTo("CUSTOMER_MANAGED_KEY");
      assertThat(encryption.get("KeyId").toString()).contains("JobsKey");
    }
  }

  @Test
  void slowIsHalfOfTheInterval() {
    JsonNode alarm = alarms().get("eventlake-clickstream-checkpoint-slow");

    assertThat(alarm.get("MetricName").asText()).isEqualTo("lastCheckpointDuration");
    assertThat(alarm.get("Threshold").asDouble()).isEqualTo(30_000);
  }

  @Test
  void behindIsOfTheConnectorsOwnDimensions() {
    JsonNode alarm = alarms().get("eventlake-segments-behind");

    Map<String, String> dimensions = new TreeMap<>();
    alarm
        .get("Dimensions")
        .forEach(one -> dimensions.put(one.get("Name").asText(), one.get("Value").asText()));
    assertThat(dimensions)
        .isEqualTo(
            Map.of(
                "Application",
                "eventlake-segments",
                "Id",
                "user_segment_changes",
                "Flow",
                "Input"));
  }

  @Test
  void tablesThatAreNeverQuietAreWatched() {
    assertThat(alarms().keySet())
        .contains(
            "eventlake-commit-bronze-events",
            "eventlake-commit-silver-events",
            "eventlake-commit-silver-sessions",
            "eventlake-commit-gold-fact_funnel",
            "eventlake-commit-gold-minute_activity",
            "eventlake-commit-ops-record_counts");
  }

  @Test
  void theDashboardShowsEveryAlarm() {
    String body = templates.properties("AWS::CloudWatch::Dashboard").get(0).toString();

    assertThat(alarms().keySet())
        .allSatisfy(name -> assertThat(body).contains(name.replaceFirst("eventlake-", "")));
  }

  private Map<String, JsonNode> applications() {
    Map<String, JsonNode> named = new TreeMap<>();
    templates
        .properties("AWS::KinesisAnalyticsV2::Application")
        .forEach(one -> named.put(one.get("ApplicationName").asText(), one));
    return named;
  }

  private Map<String, Map<String, String>> groups(String application) {
    Map<String, Map<String, String>> groups = new TreeMap<>();
    applications()
        .get(application)
        .at("/ApplicationConfiguration/EnvironmentProperties/PropertyGroups")
        .forEach(
            group -> {
              Map<String, String> properties = new TreeMap<>();
              group
                  .get("PropertyMap")
                  .properties()
                  .forEach(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
              groups.put(group.get("PropertyGroupId").asText(), properties);
            });
    return groups;
  }

  private Map<String, JsonNode> alarms() {
    Map<String, JsonNode> named = new TreeMap<>();
    templates
        .properties("AWS::CloudWatch::Alarm")
        .forEach(one -> named.put(one.get("AlarmName").asText(), one));
    return named;
  }

  private static Set<String> metrics(JsonNode alarm) {
    Set<String> names = new HashSet<>();
    if (alarm.has("MetricName")) {
      names.add(alarm.get("MetricName").asText());
    }

    for (JsonNode metric : alarm.path("Metrics")) {
      if (metric.has("MetricStat")) {
        names.add(metric.at("/MetricStat/Metric/MetricName").asText());
      }
    }

    return names;
  }
}
