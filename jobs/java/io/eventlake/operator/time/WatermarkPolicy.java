package io.eventlake.operator.time;

import io.eventlake.event.EventEnvelope;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;

/** What the silence of a source means to the watermark. */
public final class WatermarkPolicy implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Longer than any job runs: a silence that never means anything. */
  private static final long NEVER = Long.MAX_VALUE;

  final long outOfOrdernessMillis;
  final long idleMillis;
  final long quietMillis;
  final boolean files;

  /** True where no file comes that is not known from the start. */
  final boolean allFilesKnown;

  private WatermarkPolicy(
      Duration outOfOrderness, long idleMillis, long quietMillis, boolean files) {
    this.outOfOrdernessMillis = outOfOrderness.toMillis();
    this.idleMillis = idleMillis;
    this.quietMillis = quietMillis;
    this.files = files;
    this.allFilesKnown = files && idleMillis == NEVER;
  }

  /**
   * A live stream: each shard has a clock of its own, and one that is silent no longer counts.
   *
   * @param idleTimeout silence after which a shard no longer counts
   * @param quietAfter silence of all shards after which the watermark follows the clock
   */
  public static WatermarkPolicy stream(
      Duration outOfOrderness, Duration idleTimeout, Duration quietAfter) {
    return new WatermarkPolicy(
        outOfOrderness, idleTimeout.toMillis(), quietAfter.toMillis(), false);
  }

  /** Files that come one by one; their time is not now, so the clock says nothing. */
  public static WatermarkPolicy watchedFiles(Duration outOfOrderness, Duration idleTimeout) {
    return new WatermarkPolicy(outOfOrderness, idleTimeout.toMillis(), NEVER, true);
  }

  /**
   * Files that end. A reader is never idle: beside readers that have ended, whose watermark is the
   * end of time, an idle one would make all that it still reads late.
   */
  public static WatermarkPolicy boundedFiles(Duration outOfOrderness) {
    return new WatermarkPolicy(outOfOrderness, NEVER, NEVER, true);
  }

  /** What makes the watermarks of one subtask. */
  public WatermarkGenerator<EventEnvelope> generator(Clock clock) {
    return files ? new FileWatermarks(this, clock) : new ShardWatermarks(this, clock);
  }

  boolean mayBeIdle() {
    return idleMillis != NEVER;
  }
}
