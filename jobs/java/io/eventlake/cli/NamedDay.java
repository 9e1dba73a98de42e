package io.eventlake.cli;

import io.eventlake.config.TimeWords;
import java.time.Clock;
import java.time.LocalDate;

/**
 * A day as it was typed. Which day {@code yesterday} is, says the clock of the run, that may be one
 * of the past.
 */
final class NamedDay {

  private final String word;

  private NamedDay(String word) {
    this.word = word;
  }

  /**
   * @throws IllegalArgumentException when it is no day
   */
  static NamedDay of(String word) {
    TimeWords.day(word, Clock.systemUTC());
    return new NamedDay(word);
  }

  /** The day by a clock, UTC. */
  LocalDate by(Clock clock) {
    return TimeWords.day(word, clock);
  }
}
