package io.eventlake.cli;

import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.lake.status.DamagedTables;
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

/** What {@code maintain} does to one table after another; a damaged one is left to others. */
final class MaintainedTables {

  private final LakeTables lake;
  private final long fileBytes;
  private final List<List<Object>> rows = new ArrayList<>();
  private final Map<TableName, LakeException> damaged = new LinkedHashMap<>();
  private int compacted;
  private int expired;

  /**
   * @param fileBytes size of the files to make
   */
  MaintainedTables(LakeTables lake, long fileBytes) {
    this.lake = lake;
    this.fileBytes = fileBytes;
  }

  /**
   * Compacts the days before that one and forgets snapshots from before a time; of a damaged table
   * none, for they may hold the rows once more.
   */
  void maintain(TableName name, LocalDate before, Instant expiry, Consumer<String> progress) {
    try {
      requireWhole(name);
      Maintenance table = new Maintenance(lake, name, fileBytes);
      long files = table.files();
      progress.accept("Compacting " + name + ", " + files + " files");
      int read = table.compact(before);
      progress.accept("Expiring snapshots of " + name);
      int forgotten = table.expire(expiry);
      rows.add(List.of(name, files, table.files(), megabytes(table), read, forgotten));
      compacted += read;
      expired += forgotten;
    } catch (LakeException e) {
      damaged.put(name, e);
    }
  }

  /** Also where nothing is to be compacted: a snapshot that is forgotten takes its files along. */
  private void requireWhole(TableName name) {
    DamagedTables.of(lake, name)
        .ifPresent(
            sentence -> {
              throw new LakeException(sentence);
            });
  }

  /** Those that were left as they are, each with what its failure says. */
  Map<TableName, LakeException> damaged() {
    return damaged;
  }

  void print(PrintWriter out) throws IOException {
    out.println(
        (damaged.isEmpty() ? "Done: " : "Not all is done, " + damaged.keySet() + " not: ")
            + compacted
            + " files compacted, "
            + expired
            + " snapshots expired.");
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(
        List.of("table", "files before", "files", "MB/file", "compacted", "snapshots expired"));
    for (List<Object> row : rows) {
      writer.row(row);
    }

    writer.end();
  }

  private static String megabytes(Maintenance table) {
    return table.files() == 0
        ? ""
        : String.format(Locale.ROOT, "%.1f", table.bytes() / 1e6 / table.files());
  }
}
