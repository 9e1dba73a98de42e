package io.eventlake.bench.kinesis;

import io.eventlake.lake.audit.LakeAudit;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run of {@code bench kinesis} found.
 *
 * @param steadyFrom first sample of the steady part
 * @param steadyTo its last one
 * @param checkpoints of the job, or of its second run after an outage
 * @param arrived records that the stream held at its end
 * @param read records that the lake counts as read
 */
record Outcome(
    Plan plan,
    Sample steadyFrom,
    Sample steadyTo,
    Optional<Outage> outage,
    Checkpoints checkpoints,
    long arrived,
    long read,
    Optional<ReadProgress> progress,
    LakeAudit audit,
    Freshness freshness) {

  /** True for a table that 99 % of the records reach in time. */
  boolean isFresh(Latencies latencies) {
    return latencies.count() > 0 && latencies.millisAt(0.99) <= plan.latencyGoal().toMillis();
  }

  /** CPUs that the job kept busy in the steady part. */
  double busyCpus() {
    return steadyTo.coresSince(steadyFrom);
  }

  /** The share of its CPUs that the job kept busy; empty when it was not pinned to any. */
  Optional<Double> load() {
    int cpus = plan.job().cpus();
    return cpus == 0 ? Optional.empty() : Optional.of(busyCpus() / cpus);
  }

  /** From the job's start after the outage until all that came before is in all tables. */
  long catchUpMillis(Outage seen) {
    return Duration.between(
            seen.restarted(), freshness.caughtUp(seen.restarted(), plan.latencyGoal()))
        .toMillis();
  }

  boolean caughtUpInTime(Outage seen) {
    return catchUpMillis(seen) <= Plan.catchUpGoal(seen.length()).toMillis();
  }

  /** False where the job lost or repeated records, whatever its speed. */
  boolean correct() {
    return arrived == read && audit.passed();
  }
}
