package io.eventlake.cli.progress;

import io.eventlake.family.web.WebTables;
import io.eventlake.job.LocalMetrics;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** One line every few seconds: how far a job of this process is with its input. */
public final class JobProgress {

  private final PrintWriter out;
  private final LongSupplier produced;
  private final Map<String, TableName> tables = new LinkedHashMap<>();
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private long lastRead;

  private JobProgress(PrintWriter out, LongSupplier produced) {
    this.out = out;
    this.produced = produced;
  }

  /**
   * Of the job of events.
   *
   * @param produced what was put into the stream so far, or null where nobody knows
   * @param set the tables that it writes
   */
  public static JobProgress ofEvents(PrintWriter out, LongSupplier produced, TableSet set) {
    JobProgress progress = new JobProgress(out, produced);
    progress.tables.put("bronze", TableName.BRONZE_EVENTS);
    progress.tables.put("dead", TableName.DEAD_LETTERS);
    progress.tables.put("silver", TableName.SILVER_EVENTS);
    progress.tables.put("sessions", TableName.SESSIONS);
    set.tables().stream()
        .filter(WebTables.FUNNEL::equals)
        .forEach(table -> progress.tables.put("funnel", table));
    return progress;
  }

  /** Of the job of segments. */
  public static JobProgress ofSegments(PrintWriter out) {
    JobProgress progress = new JobProgress(out, null);
    progress.tables.put("segments", SegmentTables.USER_SEGMENTS);
    return progress;
  }

  public void header() {
    StringBuilder line = new StringBuilder(cell(5, "s"));
    if (produced != null) {
      line.append(cell(10, "produced"));
    }

    line.append(cell(10, "read")).append(cell(8, "read/s")).append(cell(9, "behind"));
    line.append(cell(12, "checkpoint"));
    tables.keySet().forEach(table -> line.append(cell(10, table)));
    print(line);
  }

  /** Records that the job has taken from its input. */
  public static long read() {
    return LocalMetrics.sum("numRecordsIn", ".Decode.") + LocalMetrics.sum("segmentChanges", "");
  }

  /** What has been read since the last line, and what is committed. */
  public void line() {
    long now = System.nanoTime();
    long read = read();
    double rate = (read - lastRead) * 1e9 / Math.max(1, now - lastNanos);
    StringBuilder line = new StringBuilder(cell(5, (now - startNanos) / 1_000_000_000L));
    if (produced != null) {
      line.append(cell(10, produced.getAsLong()));
    }

    line.append(cell(10, read)).append(cell(8, String.format(Locale.ROOT, "%.0f", rate)));
    line.append(cell(9, behind())).append(cell(12, checkpoint()));
    tables.values().forEach(table -> line.append(cell(10, rows(table))));
    print(line);
    lastNanos = now;
    lastRead = read;
  }

  private void print(CharSequence line) {
    out.println(line);
    out.flush();
  }

  private static String behind() {
    long millis = LocalMetrics.max("millisBehindLatest", "");
    return millis < 0 ? "-" : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }

  private static String checkpoint() {
    long id = LocalMetrics.max("lastCompletedCheckpointId", "");
    long millis = LocalMetrics.max("lastCheckpointDuration", "");
    return id <= 0 ? "-" : String.format(Locale.ROOT, "%d/%.1f s", id, millis / 1e3);
  }

  /** Rows committed by this job, corrections included. */
  private static long rows(TableName table) {
    return LocalMetrics.sum("committedRows", ".table." + table.layer() + "_" + table.table() + ".");
  }

  private static String cell(int width, Object value) {
    return String.format(Locale.ROOT, "%" + width + "s", value);
  }
}
