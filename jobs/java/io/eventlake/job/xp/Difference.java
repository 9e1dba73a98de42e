package io.eventlake.job.xp;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.publish.RowChanges;
import io.eventlake.lake.publish.TableChange;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What comes to a table and what goes: the rows that it should have less those that it has. */
final class Difference implements AutoCloseable {

  /** Rows that are held, to be written day by day: students have theirs on many days. */
  private static final int HELD = 100_000;

  final RowValues values;

  private final RowChanges changes;
  private final Comparator<List<Object>> byDay;
  private final List<List<Object>> added = new ArrayList<>();
  private final List<List<Object>> removed = new ArrayList<>();

  /**
   * @param day the column by which the table is partitioned
   */
  Difference(LakeTables lake, TableName table, String day) {
    this.values = new RowValues(lake.set().rowType(table));
    this.changes = RowChanges.of(lake, table);
    int position = values.position(day);
    this.byDay = Comparator.comparing(row -> (Integer) row.get(position));
  }

  /** Has the table have some rows in place of others. */
  void replace(Collection<List<Object>> had, Collection<List<Object>> made) {
    Map<List<Object>, Integer> left = new HashMap<>();
    had.forEach(row -> left.merge(row, 1, Integer::sum));
    for (List<Object> row : made) {
      Integer count = left.get(row);
      if (count == null) {
        add(row);
      } else if (count == 1) {
        left.remove(row);
      } else {
        left.put(row, count - 1);
      }
    }

    left.forEach(
        (row, count) -> {
          for (int i = 0; i < count; i++) {
            removed.add(row);
          }
        });
    flushMany();
  }

  void add(List<Object> row) {
    added.add(row);
    flushMany();
  }

  long added() {
    return changes.added() + added.size();
  }

  long removed() {
    return changes.removed() + removed.size();
  }

  /** Null where the table stays as it is. */
  TableChange complete() {
    flush();
    return changes.complete();
  }

  private void flushMany() {
    if (added.size() + removed.size() >= HELD) {
      flush();
    }
  }

  private void flush() {
    removed.sort(byDay);
    removed.forEach(row -> changes.remove(values.row(row)));
    removed.clear();
    added.sort(byDay);
    added.forEach(row -> changes.add(values.row(row)));
    added.clear();
  }

  @Override
  public void close() {
    changes.close();
  }
}
