package io.eventlake.connector.aws;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time that passes between calls of a service; tests hand in one that passes by itself. */
public interface Pacing {

  /** As {@link System#nanoTime}. */
  long nanoTime();

  /** Returns when so much time has passed. */
  void pause(Duration duration);

  /** The time of this machine. */
  static Pacing ofSystem() {
    return new Pacing() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration duration) {
        try {
          TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while waiting for AWS", e);
        }
      }
    };
  }
}
