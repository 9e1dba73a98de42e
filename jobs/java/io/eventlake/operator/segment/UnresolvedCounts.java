package io.eventlake.operator.segment;

import io.eventlake.event.SessionWithSegments;
import io.eventlake.operator.count.CountedRecord;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/** Counts the sessions written without their segments, by the minute of their last event. */
public final class UnresolvedCounts implements FlatMapFunction<SessionWithSegments, CountedRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(SessionWithSegments input, Collector<CountedRecord> out) {
    if (input.segments == null && input.session.rowKind != RowKind.UPDATE_BEFORE) {
      out.collect(
          new CountedRecord(
              input.session.endMillis, CountedRecord.SEGMENTS_UNRESOLVED, null, null, 1));
    }
  }
}
