package io.eventlake.bench.kinesis;

import io.eventlake.config.LocalOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What a run of {@code bench kinesis} is to do. Durations are as asked for, not as measured. */
record Plan(
    Endpoint endpoint,
    int rate,
    int shards,
    Job job,
    Duration warmUp,
    Duration steady,
    Duration outage) {

  /** How the job is run. */
  record Job(
      Path home,
      Duration checkpointInterval,
      int slots,
      int cpus,
      LocalOptions.Backend backend,
      Map<String, String> properties) {}

  /** Which stand-in for Kinesis is read. */
  enum Endpoint {
    /** The npm emulator, filled by {@code eventlake produce}: real puts, small rates. */
    EMULATOR,
    /** A read-only stream of our own, for any rate. */
    REPLAY
  }

  /** Catching up may take twelve minutes for an outage of ten. */
  private static final double CATCH_UP_SHARE = 1.2;

  private static final Duration GOAL_MARGIN = Duration.ofSeconds(5);

  /** Time from an event's arrival until a snapshot holds it, 99 % of the events. */
  Duration latencyGoal() {
    return job.checkpointInterval.multipliedBy(3).dividedBy(2).plus(GOAL_MARGIN);
  }

  /**
   * Time from the job's start until it has caught up.
   *
   * @param down how long it was down
   */
  static Duration catchUpGoal(Duration down) {
    return Duration.ofMillis((long) (down.toMillis() * CATCH_UP_SHARE));
  }

  boolean hasOutage() {
    return !outage.isZero();
  }

  /** The longest that is waited for the job to catch up; ends a run that never does. */
  static Duration catchUpLimit(Duration down) {
    return down.isZero() ? Duration.ZERO : down.multipliedBy(2).plusMinutes(1);
  }

  /** Number of events that the stream is made of, all phases at their longest. */
  long events() {
    Duration all = warmUp.plus(steady).plus(outage).plus(catchUpLimit(outage)).plus(latencyGoal());
    return all.toSeconds() * rate;
  }

  /** The longest that is waited for the last records to be committed. */
  Duration settleLimit() {
    return job.checkpointInterval.multipliedBy(3).plusSeconds(30);
  }
}
