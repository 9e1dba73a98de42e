package io.eventlake.bench.kinesis;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** An outcome against the goals, for people. */
final class TextReport {

  private final Outcome outcome;
  private final Plan plan;
  private final PrintWriter out;

  TextReport(Outcome outcome, PrintWriter out) {
    this.outcome = outcome;
    this.plan = outcome.plan();
    this.out = out;
  }

  void print() {
    Plan.Job job = plan.job();
    line(
        "%nKinesis (%s): %d events/s, %d shards; the job: %d slots, %s, %s CPUs, a checkpoint every"
            + " %s s",
        plan.endpoint(),
        plan.rate(),
        plan.shards(),
        job.slots(),
        job.backend(),
        job.cpus() == 0 ? "all" : job.cpus(),
        seconds(job.checkpointInterval().toMillis()));
    printLatencies();
    outcome.outage().ifPresent(this::printOutage);
    printCpu();
    printRecords();
    out.flush();
  }

  private void printLatencies() {
    line("%n1. Event to queryable snapshot, arrivals of %d s", plan.steady().toSeconds());
    line("   %-22s %10s %8s %8s %8s", "table", "records", "p50 s", "p99 s", "max s");
    outcome
        .freshness()
        .latencies()
        .forEach(
            (table, latencies) ->
                line(
                    "   %-22s %10d %8s %8s %8s  %s",
                    table,
                    latencies.count(),
                    seconds(latencies.millisAt(0.5)),
                    seconds(latencies.millisAt(0.99)),
                    seconds(latencies.maxMillis()),
                    verdict(outcome.isFresh(latencies))));
    line(
        "   goal: p99 at most %s s at a load of 70 %%; the job kept %.2f CPUs busy%s",
        seconds(plan.latencyGoal().toMillis()),
        outcome.busyCpus(),
        outcome
            .load()
            .map(load -> String.format(Locale.ROOT, ", a load of %.0f %%", load * 100))
            .orElse(""));
  }

  private void printOutage(Outage outage) {
    line(
        "%n2. After %s s without the job (killed), started from its newest checkpoint",
        seconds(outage.length().toMillis()));
    line("   reads again after      %8s s", after(outage, outage.firstRead()));
    line("   has read all after     %8s s", after(outage, outage.atTip()));
    line(
        "   has committed all after%8s s  %s (goal: %s s)",
        seconds(outcome.catchUpMillis(outage)),
        verdict(outcome.caughtUpInTime(outage)),
        seconds(Plan.catchUpGoal(outage.length()).toMillis()));
    if (outage.firstRead().isPresent() && outage.atTip().isPresent()) {
      Sample from = outage.firstRead().get();
      Sample to = outage.atTip().get();
      long records = to.recordsSince(from).orElse(0L);
      line(
          "   between the two first: %d records, %d a second, %s us of CPU each, %.2f CPUs busy",
          records,
          records * 1000 / to.millisSince(from),
          micros(to.microsPerRecordSince(from)),
          to.coresSince(from));
    }
  }

  private void printCpu() {
    Sample from = outcome.steadyFrom();
    Sample to = outcome.steadyTo();
    line("%n3. CPU in the steady part");
    line("   job with its Kinesis client: %s us a record", micros(to.microsPerRecordSince(from)));
    line("   endpoint:                    %s us a record", micros(to.endpointMicrosSince(from)));
    outcome
        .progress()
        .ifPresent(
            read ->
                line(
                    "   GetRecords was called %d times and refused %d times, in all",
                    read.calls(), read.refused()));
  }

  private void printRecords() {
    line("%n4. Records and checkpoints");
    line(
        "   %d came, %d are counted as read: %s",
        outcome.arrived(), outcome.read(), verdict(outcome.arrived() == outcome.read()));
    outcome.outage().ifPresent(outage -> print("before the outage", outage.before()));
    print(plan.hasOutage() ? "after it" : "in all", outcome.checkpoints());
    line("   balance sheet at the end: %s", verdict(outcome.audit().passed()));
  }

  private void print(String when, Checkpoints checkpoints) {
    line(
        "   checkpoints %s: %d complete, the longest %s s, %d failed, %d not begun; %d restarts: %s",
        when,
        checkpoints.completed(),
        seconds(checkpoints.longestMillis()),
        checkpoints.failed(),
        checkpoints.notBegun(),
        checkpoints.restarts(),
        verdict(checkpoints.failed() == 0));
  }

  static String verdict(boolean passed) {
    return passed ? "PASS" : "FAIL";
  }

  private static String after(Outage outage, Optional<Sample> sample) {
    return sample
        .map(at -> seconds(Duration.between(outage.restarted(), at.at()).toMillis()))
        .orElse("(not seen)");
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
  }

  private static String micros(Optional<Double> micros) {
    return micros.map(value -> String.format(Locale.ROOT, "%.1f", value)).orElse("(not known)");
  }

  private void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
