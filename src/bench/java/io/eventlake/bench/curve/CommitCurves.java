package io.eventlake.bench.curve;

import io.eventlake.bench.meter.Meter;
import io.eventlake.connector.iceberg.sink.CommitRun;
import java.util.Arrays;

/** The cost of one commit of a few small files against the table's snapshots and its age. */
final class CommitCurves {

  private static final int[] SNAPSHOTS = {1, 100, 1_000};
  private static final int[] FILES = {10, 1_000, 10_000};

  /** Below the number of manifests that Iceberg merges: none is merged. */
  private static final int COMMITS = 25;

  /** In so many manifests are merged once. */
  private static final int COMMITS_WITH_MERGE = 100;

  private static final int WARM_UP_COMMITS = 150;
  private static final double MICROS_PER_MILLI = 1000;
  private static final String SERIES = "silver.events";

  private CommitCurves() {}

  static Curve snapshots() throws Exception {
    Curve curve =
        new Curve(
            "commit-snapshots",
            "One commit: CPU by number of snapshots in the table",
            "snapshots in the table",
            "ms of CPU per commit");
    warmUp();
    try (CommitRun run = new CommitRun()) {
      for (int snapshots : SNAPSHOTS) {
        run.growToSnapshots(snapshots);
        curve.points.add(measure(run, snapshots, snapshots, COMMITS));
      }
    }

    return curve;
  }

  static Curve files() throws Exception {
    Curve curve =
        new Curve(
            "commit-files",
            "One commit: CPU by number of data files in the table",
            "data files in the table",
            "ms of CPU per commit");
    warmUp();
    try (CommitRun run = new CommitRun()) {
      run.write();
      run.commit();
      for (int files : FILES) {
        run.growToFiles(files);
        curve.points.add(measure(run, files, 1, COMMITS_WITH_MERGE));
      }
    }

    return curve;
  }

  private static void warmUp() throws Exception {
    try (CommitRun run = new CommitRun()) {
      measure(run, 0, 1, WARM_UP_COMMITS);
    }
  }

  /** Commits on a table that is kept at so many snapshots. */
  private static Point measure(CommitRun run, long x, int snapshots, int commits) throws Exception {
    double[] cpuMillis = new double[commits];
    Meter all = new Meter();
    for (int i = 0; i < commits; i++) {
      run.write();
      double before = all.cpuMicros();
      all.measure(run::commit);
      cpuMillis[i] = (all.cpuMicros() - before) / MICROS_PER_MILLI;
      run.keepSnapshots(snapshots);
    }

    Arrays.sort(cpuMillis);
    return new Point(SERIES, x)
        .with("ms/commit", all.cpuMicros() / MICROS_PER_MILLI / commits)
        .with("median ms", cpuMillis[commits / 2])
        .with("largest ms", cpuMillis[commits - 1])
        .with("KB/commit", all.allocatedBytes() / 1024 / commits)
        .with("metadata KB", run.metadataBytes() / 1024.0)
        .with("manifests", run.manifests());
  }
}
