package io.eventlake.serve.graphql;

import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.serve.http.AnsweredException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Until when a request may ask the lake. */
final class Deadline {

  /**
   * A statement that was not under way yet when it was cancelled goes on: it is cancelled again.
   */
  private static final long AGAIN_MILLIS = 50;

  private final ScheduledExecutorService timer;
  private final Duration most;
  private final long end;

  Deadline(ScheduledExecutorService timer, Duration most) {
    this.timer = timer;
    this.most = most;
    this.end = System.nanoTime() + most.toNanos();
  }

  /**
   * Asks, and ends the statement when time is over.
   *
   * @throws AnsweredException then
   */
  <T> T within(LakeEngine engine, Function<LakeEngine, T> question) {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw over();
    }

    ScheduledFuture<?> cancelling =
        timer.scheduleAtFixedRate(
            engine::cancel,
            TimeUnit.NANOSECONDS.toMillis(left),
            AGAIN_MILLIS,
            TimeUnit.MILLISECONDS);
    try {
      return question.apply(engine);
    } catch (RuntimeException e) {
      throw end - System.nanoTime() <= 0 ? over() : e;
    } finally {
      cancelling.cancel(false);
    }
  }

  private AnsweredException over() {
    return new AnsweredException(
        503,
        "This took longer than "
            + most.toMillis() / 1e3
            + " s (serve.graphql-timeout): ask for a shorter time, or for fewer fields at once.");
  }
}
