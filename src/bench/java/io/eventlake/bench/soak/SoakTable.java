package io.eventlake.bench.soak;

import io.eventlake.bench.report.Machine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A line for each minute, and what they say together. */
final class SoakTable {

  private static final SoakSample NOTHING = new SoakSample(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  private static final double MEGA = 1024 * 1024;
  private static final String LINE = "%6s %12s %9s %6s %9s %8s %9s %11s %7s %13s %10s %10s%n";

  private final PrintWriter out;
  private final List<SoakSample> rows = new ArrayList<>();

  /**
   * Failed checkpoints before the first complete one. Flink counts those, too, that it could not
   * begin, because a task did not run yet; on a loaded machine a job's start takes longer than the
   * interval.
   */
  private long failedAtStart;

  SoakTable(PrintWriter out) {
    this.out = out;
  }

  void header(Machine settings) {
    out.print(settings.text());
    out.printf(
        LINE,
        "minute",
        "read",
        "events/s",
        "cores",
        "alive MB",
        "RSS MB",
        "state MB",
        "checkpoints",
        "failed",
        "checkpoint ms",
        "commit ms",
        "GC ms/min");
    out.flush();
  }

  /** Prints a sample of what is alive; the others say how far the job is, and only that. */
  void add(SoakSample sample) {
    if (sample.checkpoints() == 0) {
      failedAtStart = sample.failedCheckpoints();
    }

    if (sample.heapBytes() == 0) {
      return;
    }

    SoakSample before = last();
    rows.add(sample);
    double seconds = Math.max(1, sample.seconds() - before.seconds());
    out.printf(
        Locale.ROOT,
        LINE,
        sample.seconds() / 60,
        String.format(Locale.ROOT, "%,d", sample.read()),
        Math.round((sample.read() - before.read()) / seconds),
        decimal((sample.cpuNanos() - before.cpuNanos()) / 1e9 / seconds),
        decimal(sample.heapBytes() / MEGA),
        Math.round(sample.rssBytes() / MEGA),
        decimal(sample.stateBytes() / MEGA),
        sample.checkpoints(),
        sample.failedCheckpoints(),
        sample.checkpointMillis(),
        sample.commitMillis(),
        Math.round((sample.collectionMillis() - before.collectionMillis()) * 60 / seconds));
    out.flush();
  }

  /** Prints what grew after the warm-up; true when nothing did that should not. */
  boolean verdict(long warmUpSeconds) {
    List<SoakSample> warm =
        rows.stream()
            .filter(sample -> sample.seconds() > warmUpSeconds)
            .collect(Collectors.toList());
    Trend alive = tell(warm, "alive in the heap", SoakSample::heapBytes);
    Trend state = tell(warm, "state", SoakSample::stateBytes);
    tell(warm, "RSS", SoakSample::rssBytes);
    tell(warm, "duration of checkpoints", SoakSample::checkpointMillis);
    tell(warm, "duration of commits", SoakSample::commitMillis);
    SoakSample last = last();
    long failed = last.failedCheckpoints() - failedAtStart;
    out.printf("%-26s %d, and %d at the start%n", "failed checkpoints", failed, failedAtStart);
    out.flush();
    return !alive.grew() && !state.grew() && failed == 0 && last.checkpoints() > 0;
  }

  private SoakSample last() {
    return rows.isEmpty() ? NOTHING : rows.get(rows.size() - 1);
  }

  private Trend tell(List<SoakSample> warm, String what, ToDoubleFunction<SoakSample> value) {
    Trend trend = new Trend(warm, value);
    out.printf("%-26s %s%n", what, trend);
    return trend;
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
