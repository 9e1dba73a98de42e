package io.eventlake.bench.kinesis;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.job.Lakes;
import io.eventlake.lake.audit.LakeAudit;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The phases of {@code bench kinesis}, one after the other. */
final class KinesisRun {

  private static final Duration TICK = Duration.ofSeconds(1);

  /** A reader so little behind is where the stream is. */
  private static final long TIP_MILLIS = 1_000;

  private final Plan plan;
  private final Workplace place;
  private final EventStream stream;
  private final PrintWriter console;
  private final LakeOptions lake;

  KinesisRun(Plan plan, Workplace place, EventStream stream, PrintWriter console) {
    this.plan = plan;
    this.place = place;
    this.stream = stream;
    this.console = console;
    this.lake =
        JobOptions.parseLake(Map.of(LakeOptions.WAREHOUSE.key(), JobRun.lake(place).toString()));
  }

  /** Runs the job through all phases; the stream has been started. */
  Outcome run() throws InterruptedException {
    JobRun job = JobRun.start("job-1", plan, place, stream, null);
    Instant steadyFrom = stream.begin().plus(plan.warmUp());
    Instant steadyTo = steadyFrom.plus(plan.steady());
    tell("The job runs; the steady part is from " + steadyFrom + " to " + steadyTo);
    Sample first = watch(job, steadyFrom, sample -> false);
    Sample last = watch(job, steadyTo, sample -> false);

    Optional<Outage> outage = Optional.empty();
    if (plan.hasOutage()) {
      job.kill();
      Instant killed = Instant.now();
      tell("The job is killed");
      Thread.sleep(plan.outage().toMillis());
      JobRun second = JobRun.start("job-2", plan, place, stream, JobRun.newestCheckpoint(place));
      tell("The job is started again");
      outage = Optional.of(catchUp(second, killed, job.checkpoints()));
      job = second;
    }

    Optional<ReadProgress> progress = stream.progress();
    long arrived = stream.end();
    tell("The stream has ended after " + arrived + " records");
    long read = settle(job, arrived);
    job.kill();
    tell("All is committed; now the tables are read");
    Freshness.Window window = new Freshness.Window(steadyFrom, steadyTo);
    return new Outcome(
        plan,
        first,
        last,
        outage,
        job.checkpoints(),
        arrived,
        read,
        progress,
        LakeAudit.run(Lakes.of(lake)),
        Freshness.read(lake, window));
  }

  private Outage catchUp(JobRun job, Instant killed, Checkpoints before)
      throws InterruptedException {
    Instant limit = job.started().plus(Plan.catchUpLimit(plan.outage()));
    long readBefore = stream.progress().map(ReadProgress::returned).orElse(0L);
    Sample firstRead = watch(job, limit, sample -> returned(sample) > readBefore);
    Sample atTip = watch(job, limit, KinesisRun::isAtTip);
    // What it has read is committed by the next checkpoint but one.
    watch(job, Instant.now().plus(plan.latencyGoal()), sample -> false);
    return new Outage(
        killed,
        before,
        job.started(),
        Optional.of(firstRead).filter(sample -> returned(sample) > readBefore),
        Optional.of(atTip).filter(KinesisRun::isAtTip));
  }

  /** Waits until the lake counts as many records as came, and returns what it counts. */
  private long settle(JobRun job, long arrived) throws InterruptedException {
    Instant limit = Instant.now().plus(plan.settleLimit());
    long read = LakeCounts.read(lake);
    while (read < arrived && Instant.now().isBefore(limit)) {
      watch(job, Instant.now().plus(TICK.multipliedBy(2)), sample -> false);
      read = LakeCounts.read(lake);
    }

    return read;
  }

  /** Looks once a second until it is time or a sample is what is waited for; returns the last. */
  private Sample watch(JobRun job, Instant until, Predicate<Sample> enough)
      throws InterruptedException {
    while (true) {
      job.look();
      Sample sample = new Sample(Instant.now(), job.cpu(), stream.progress());
      long leftMillis = untilMillis(until);
      if (leftMillis <= 0 || enough.test(sample)) {
        return sample;
      }

      Thread.sleep(Math.min(leftMillis, TICK.toMillis()));
    }
  }

  private static long returned(Sample sample) {
    return sample.read().map(ReadProgress::returned).orElse(0L);
  }

  private static boolean isAtTip(Sample sample) {
    return sample.read().map(read -> read.behindMillis() <= TIP_MILLIS).orElse(false);
  }

  private static long untilMillis(Instant time) {
    return Duration.between(Instant.now(), time).toMillis();
  }

  private void tell(String what) {
    console.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    console.flush();
  }
}
