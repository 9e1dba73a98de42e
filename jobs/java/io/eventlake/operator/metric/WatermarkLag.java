package io.eventlake.operator.metric;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;

/**
 * How far a subtask's watermark is behind the clock, milliseconds. Until the first watermark comes
 * it is the time since the start, so that a watermark which never comes is told, too; at the end of
 * the input it is 0.
 */
public final class WatermarkLag implements Gauge<Long> {

  private final LongSupplier clock;

  /** The watermark, or the start while there is none; read by the threads of reporters. */
  private volatile long since;

  WatermarkLag(LongSupplier clock) {
    this.clock = clock;
    this.since = clock.getAsLong();
  }

  /**
   * @param watermark epoch milliseconds
   */
  public void advance(long watermark) {
    if (watermark != Long.MIN_VALUE) {
      since = watermark;
    }
  }

  @Override
  public Long getValue() {
    long from = since;
    return from == Long.MAX_VALUE ? 0 : Math.max(0, clock.getAsLong() - from);
  }
}
