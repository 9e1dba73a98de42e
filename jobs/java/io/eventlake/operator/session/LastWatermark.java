package io.eventlake.operator.session;

import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The watermark across restarts. Flink restores none: until the first one comes, an event whose
 * session is long forgotten would look like the first of a new session under the same id.
 *
 * <p>State: one number. Broadcast, so that each subtask of another parallelism finds it, too, and
 * since a union list would stop checkpoints while a bounded input ends subtask by subtask.
 */
final class LastWatermark {

  private static final MapStateDescriptor<String, Long> STATE =
      new MapStateDescriptor<>("last-watermark", Types.STRING, Types.LONG);

  private static final String KEY = "millis";

  private final BroadcastState<String, Long> state;
  private long millis = Long.MIN_VALUE;

  LastWatermark(OperatorStateStore store) throws Exception {
    state = store.getBroadcastState(STATE);
    Long restored = state.get(KEY);
    if (restored != null) {
      millis = restored;
    }
  }

  /** Takes note of a watermark, epoch milliseconds. */
  void advance(long watermark) {
    // The end of one input is not that of the next.
    if (watermark != Long.MAX_VALUE) {
      millis = Math.max(millis, watermark);
    }
  }

  /** The later of the watermark now and of what is known from before, epoch milliseconds. */
  long orLater(long current) {
    return Math.max(millis, current);
  }

  /** To be called when the state is taken. */
  void keep() throws Exception {
    state.put(KEY, millis);
  }
}
