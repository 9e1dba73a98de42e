package io.eventlake.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;

/**
 * Ctrl-C or a signal that ends the process (SIGTERM), taken once as the wish to end in order; the
 * next one ends at once.
 */
final class Interruption implements AutoCloseable {

  /** By the signal's name, as shells have them. */
  static final Map<String, Integer> EXIT_CODES = Map.of("INT", 130, "TERM", 143);

  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final Map<String, Object> before = new LinkedHashMap<>();

  Interruption() {
    EXIT_CODES.forEach(
        (name, code) -> before.put(name, Signals.register(name, () -> exitCode.complete(code))));
    exitCode.thenRun(this::close);
  }

  /** Completes with the exit code that the signal has by custom. */
  CompletableFuture<Integer> exitCode() {
    return exitCode;
  }

  @Override
  public synchronized void close() {
    before.forEach(Signals::unregister);
    before.clear();
  }
}
