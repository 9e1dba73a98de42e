package io.eventlake.bench.curve;

import io.eventlake.bench.meter.Meter;
import io.eventlake.connector.iceberg.sink.CommitRun;
import java.util.Arrays;
import java.util.function.Consumer;

/** The cost of one commit of a few small files against the table's snapshots and its age. */
final class CommitCurves {

  private static final int[] SNAPSHOTS = {1, 100, 1_000};
  private static final int[] FILES = {10, 1_000, 10_000};

  /** Few enough that Iceberg merges no manifests. */
  private static final int COMMITS = 25;

  /** In so many commits manifests are merged once. */
  private static final int COMMITS_WITH_MERGE = 100;

  private static final int WARM_UP_COMMITS = 300;
  private static final double MICROS_PER_MILLI = 1000;
  private static final double BYTES_PER_KB = 1024;
  private static final String SERIES = "silver.events";
  private static final String LABEL = "ms of CPU per commit";

  private CommitCurves() {}

  static Curve snapshots() {
    return new Curve(
        "commit-snapshots",
        "One commit: CPU by number of snapshots in the table",
        "snapshots in the table",
        LABEL);
  }

  static Curve files() {
    return new Curve(
        "commit-files",
        "One commit: CPU by number of data files in the table",
        "data files in the table",
        LABEL);
  }

  static void measureSnapshots(Consumer<Point> measured) throws Exception {
    warmUp();
    try (CommitRun run = new CommitRun()) {
      for (int snapshots : SNAPSHOTS) {
        run.growToSnapshots(snapshots);
        measured.accept(measure(run, snapshots, snapshots, COMMITS));
      }
    }
  }

  static void measureFiles(Consumer<Point> measured) throws Exception {
    warmUp();
    try (CommitRun run = new CommitRun()) {
      run.write();
      run.commit();
      for (int files : FILES) {
        run.growToFiles(files);
        measured.accept(measure(run, files, 1, COMMITS_WITH_MERGE));
      }
    }
  }

  private static void warmUp() throws Exception {
    try (CommitRun run = new CommitRun()) {
      measure(run, 0, 1, WARM_UP_COMMITS);
    }
  }

  /** Commits to a table that is kept at so many snapshots. */
  private static Point measure(CommitRun run, long x, int snapshots, int commits) throws Exception {
    double[] millis = new double[commits];
    Meter all = new Meter();
    for (int i = 0; i < commits; i++) {
      run.write();
      double before = all.cpuMicros();
      all.measure(run::commit);
      millis[i] = (all.cpuMicros() - before) / MICROS_PER_MILLI;
      run.keepSnapshots(snapshots);
    }

    Arrays.sort(millis);
    return new Point(SERIES, x)
        .with("ms/commit", all.cpuMicros() / MICROS_PER_MILLI / commits)
        .with("median ms", millis[commits / 2])
        .with("largest ms", millis[commits - 1])
        .with("KB/commit", all.allocatedBytes() / BYTES_PER_KB / commits)
        .with("metadata KB", run.metadataBytes() / BYTES_PER_KB)
        .with("manifests", run.manifests());
  }
}
