package io.eventlake.lake.maintain;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.apache.flink.table.data.RowData;

/** The rows of several runs, each in order, as one that is in order. */
final class MergedRows implements Iterator<RowData> {

  private final PriorityQueue<Run> runs = new PriorityQueue<>();

  MergedRows(List<? extends Iterator<KeyedRow>> sorted) {
    for (Iterator<KeyedRow> rows : sorted) {
      if (rows.hasNext()) {
        runs.add(new Run(rows, runs.size()));
      }
    }
  }

  @Override
  public boolean hasNext() {
    return !runs.isEmpty();
  }

  /**
   * The next row.
   *
   * @throws DisorderedException when a run is not in order
   */
  @Override
  public RowData next() {
    Run first = runs.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }

    RowData row = first.head.row;
    if (first.advance()) {
      runs.add(first);
    }

    return row;
  }

  /** A file says that its rows are in an order, and they are not. */
  static final class DisorderedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  /** Of rows that are alike those of the earlier run come first. */
  private static final class Run implements Comparable<Run> {

    private final Iterator<KeyedRow> rows;
    private final int place;
    private KeyedRow head;

    private Run(Iterator<KeyedRow> rows, int place) {
      this.rows = rows;
      this.place = place;
      this.head = rows.next();
    }

    private boolean advance() {
      if (!rows.hasNext()) {
        return false;
      }

      KeyedRow next = rows.next();
      if (next.compareTo(head) < 0) {
        throw new DisorderedException();
      }

      head = next;
      return true;
    }

    @Override
    public int compareTo(Run other) {
      int byHead = head.compareTo(other.head);
      return byHead != 0 ? byHead : Integer.compare(place, other.place);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return place;
    }
  }
}
