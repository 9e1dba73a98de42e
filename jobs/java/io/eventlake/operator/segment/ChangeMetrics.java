package io.eventlake.operator.segment;

import io.eventlake.event.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what became of the changes that a subtask read of the segment table. */
public final class ChangeMetrics {

  /** The one group whose metrics the service passes on to CloudWatch. */
  private static final String GROUP = "kinesisanalytics";

  private final Counter changes;
  private final Counter otherTable;
  private final Counter malformed;
  private final Map<RejectReason, Counter> reasons = new EnumMap<>(RejectReason.class);

  public ChangeMetrics(MetricGroup operator) {
    MetricGroup group = operator.addGroup(GROUP);
    changes = group.counter("segmentChanges");
    otherTable = group.counter("segmentChangesOfOtherTables");
    malformed = group.counter("malformedSegmentChanges");
    for (RejectReason reason : RejectReason.values()) {
      reasons.put(
          reason, group.addGroup("reason", reason.name()).counter("malformedSegmentChanges"));
    }
  }

  public void changed() {
    changes.inc();
  }

  public void ofAnotherTable() {
    otherTable.inc();
  }

  public void rejected(RejectReason reason) {
    malformed.inc();
    reasons.get(reason).inc();
  }
}
