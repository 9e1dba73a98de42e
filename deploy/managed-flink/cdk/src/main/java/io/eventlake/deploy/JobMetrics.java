package io.eventlake.deploy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/**
 * The metrics of one application: those of the service, of its stream, and the job's own (docs/
 * operations.md, 'Metrics'). Nothing is here that nobody publishes.
 *
 * <p>Counters of the job go up until it restarts, one for each subtask. What counts is therefore
 * their growth from one period to the next; the average over subtasks keeps ratios right however
 * many there are. Before its first value a counter was 0, and one that has become less has begun
 * anew: what a job counts in its first minute, and in the first after a restart, is not missed.
 */
final class JobMetrics {

  private static final String SERVICE = "AWS/KinesisAnalytics";
  private static final String MAXIMUM = "Maximum";
  private static final String AVERAGE = "Average";

  private final String application;
  private final String stream;
  private final Optional<String> consumer;
  private final Duration period;

  /**
   * Metrics of an application.
   *
   * @param consumer with which it reads the stream, where it has enhanced fan-out
   */
  JobMetrics(String application, String stream, Optional<String> consumer, Duration period) {
    this.application = application;
    this.stream = stream;
    this.consumer = consumer;
    this.period = period;
  }

  /** A metric that the service has of every application. */
  Metric service(String name) {
    return metric(name, MAXIMUM, Map.of());
  }

  /** How far reading is behind the end of the stream, by the connector's own word. */
  Metric millisBehindLatest() {
    return metric(
        "millisBehindLatest", MAXIMUM, Map.of("Id", stream.replace('-', '_'), "Flow", "Input"));
  }

  /** The same, by the word of the stream; known only while the job reads. */
  Metric streamAgeMillis() {
    return consumer
        .map(
            name ->
                stream("SubscribeToShardEvent.MillisBehindLatest", MAXIMUM)
                    .with(
                        MetricOptions.builder()
                            .dimensionsMap(Map.of("StreamName", stream, "ConsumerName", name))
                            .build()))
        .orElseGet(() -> stream("GetRecords.IteratorAgeMilliseconds", MAXIMUM));
  }

  /** Of the stream, with the sum or maximum of a period. */
  Metric stream(String name, String statistic) {
    return Metric.Builder.create()
        .namespace("AWS/Kinesis")
        .metricName(name)
        .dimensionsMap(Map.of("StreamName", stream))
        .statistic(statistic)
        .period(period)
        .build();
  }

  /**
   * Seconds between now and the newest watermark of any operator, while there is traffic: a quiet
   * stream has no new watermark, and is not late.
   */
  IMetric watermarkLagSeconds() {
    return math(
        "IF(incoming > 0 AND watermark > 0, EPOCH(watermark) - watermark / 1000, 0)",
        "Watermark lag, s",
        Map.of(
            "incoming", stream("IncomingRecords", "Sum"),
            "watermark", service("currentOutputWatermark")));
  }

  /** Of one table, while there is traffic: a quiet stream commits nothing. */
  IMetric secondsSinceCommit(LakeTable table) {
    String name = table.layer() + "_" + table.name();
    // In a graph of several tables each metric needs an id of its own.
    String since = "since_" + name;
    return math(
        "IF(incoming > 0, " + since + ", 0)",
        table.toString(),
        Map.of(
            "incoming",
            stream("IncomingRecords", "Sum"),
            since,
            metric("secondsSinceLastCommit", MAXIMUM, Map.of("table", name))));
  }

  /** How much a counter of the service or the job has grown since the last period. */
  IMetric growth(String counter) {
    return math(
        growthOf("counter"), counter, Map.of("counter", metric(counter, AVERAGE, Map.of())));
  }

  /** What the job counts of records with an outcome. */
  Metric records(String outcome) {
    return metric("records", AVERAGE, Map.of("outcome", outcome));
  }

  /** Dead letters, in percent of the records read in the period. */
  IMetric deadLetterPercent() {
    return percent("Dead letters, %", records("dead_letter"), records("read"));
  }

  /** Lookups of segments that gave none, in percent of all. */
  IMetric lookupFailurePercent() {
    return percent(
        "Lookups that failed, %",
        metric("segmentLookupFailures", AVERAGE, Map.of()),
        metric("segmentLookups", AVERAGE, Map.of()));
  }

  private IMetric percent(String label, Metric part, Metric whole) {
    return math(
        "IF("
            + growthOf("whole")
            + " > 0, 100 * "
            + growthOf("part")
            + " / "
            + growthOf("whole")
            + ", 0)",
        label,
        Map.of("part", part, "whole", whole));
  }

  private static String growthOf(String counter) {
    String difference = "DIFF(FILL(" + counter + ", 0))";
    return "IF(" + difference + " >= 0, " + difference + ", " + counter + ")";
  }

  private MathExpression math(String expression, String label, Map<String, IMetric> metrics) {
    return MathExpression.Builder.create()
        .expression(expression)
        .label(label)
        .usingMetrics(metrics)
        .period(period)
        .build();
  }

  private Metric metric(String name, String statistic, Map<String, String> dimensions) {
    Map<String, String> all = new HashMap<>(dimensions);
    all.put("Application", application);
    return Metric.Builder.create()
        .namespace(SERVICE)
        .metricName(name)
        .dimensionsMap(all)
        .statistic(statistic)
        .period(period)
        .build();
  }
}
