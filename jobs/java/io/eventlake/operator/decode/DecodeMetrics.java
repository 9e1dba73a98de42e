package io.eventlake.operator.decode;

import io.eventlake.event.RejectReason;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.metric.JobMetrics;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts records by outcome and dead letters by reason, for dashboards; what the balance sheet is
 * made of travels as {@link io.eventlake.operator.count.CountedRecord}.
 */
final class DecodeMetrics {

  final Counter read;
  final Counter bronze;
  final Counter noConsent;
  final Counter deadLetters;
  private final Map<RejectReason, Counter> reasons;

  DecodeMetrics(MetricGroup operator) {
    JobMetrics metrics = new JobMetrics(operator);
    read = metrics.records(CountedRecord.READ);
    bronze = metrics.records(CountedRecord.BRONZE);
    noConsent = metrics.records(CountedRecord.NO_CONSENT);
    deadLetters = metrics.records(CountedRecord.DEAD_LETTER);
    reasons = metrics.deadLetters();
  }

  Counter reason(RejectReason reason) {
    return reasons.get(reason);
  }
}
