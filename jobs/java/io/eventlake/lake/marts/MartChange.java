package io.eventlake.lake.marts;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.ChangedRows;
import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.publish.TableChange;
import io.eventlake.table.TableDefinition;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.WriteResult;

/** What one run does to a mart: the rows that come and go, in files that are not published yet. */
final class MartChange {

  final Mart mart;

  /** Of a mart of days those that were looked at; of another none. */
  final SortedSet<LocalDate> days = new TreeSet<>();

  private final Map<Object, Long> addedByDay = new HashMap<>();
  private long added;
  private long removed;
  private TableChange change;

  private MartChange(Mart mart) {
    this.mart = mart;
  }

  /** Where no source has changed. */
  static MartChange none(Mart mart) {
    return new MartChange(mart);
  }

  /**
   * Finds the rows and writes them.
   *
   * @param own the marts' tables, which nobody else writes meanwhile
   * @param keys a query that gives the keys whose rows may have changed
   * @param isOfAll whether these are all keys that there are
   */
  static MartChange of(LakeEngine engine, LakeTables own, Mart mart, String keys, boolean isOfAll) {
    MartChange change = new MartChange(mart);
    String changed = mart.isOfDays() ? change.days(engine, keys) : keys;
    try {
      change.write(engine, own, mart.differences(changed, isOfAll));
      return change;
    } catch (IOException e) {
      throw new LakeException(mart.table + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Few, and by them files need not be read. */
  private String days(LakeEngine engine, String keys) {
    try (QueryResult rows = engine.run(keys)) {
      for (List<Object> row = rows.next(); row != null; row = rows.next()) {
        days.add(LocalDate.parse((String) row.get(0)));
      }
    }

    return literals(days);
  }

  /** As SQL has days between the brackets of IN. */
  static String literals(SortedSet<LocalDate> days) {
    return days.isEmpty()
        ? "CAST(NULL AS DATE)"
        : days.stream().map(day -> "DATE '" + day + "'").collect(Collectors.joining(", "));
  }

  private void write(LakeEngine engine, LakeTables own, String differences) throws IOException {
    Table table = own.load(mart.table);
    TableDefinition definition = own.set().definition(mart.table);
    RowType type = own.set().rowType(mart.table);
    try (ChangedRows files = RowFiles.changes(table, definition.keyColumns());
        QueryResult rows = engine.run(differences)) {
      for (List<Object> row = rows.next(); row != null; row = rows.next()) {
        if ((Long) row.get(1) > 0) {
          files.remove(ResultRows.row(type, row));
          removed++;
        }

        if ((Long) row.get(0) > 0) {
          files.add(ResultRows.row(type, row));
          added++;
          addedByDay.merge(row.get(2), 1L, Long::sum);
        }
      }

      change(table, files.complete());
    }
  }

  private void change(Table table, WriteResult files) {
    if (added + removed > 0) {
      Snapshot base = table.currentSnapshot();
      change = TableChange.upsert(mart.table, base == null ? null : base.snapshotId(), files);
    }
  }

  boolean isEmpty() {
    return change == null;
  }

  /** Null where no row comes or goes. */
  TableChange change() {
    return change;
  }

  long added() {
    return added;
  }

  long removed() {
    return removed;
  }

  /** Rows that come of a day. */
  long added(LocalDate day) {
    return addedByDay.getOrDefault(day.toString(), 0L);
  }
}
