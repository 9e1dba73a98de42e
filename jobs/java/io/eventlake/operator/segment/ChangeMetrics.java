package io.eventlake.operator.segment;

import io.eventlake.event.RejectReason;
import io.eventlake.operator.metric.JobMetrics;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what became of the changes that a subtask read of the segment table. */
public final class ChangeMetrics {

  private final Counter changes;
  private final Counter otherTable;
  private final Counter malformed;
  private final Map<RejectReason, Counter> reasons;

  public ChangeMetrics(MetricGroup operator) {
    JobMetrics metrics = new JobMetrics(operator);
    changes = metrics.segmentChanges();
    otherTable = metrics.segmentChangesOfOtherTables();
    malformed = metrics.malformedSegmentChanges();
    reasons = metrics.malformedSegmentChangesByReason();
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
