package io.eventlake.operator.session;

import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.metric.JobMetrics;
import io.eventlake.operator.metric.WatermarkLag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts events by what became of them, and shows how far the watermark is behind. */
final class SessionMetrics {

  private static final List<String> OUTCOMES =
      List.of(
          CountedRecord.SILVER,
          CountedRecord.DUPLICATE,
          CountedRecord.NO_SESSION,
          CountedRecord.LATE,
          CountedRecord.BEYOND_BOUND);

  final WatermarkLag watermarkLag;
  final Counter evictedSessions;
  private final Map<String, Counter> outcomes = new HashMap<>();

  /**
   * @param clock epoch milliseconds
   */
  SessionMetrics(MetricGroup operator, LongSupplier clock) {
    JobMetrics metrics = new JobMetrics(operator);
    OUTCOMES.forEach(outcome -> outcomes.put(outcome, metrics.records(outcome)));
    evictedSessions = metrics.evictedSessions();
    watermarkLag = metrics.watermarkLag(clock);
  }

  void count(String outcome) {
    outcomes.get(outcome).inc();
  }

  /** Since the start. */
  long counted(String outcome) {
    return outcomes.get(outcome).getCount();
  }
}
