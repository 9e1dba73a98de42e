package io.eventlake.lake.maintain;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterator;

/** Runs of a table's rows, each in its order, that become one. Not for several threads. */
final class RowRuns implements AutoCloseable {

  private final SortKeys keys;
  private final RowDataSerializer copies;
  private final List<Iterator<KeyedRow>> runs = new ArrayList<>();
  private final List<Closeable> open = new ArrayList<>();

  RowRuns(Table table, RowType rows) {
    this.keys = new SortKeys(table.schema(), table.sortOrder(), rows);
    this.copies = new RowDataSerializer(rows);
  }

  /** Adds rows in any order: all of them are held, and read to their end. */
  void addSorted(Iterator<RowData> rows) {
    List<KeyedRow> all = new ArrayList<>();
    rows.forEachRemaining(row -> all.add(keyed(row)));
    Collections.sort(all);
    runs.add(all.iterator());
  }

  /**
   * Adds rows that are in the order: one of them is held at a time.
   *
   * @param rows closed with the runs
   */
  void add(CloseableIterator<RowData> rows) {
    open.add(rows);
    runs.add(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public KeyedRow next() {
            return keyed(rows.next());
          }
        });
  }

  /**
   * All rows in the order; asked for once, when all runs were added.
   *
   * @throws MergedRows.DisorderedException while it is read, where a run is not in the order
   */
  Iterator<RowData> merged() {
    return new MergedRows(runs);
  }

  /** The reader fills one row again and again. */
  private KeyedRow keyed(RowData row) {
    RowData copy = copies.toBinaryRow(row).copy();
    return new KeyedRow(copy, keys.of(copy));
  }

  @Override
  public void close() throws IOException {
    for (Closeable rows : open) {
      rows.close();
    }
  }
}
