package io.eventlake.operator.time;

import io.eventlake.event.EventEnvelope;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of one subtask, which may read several shards: the slowest shard's latest event time
 * less the out-of-orderness. A shard that is silent for the idle timeout no longer counts.
 *
 * <p>When all shards of a live stream have been silent for the {@code quietAfter} time, the
 * watermark follows the clock, so that the last sessions are written though no event comes (design:
 * faults, 30).
 */
public final class ShardWatermarks implements WatermarkGenerator<EventEnvelope> {

  private final long outOfOrdernessMillis;
  private final long idleMillis;
  private final long quietMillis;
  private final Clock clock;
  private final Map<String, Shard> shards = new HashMap<>();
  private long lastEventAt = Long.MIN_VALUE;
  private long emitted = Long.MIN_VALUE;

  /** What is known of one shard. */
  private static final class Shard {
    private long latestMillis = Long.MIN_VALUE;
    private long seenAt;
  }

  /**
   * @param quietAfter silence after which the watermark follows the clock; null never to, as for
   *     archives, whose time is not now
   */
  public ShardWatermarks(
      Duration outOfOrderness, Duration idleTimeout, Duration quietAfter, Clock clock) {
    this.outOfOrdernessMillis = outOfOrderness.toMillis();
    this.idleMillis = idleTimeout.toMillis();
    this.quietMillis = quietAfter == null ? Long.MAX_VALUE : quietAfter.toMillis();
    this.clock = clock;
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
    long slowest = Long.MAX_VALUE;
    Iterator<Shard> each = shards.values().iterator();
    while (each.hasNext()) {
      Shard shard = each.next();
      if (now - shard.seenAt > idleMillis) {
        // A shard that speaks again is new; one that was split or merged never does.
        each.remove();
      } else {
        slowest = Math.min(slowest, shard.latestMillis);
      }
    }

    if (!shards.isEmpty()) {
      emit(slowest - outOfOrdernessMillis - 1, output);
    } else if (lastEventAt != Long.MIN_VALUE && now - lastEventAt > quietMillis) {
      emit(now - idleMillis - outOfOrdernessMillis - 1, output);
    } else {
      output.markIdle();
    }
  }

  private void emit(long watermark, WatermarkOutput output) {
    // Also when it does not advance: it tells that the subtask is active.
    emitted = Math.max(emitted, watermark);
    output.emitWatermark(new Watermark(emitted));
  }
}
