package io.eventlake.bench.kinesis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that this one started. */
final class Child {

  private static final long KILL_SECONDS = 10;

  private final Process process;

  Child(Process process) {
    this.process = process;
  }

  Process process() {
    return process;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** CPU time of all its threads so far; zero when it has ended. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends it as a power cut does (SIGKILL); returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
