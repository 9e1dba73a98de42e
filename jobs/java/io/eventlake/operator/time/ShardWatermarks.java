package io.eventlake.operator.time;

import io.eventlake.event.EventEnvelope;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of one subtask of a stream, which may read several shards: the slowest shard's latest
 * event time less the out-of-orderness. They wait for the clock, so that all shards are heard. What
 * silence means is up to the {@link WatermarkPolicy}.
 */
final class ShardWatermarks implements WatermarkGenerator<EventEnvelope> {

  private final WatermarkPolicy policy;
  private final Clock clock;
  private final Map<String, Shard> shards = new HashMap<>();
  private final long startedAt;
  private long lastEventAt = Long.MIN_VALUE;
  private long emitted = Long.MIN_VALUE;
  private boolean idle;

  /** What is known of one shard. */
  private static final class Shard {
    private long latestMillis = Long.MIN_VALUE;
    private long seenAt;
  }

  ShardWatermarks(WatermarkPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
    this.startedAt = clock.millis();
  }

  @Override
  public void onEvent(EventEnvelope event, long timestamp, WatermarkOutput output) {
    Shard shard = shards.get(event.shardId);
    if (shard == null) {
      shard = new Shard();
      shards.put(event.shardId, shard);
    }

    shard.latestMillis = Math.max(shard.latestMillis, event.eventTimeMillis);
    shard.seenAt = clock.millis();
    lastEventAt = shard.seenAt;
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.millis();
    dropSilentShards(now);
    if (!shards.isEmpty()) {
      emit(slowest(), output);
    } else if (lastEventAt != Long.MIN_VALUE && now - lastEventAt > policy.quietMillis) {
      emit(now - policy.idleMillis, output);
    } else if (now - startedAt > policy.idleMillis) {
      idle = true;
      output.markIdle();
    }
  }

  /** A shard that speaks again is new; one that was split or merged never does. */
  private void dropSilentShards(long now) {
    Iterator<Shard> each = shards.values().iterator();
    while (each.hasNext()) {
      if (now - each.next().seenAt > policy.idleMillis) {
        each.remove();
      }
    }
  }

  private long slowest() {
    long slowest = Long.MAX_VALUE;
    for (Shard shard : shards.values()) {
      slowest = Math.min(slowest, shard.latestMillis);
    }

    return slowest;
  }

  private void emit(long eventTime, WatermarkOutput output) {
    if (idle) {
      // A watermark that does not advance is dropped and would leave the subtask idle.
      idle = false;
      output.markActive();
    }

    emitted = Math.max(emitted, eventTime - policy.outOfOrdernessMillis - 1);
    output.emitWatermark(new Watermark(emitted));
  }
}
