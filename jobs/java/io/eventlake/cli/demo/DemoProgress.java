package io.eventlake.cli.demo;

import io.eventlake.job.LocalMetrics;
import io.eventlake.table.TableName;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** One line every few seconds: what was put into the stream, and how far the job is with it. */
final class DemoProgress {

  private static final String HEADER =
      String.format(
          Locale.ROOT,
          "%5s %9s %9s %7s %8s %11s %9s %9s %9s %9s %8s",
          "s",
          "produced",
          "read",
          "read/s",
          "behind",
          "checkpoint",
          "bronze",
          "dead",
          "silver",
          "sessions",
          "funnel");

  private final PrintWriter out;
  private final AtomicLong produced;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private long lastRead;

  DemoProgress(PrintWriter out, AtomicLong produced) {
    this.out = out;
    this.produced = produced;
  }

  void header() {
    out.println(HEADER);
    out.flush();
  }

  /** Records that the job has taken from the stream. */
  static long read() {
    return LocalMetrics.sum("numRecordsIn", ".Decode.");
  }

  void line() {
    long now = System.nanoTime();
    long read = read();
    double rate = (read - lastRead) * 1e9 / Math.max(1, now - lastNanos);
    long behindMillis = LocalMetrics.max("millisBehindLatest", "");
    long checkpoint = LocalMetrics.max("lastCompletedCheckpointId", "");
    long checkpointMillis = LocalMetrics.max("lastCheckpointDuration", "");
    out.println(
        String.format(
            Locale.ROOT,
            "%5d %9d %9d %7.0f %8s %11s %9d %9d %9d %9d %8d",
            (now - startNanos) / 1_000_000_000L,
            produced.get(),
            read,
            rate,
            behindMillis < 0 ? "-" : String.format(Locale.ROOT, "%.1f s", behindMillis / 1e3),
            checkpoint <= 0
                ? "-"
                : String.format(Locale.ROOT, "%d/%.1f s", checkpoint, checkpointMillis / 1e3),
            rows(TableName.BRONZE_EVENTS),
            rows(TableName.DEAD_LETTERS),
            rows(TableName.SILVER_EVENTS),
            rows(TableName.SESSIONS),
            rows(TableName.FUNNEL)));
    out.flush();
    lastNanos = now;
    lastRead = read;
  }

  /** Rows committed by this job, corrections included. */
  private static long rows(TableName table) {
    return LocalMetrics.sum(
        "committedRows", ".table." + table.database() + "_" + table.table() + ".");
  }
}
