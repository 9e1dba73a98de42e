package io.eventlake.operator.segment;

import io.eventlake.event.SegmentChange;
import io.eventlake.event.SegmentValidity;
import io.eventlake.operator.metric.JobMetrics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes the history of a user's segments of the changes of the segment table, whatever order they
 * come in: one keyed state, read and written once for each change, bounded by the user's items.
 */
public final class SegmentHistoryFunction
    extends KeyedProcessFunction<String, SegmentChange, SegmentValidity> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<UserItems> items;
  private transient Counter outdated;

  @Override
  public void open(OpenContext context) {
    items =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("items", new UserItemsSerializer()));
    outdated = new JobMetrics(getRuntimeContext().getMetricGroup()).outdatedSegmentChanges();
  }

  @Override
  public void processElement(SegmentChange change, Context context, Collector<SegmentValidity> out)
      throws Exception {
    UserItems state = items.value();
    if (state == null) {
      state = new UserItems();
    }

    if (state.take(change, out::collect)) {
      items.update(state);
    } else {
      outdated.inc();
    }
  }
}
