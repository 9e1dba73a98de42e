package io.eventlake.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees to it that an {@link Error}, in whatever thread, ends the process with a sentence and a
 * code. The launcher does so where memory is full: then nothing can be counted on in here.
 */
public final class LastWords {

  /** What shutdown hooks may take before the process ends without them. */
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private static final int FAILED = 1;

  private final PrintWriter err;
  private final AtomicBoolean ending = new AtomicBoolean();

  private LastWords(PrintWriter err) {
    this.err = err;
  }

  /** From now on, for all threads of the process. */
  public static LastWords install(PrintWriter err) {
    LastWords words = new LastWords(err);
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          if (thrown instanceof Error) {
            words.die(thrown);
          } else if (before != null) {
            before.uncaughtException(thread, thrown);
          } else {
            thrown.printStackTrace();
          }
        });
    Runtime.getRuntime().addShutdownHook(new Thread(words::shutDown, "last-words"));
    return words;
  }

  /** Ends the process, at the latest when the shutdown hooks have had their time. */
  public void exit(int code) {
    if (ending.compareAndSet(false, true)) {
      Thread watch = new Thread(() -> haltLater(code), "exit-watch");
      watch.setDaemon(true);
      watch.start();
    }

    System.exit(code);
  }

  private void die(Throwable error) {
    try {
      if (!ending.get()) {
        say(Errors.sentence(error));
      }

      exit(FAILED);
    } finally {
      // Not even that could be done.
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /** Flink ends the process where a thread of its own dies, and tells its log alone. */
  private void shutDown() {
    if (!ending.get() && !isInterrupted()) {
      say(
          "A thread of Flink ended with an error that nothing goes on after: "
              + System.getProperty("eventlake.log", "target/eventlake.log")
              + " has it");
    }
  }

  /** True while a signal ends the process: Java runs what it does then in threads of that name. */
  static boolean isInterrupted() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().matches("SIG[A-Z0-9]+ handler"));
  }

  private void say(String sentence) {
    err.println(sentence);
    err.flush();
  }

  private static void haltLater(int code) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }

    Runtime.getRuntime().halt(code);
  }
}
