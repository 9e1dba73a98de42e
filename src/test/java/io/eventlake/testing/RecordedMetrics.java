package io.eventlake.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/**
 * Flink's own metric groups, of which the service's metrics are kept as it would publish them:
 * {@code name} or {@code name{dimension=value}}.
 */
public final class RecordedMetrics {

  private static final String SERVICE = ".kinesisanalytics";
  private static final String OF_FLINK = "(host|tm_id|job_.*|task_.*|subtask_.*|operator_.*)";

  private final Map<String, Metric> metrics = new ConcurrentSkipListMap<>();
  private final TaskMetricGroup task;

  public RecordedMetrics() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setDelimiter('.')
            .setNumberReporters(1)
            .setRegisterConsumer(this::register)
            .build();
    task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", ResourceID.generate())
            .addJob(new JobID(), "job")
            .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task");
  }

  /** The group of an operator. */
  public MetricGroup operator() {
    return task.getOrAddOperator(new OperatorID(), "operator");
  }

  /** An environment for a harness, whose operator registers here. */
  public MockEnvironment environment() {
    return new MockEnvironmentBuilder().setMetricGroup(task).build();
  }

  /** What is registered. */
  public Set<String> names() {
    return metrics.keySet();
  }

  /** What a counter or a gauge of numbers shows. */
  public long value(String name) {
    Metric metric = metrics.get(name);
    if (metric == null) {
      throw new AssertionError(name + " is none of " + names());
    }

    return metric instanceof Counter counter
        ? counter.getCount()
        : ((Number) ((Gauge<?>) metric).getValue()).longValue();
  }

  /** The counters that are not 0. */
  public Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>();
    metrics.forEach(
        (name, metric) -> {
          if (metric instanceof Counter counter && counter.getCount() != 0) {
            counted.put(name, counter.getCount());
          }
        });
    return counted;
  }

  private void register(Metric metric, String name, AbstractMetricGroup<?> group) {
    if (!group.getLogicalScope(text -> text, '.').contains(SERVICE)) {
      return;
    }

    String dimensions =
        group.getAllVariables().entrySet().stream()
            .map(entry -> entry.getKey().replaceAll("[<>]", "") + "=" + entry.getValue())
            .filter(dimension -> !dimension.matches(OF_FLINK + "=.*"))
            .sorted()
            .collect(Collectors.joining(","));
    metrics.put(dimensions.isEmpty() ? name : name + "{" + dimensions + "}", metric);
  }
}
