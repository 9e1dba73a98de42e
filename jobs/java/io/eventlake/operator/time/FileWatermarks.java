package io.eventlake.operator.time;

import io.eventlake.event.EventEnvelope;
import java.time.Clock;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of a subtask that reads files one after the other: the confirmed event time of the
 * file at hand less the out-of-orderness, but never past the first events of files that are still
 * to come (ADR 17).
 *
 * <p>A watermark comes with every second of event time, not only now and then by the clock: so an
 * archive that is read a thousand times faster than it was written gives the same sessions.
 */
final class FileWatermarks implements WatermarkGenerator<EventEnvelope> {

  private static final long STEP_MILLIS = 1_000;

  private final WatermarkPolicy policy;
  private final Clock clock;
  private final ConfirmedTime time = new ConfirmedTime();
  private String file;
  private long holdMillis = Long.MAX_VALUE;
  private long lastEventAt;
  private long emitted = Long.MIN_VALUE;
  private long nextStep = Long.MIN_VALUE;
  private boolean idle;

  FileWatermarks(WatermarkPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
    this.lastEventAt = clock.millis();
  }

  @Override
  public void onEvent(EventEnvelope event, long timestamp, WatermarkOutput output) {
    if (!event.shardId.equals(file)) {
      begin(event);
    }

    time.see(event.eventTimeMillis, event.key);
    if (policy.mayBeIdle()) {
      lastEventAt = clock.millis();
    }

    if (known() >= nextStep) {
      emit(output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (policy.mayBeIdle() && clock.millis() - lastEventAt > policy.idleMillis) {
      idle = true;
      output.markIdle();
    } else {
      emit(output);
    }
  }

  /**
   * Of all files that were still to come the last file's hold was the earliest; this is one of
   * them. Where all files are known, everything before it is read, by this subtask or by others
   * that have watermarks of their own.
   */
  private void begin(EventEnvelope event) {
    if (holdMillis != Long.MAX_VALUE && policy.allFilesKnown) {
      time.restart(holdMillis);
    } else {
      time.limit(holdMillis);
    }

    file = event.shardId;
    holdMillis = event.holdMillis;
  }

  private long known() {
    return Math.min(time.millis(), holdMillis);
  }

  private void emit(WatermarkOutput output) {
    long known = known();
    if (known == ConfirmedTime.UNKNOWN) {
      return;
    }

    if (idle) {
      // A watermark that does not advance is dropped and would leave the subtask idle.
      idle = false;
      output.markActive();
    }

    nextStep = known + STEP_MILLIS;
    emitted = Math.max(emitted, known - policy.outOfOrdernessMillis - 1);
    output.emitWatermark(new Watermark(emitted));
  }
}
