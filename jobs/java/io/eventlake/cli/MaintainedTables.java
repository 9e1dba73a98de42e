package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.maintain.MaintainedTable;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.lake.maintain.MaintenancePlan;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Maintains tables one after the other, or tells what there is to do; and sums it up. A damaged one
 * is left as it is: its older files and snapshots may hold the rows once more.
 */
final class MaintainedTables {

  private static final List<String> DONE =
      List.of(
          "table",
          "files before",
          "files",
          "MB/file",
          "compacted",
          "deletes dropped",
          "manifests before",
          "manifests",
          "snapshots expired");

  private static final List<String> PLANNED =
      List.of(
          "table",
          "files",
          "to compact",
          "deletes to drop",
          "manifests",
          "to write anew",
          "snapshots to expire");

  private final LakeTables lake;
  private final long fileBytes;
  private final LocalDate day;
  private final Instant expiry;
  private final Consumer<String> steps;
  private final List<List<Object>> rows = new ArrayList<>();
  private final Map<TableName, LakeException> damaged = new LinkedHashMap<>();
  private int compacted;
  private int deletes;
  private int manifests;
  private int expired;

  /**
   * @param fileBytes size of the files to make
   * @param day days before this one are compacted
   * @param expiry snapshots from before then are forgotten
   */
  MaintainedTables(
      LakeTables lake, long fileBytes, LocalDate day, Instant expiry, Consumer<String> steps) {
    this.lake = lake;
    this.fileBytes = fileBytes;
    this.day = day;
    this.expiry = expiry;
    this.steps = steps;
  }

  void maintain(TableName name) {
    unlessDamaged(name, () -> add(MaintainedTable.of(lake, name, fileBytes, day, expiry, steps)));
  }

  private void unlessDamaged(TableName name, Runnable work) {
    try {
      work.run();
    } catch (LakeException e) {
      damaged.put(name, e);
    }
  }

  private void add(MaintainedTable done) {
    rows.add(
        List.of(
            done.name,
            done.filesBefore,
            done.files,
            megabytes(done),
            done.compacted,
            done.deletesDropped,
            done.manifestsBefore,
            done.manifests,
            done.snapshotsExpired));
    add(done.compacted, done.deletesDropped, done.manifestsReplaced, done.snapshotsExpired);
  }

  void print(PrintWriter out) throws IOException {
    out.println(
        (damaged.isEmpty() ? "Done: " : "Not all is done, " + damaged.keySet() + " not: ")
            + compacted
            + " files compacted, "
            + deletes
            + " files of deletes dropped that nothing meets, "
            + manifests
            + " manifests written anew as few, "
            + expired
            + " snapshots expired.");
    print(out, DONE);
  }

  /** What was done, as {@link #print} tells it. */
  Map<String, Object> document() {
    Map<String, Object> document = document(damaged.isEmpty() ? "DONE" : "NOT ALL DONE", DONE);
    document.put("damaged", leftAlone());
    return document;
  }

  private Map<String, String> leftAlone() {
    Map<String, String> left = new LinkedHashMap<>();
    damaged.forEach((name, e) -> left.put(name.toString(), e.getMessage()));
    return left;
  }

  /** What there is to do, as {@link #printPlan} tells it. */
  Map<String, Object> planDocument() {
    Map<String, Object> document = document("PLANNED", PLANNED);
    document.put("damaged", leftAlone());
    return document;
  }

  private Map<String, Object> document(String verdict, List<String> columns) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("verdict", verdict);
    document.put("files_compacted", compacted);
    document.put("deletes_dropped", deletes);
    document.put("manifests_written_anew", manifests);
    document.put("snapshots_expired", expired);
    document.put("tables", Documents.rows(columns, rows));
    return document;
  }

  /** Those that were left as they are, each with what its failure says. */
  Map<TableName, LakeException> damaged() {
    return damaged;
  }

  /** What there is to do with a table. */
  void plan(TableName name) {
    unlessDamaged(
        name,
        () -> {
          MaintainedTable.requireWhole(lake, name);
          plan(name, new Maintenance(lake, name, fileBytes));
        });
  }

  private void plan(TableName name, Maintenance table) {
    steps.accept("Looking at " + name);
    MaintenancePlan plan = table.plan(day, expiry);
    rows.add(
        List.of(
            name,
            table.files(),
            plan.files,
            plan.deletes,
            table.manifests(),
            plan.manifests,
            plan.snapshots));
    add(plan.files, plan.deletes, plan.manifests, plan.snapshots);
  }

  void printPlan(PrintWriter out) throws IOException {
    out.println(
        "Nothing was changed. To do now: "
            + compacted
            + " files to compact, "
            + deletes
            + " files of deletes to drop then, "
            + manifests
            + " manifests to write anew besides those of the compaction, "
            + expired
            + " snapshots to expire.");
    print(out, PLANNED);
  }

  private void add(int ofCompacted, int ofDeletes, int ofManifests, int ofExpired) {
    compacted += ofCompacted;
    deletes += ofDeletes;
    manifests += ofManifests;
    expired += ofExpired;
  }

  private void print(PrintWriter out, List<String> columns) throws IOException {
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(columns);
    for (List<Object> row : rows) {
      writer.row(row);
    }

    writer.end();
  }

  private static String megabytes(MaintainedTable table) {
    return table.files == 0
        ? ""
        : String.format(Locale.ROOT, "%.1f", table.bytes / 1e6 / table.files);
  }
}
