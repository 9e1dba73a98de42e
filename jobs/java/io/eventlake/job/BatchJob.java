package io.eventlake.job;

import io.eventlake.config.JobOptions;
import java.time.Clock;
import java.util.function.Consumer;

/** A job over tables that comes to its end, and has no state to go on from. */
public interface BatchJob extends Job {

  @Override
  default JobKind kind() {
    return JobKind.BATCH;
  }

  /** Whether it makes a lake where there is none; others have nothing to do there. */
  default boolean makesLake() {
    return false;
  }

  /**
   * Does all there is to do; repeated, it changes nothing more.
   *
   * @param clock tells today and now
   * @param progress takes a line for people now and then
   * @throws io.eventlake.config.ConfigException when the options cannot be what is meant
   * @throws RuntimeException with a sentence, when it was not done
   */
  BatchResult run(JobOptions options, Clock clock, Consumer<String> progress);
}
