package io.eventlake.collect.intake;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Judges of a family, a few for all threads: each keeps buffers as large as the largest event that
 * it has seen.
 */
final class JudgePool<J> {

  private final BlockingQueue<J> idle;

  JudgePool(int judges, Supplier<J> maker) {
    idle = new ArrayBlockingQueue<>(judges);
    for (int i = 0; i < judges; i++) {
      idle.add(maker.get());
    }
  }

  /** Has a judge work, when one is idle. */
  <T> T with(Function<J, T> work) {
    J judge = take();
    try {
      return work.apply(judge);
    } finally {
      idle.add(judge);
    }
  }

  private J take() {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(503, "The endpoint is being stopped: send the events again.");
    }
  }
}
