package io.eventlake.operator.metric;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What becomes of checkpoints that are committed to tables; all times are of one clock. */
public final class CommitMetrics {

  private static final long NONE = Long.MAX_VALUE;

  private final Map<String, OfTable> tables = new HashMap<>();
  private final LongSupplier clock;
  private final Counter committed;
  private final Counter failed;
  private volatile long lastMillis;
  private volatile long waitingSince = NONE;

  CommitMetrics(MetricGroup group, Collection<String> names, LongSupplier clock) {
    this.clock = clock;
    this.committed = group.counter("lakeCommits");
    this.failed = group.counter("lakeCommitFailures");
    JobMetrics.gauge(group, "lakeCommitMillis", () -> lastMillis);
    JobMetrics.gauge(group, "secondsUncommitted", () -> secondsSince(waitingSince));
    for (String name : names) {
      tables.put(name, new OfTable(group.addGroup("table", name.replace('.', '_'))));
    }
  }

  /** A checkpoint is in all its tables, after that many milliseconds. */
  public void committed(long tookMillis) {
    lastMillis = tookMillis;
    committed.inc();
  }

  /** A table did not take a checkpoint, retries exhausted. */
  public void failed() {
    failed.inc();
  }

  /**
   * When the job last committed to a table, epoch milliseconds, whichever of its runs did it: a job
   * that fails for a table and starts again must not look as if it had just committed.
   */
  public void lastCommit(String table, long millis) {
    OfTable of = tables.get(table);
    if (of != null) {
      of.lastCommit = millis;
    }
  }

  /** A table took rows. */
  public void committed(String table, long rows) {
    OfTable of = tables.get(table);
    // A restored checkpoint may hold rows of a table that the job has no more.
    if (of != null) {
      of.lastCommit = clock.getAsLong();
      of.rows.inc(rows);
    }
  }

  /** Rows wait to be committed since then, epoch milliseconds. */
  public void waitingSince(long millis) {
    waitingSince = millis;
  }

  /** No rows wait. */
  public void nothingWaits() {
    waitingSince = NONE;
  }

  private long secondsSince(long millis) {
    return millis == NONE
        ? 0
        : Math.max(0, TimeUnit.MILLISECONDS.toSeconds(clock.getAsLong() - millis));
  }

  /** One table; until it has a commit, the time runs from the start of the process. */
  private final class OfTable {
    private final Counter rows;
    private volatile long lastCommit = clock.getAsLong();

    private OfTable(MetricGroup table) {
      rows = table.counter("committedRows");
      JobMetrics.gauge(table, "secondsSinceLastCommit", () -> secondsSince(lastCommit));
    }
  }
}
