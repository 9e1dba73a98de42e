package io.eventlake.cli.progress;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a command that computes is at, and for how long: one line of a terminal, which is gone when
 * the result comes. Where standard error is no terminal, nothing.
 */
public final class Steps implements Consumer<String>, AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";

  /** Of narrow terminals; a line that wraps could not be cleared. */
  private static final int WIDTH = 79;

  private final PrintWriter err;
  private final ScheduledExecutorService clock;
  private final long startNanos = System.nanoTime();
  private String step = "";

  private Steps(PrintWriter err, ScheduledExecutorService clock) {
    this.err = err;
    this.clock = clock;
  }

  /** Begins to show them. */
  public static Steps on(PrintWriter err) {
    if (!Terminal.isErr()) {
      return new Steps(err, null);
    }

    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "steps");
              thread.setDaemon(true);
              return thread;
            });
    Steps steps = new Steps(err, clock);
    clock.scheduleAtFixedRate(steps::show, 1, 1, TimeUnit.SECONDS);
    return steps;
  }

  /** The command is at this now, such as {@code silver.events (4 of 10)}. */
  @Override
  public synchronized void accept(String now) {
    step = now;
    show();
  }

  private synchronized void show() {
    if (clock != null && !step.isEmpty()) {
      long seconds = (System.nanoTime() - startNanos) / 1_000_000_000L;
      String line = step + " ... " + seconds + " s";
      err.print(CLEAR + line.substring(0, Math.min(WIDTH, line.length())));
      err.flush();
    }
  }

  /** Clears the line. */
  @Override
  public synchronized void close() {
    if (clock != null) {
      clock.shutdownNow();
      step = "";
      err.print(CLEAR);
      err.flush();
    }
  }
}
