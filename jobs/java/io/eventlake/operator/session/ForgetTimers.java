package io.eventlake.operator.session;

import java.util.function.Function;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * The timers at which nothing is left of a key, if no event came for it: they forget it without a
 * look at its state, which by then is cold, and would be read from a disk for nothing. A state that
 * is to change must be {@link #withdraw withdrawn} before.
 */
final class ForgetTimers implements Triggerable<String, VoidNamespace> {

  private final InternalTimerService<VoidNamespace> timers;
  private final Runnable forget;

  /**
   * @param service makes the timer service that calls the given one
   * @param forget forgets all of the current key
   */
  ForgetTimers(
      Function<Triggerable<String, VoidNamespace>, InternalTimerService<VoidNamespace>> service,
      Runnable forget) {
    this.timers = service.apply(this);
    this.forget = forget;
  }

  /** Forgets the current key at that time. Its state must have no timer. */
  void register(SessionState state, long millis) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, millis);
    state.timer = millis;
    state.timerForgets = true;
  }

  /** Deletes the timer of the current key, if it has one of these. */
  void withdraw(SessionState state) {
    if (state.timerForgets) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, state.timer);
      state.timer = Long.MAX_VALUE;
      state.timerForgets = false;
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
    forget.run();
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("there are no timers of processing time");
  }
}
