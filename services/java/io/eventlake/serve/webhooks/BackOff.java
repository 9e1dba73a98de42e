package io.eventlake.serve.webhooks;

import java.time.Duration;

/** How long is waited after attempts that failed. */
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final int FACTOR = 3;

  private BackOff() {}

  /**
   * After so many, one or more.
   *
   * @param asked by the receiver, at least that
   */
  static Duration after(int attempts, Duration asked) {
    Duration wait = FIRST;
    for (int i = 1; i < attempts && wait.compareTo(LONGEST) < 0; i++) {
      wait = wait.multipliedBy(FACTOR);
    }

    Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    return asked.compareTo(bounded) > 0 ? asked : bounded;
  }
}
