package io.eventlake.job;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The metrics of the embedded Flink, for the progress that a command shows. Process-wide, as Flink
 * makes its reporters by itself.
 */
public final class LocalMetrics implements MetricReporter {

  private static final Map<Metric, Registered> METRICS = new ConcurrentHashMap<>();

  /** Name and place of a metric. */
  private static final class Registered {
    private final String name;
    private final String scope;

    private Registered(String name, String scope) {
      this.name = name;
      this.scope = scope;
    }
  }

  /** Makes the reporter; registered as a service. */
  public static final class Factory implements MetricReporterFactory {

    static final String NAME = "local";

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new LocalMetrics();
    }
  }

  /** Sum of a counter or gauge over all places whose scope contains the text. */
  public static long sum(String name, String scopePart) {
    return values(name, scopePart).sum();
  }

  /** Largest value of a counter or gauge, or -1 where there is none. */
  public static long max(String name, String scopePart) {
    return values(name, scopePart).max().orElse(-1);
  }

  /** The metrics of that name; they keep their last value when their job has ended. */
  public static List<Metric> find(String name, String scopePart) {
    return METRICS.entrySet().stream()
        .filter(entry -> entry.getValue().name.equals(name))
        .filter(entry -> entry.getValue().scope.contains(scopePart))
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }

  /** What a counter or a gauge of numbers shows; 0 for others. */
  public static long value(Metric metric) {
    if (metric instanceof Counter) {
      return ((Counter) metric).getCount();
    }

    Object value = metric instanceof Gauge ? ((Gauge<?>) metric).getValue() : null;
    return value instanceof Number ? ((Number) value).longValue() : 0;
  }

  private static LongStream values(String name, String scopePart) {
    return find(name, scopePart).stream().mapToLong(LocalMetrics::value);
  }

  @Override
  public void open(MetricConfig config) {
    METRICS.clear();
  }

  @Override
  public void close() {
    METRICS.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    METRICS.put(metric, new Registered(name, group.getMetricIdentifier(name)));
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    METRICS.remove(metric);
  }
}
