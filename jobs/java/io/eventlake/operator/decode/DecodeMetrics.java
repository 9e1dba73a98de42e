package io.eventlake.operator.decode;

import io.eventlake.event.RejectReason;
import io.eventlake.operator.count.CountedRecord;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts records by outcome and dead letters by reason, for dashboards; what the balance sheet is
 * made of travels as {@link io.eventlake.operator.count.CountedRecord}.
 */
final class DecodeMetrics {

  /** The one group whose metrics the service passes on to CloudWatch. */
  private static final String GROUP = "kinesisanalytics";

  final Counter read;
  final Counter bronze;
  final Counter noConsent;
  final Counter deadLetters;
  private final Map<RejectReason, Counter> reasons = new EnumMap<>(RejectReason.class);

  DecodeMetrics(MetricGroup operator) {
    MetricGroup group = operator.addGroup(GROUP);
    read = outcome(group, CountedRecord.READ);
    bronze = outcome(group, CountedRecord.BRONZE);
    noConsent = outcome(group, CountedRecord.NO_CONSENT);
    deadLetters = outcome(group, CountedRecord.DEAD_LETTER);
    for (RejectReason reason : RejectReason.values()) {
      reasons.put(reason, group.addGroup("reason", reason.name()).counter("deadLetters"));
    }
  }

  Counter reason(RejectReason reason) {
    return reasons.get(reason);
  }

  private static Counter outcome(MetricGroup group, String outcome) {
    return group.addGroup("outcome", outcome).counter("records");
  }
}
