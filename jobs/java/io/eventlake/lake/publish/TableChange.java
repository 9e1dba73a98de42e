package io.eventlake.lake.publish;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.WriteResult;

/** What a publication does to one table, by files that were written before. */
public final class TableChange {

  private final TableName table;
  private final Long base;
  private final List<DataFile> removed;
  private final List<DataFile> added;
  private final List<DeleteFile> deletes;

  private TableChange(
      TableName table,
      Long base,
      List<DataFile> removed,
      List<DataFile> added,
      List<DeleteFile> deletes) {
    this.table = table;
    this.base = base;
    this.removed = removed;
    this.added = added;
    this.deletes = deletes;
  }

  /**
   * Files in place of others.
   *
   * @param base the snapshot that the others are of, or null where the table had none
   */
  public static TableChange replace(
      TableName table, Long base, List<DataFile> removed, List<DataFile> added) {
    return new TableChange(table, base, List.copyOf(removed), List.copyOf(added), List.of());
  }

  /** Rows beside those that there are. */
  public static TableChange append(TableName table, Long base, List<DataFile> added) {
    return replace(table, base, List.of(), added);
  }

  /**
   * Days written anew as a whole, in a table that is partitioned by them.
   *
   * @param column with the days, a date
   * @param added the rows that the days have now; none for those that are empty
   * @throws PublishException when a file holds other days, too, and cannot go
   */
  public static TableChange days(
      LakeTables lake,
      TableName table,
      Long base,
      String column,
      Collection<LocalDate> days,
      List<DataFile> added) {
    Object[] values = days.stream().map(day -> (int) day.toEpochDay()).toArray();
    Expression filter =
        values.length == 0 ? Expressions.alwaysFalse() : Expressions.in(column, values);
    return replace(table, base, whole(lake, table, base, filter), added);
  }

  /**
   * Rows by the table's key, in place of the ones that there are.
   *
   * @param written of rows with retractions: data files and the deletes that go with them
   */
  public static TableChange upsert(TableName table, Long base, WriteResult written) {
    return new TableChange(
        table, base, List.of(), List.of(written.dataFiles()), List.of(written.deleteFiles()));
  }

  TableName table() {
    return table;
  }

  /** Null where the table had no snapshot. */
  Long base() {
    return base;
  }

  List<DataFile> removed() {
    return removed;
  }

  List<DataFile> added() {
    return added;
  }

  List<DeleteFile> deletes() {
    return deletes;
  }

  /** Files all of whose rows the condition holds for. */
  private static List<DataFile> whole(
      LakeTables lake, TableName table, Long base, Expression filter) {
    List<DataFile> files = new ArrayList<>();
    if (base == null) {
      return files;
    }

    try (CloseableIterable<FileScanTask> tasks =
        lake.load(table)
            .newScan()
            .useSnapshot(base)
            .filter(filter)
            .includeColumnStats()
            .planFiles()) {
      for (FileScanTask task : tasks) {
        if (task.residual().op() != Expression.Operation.TRUE) {
          throw new PublishException(
              table
                  + " is not partitioned by the days that are to be replaced: "
                  + task.file().location()
                  + " may hold others, too. Replace its rows by key");
        }

        files.add(task.file());
      }

      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(table + " cannot be planned", e);
    }
  }
}
