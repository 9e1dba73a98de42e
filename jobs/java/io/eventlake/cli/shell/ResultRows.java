package io.eventlake.cli.shell;

import java.util.Iterator;
import java.util.List;

/** A result: the names of its columns and one row after the other. */
public interface ResultRows extends AutoCloseable {

  List<String> columns();

  /** The next row; null after the last. */
  List<Object> next();

  @Override
  void close();

  /** Rows that are there already. */
  static ResultRows of(List<String> columns, List<List<Object>> rows) {
    Iterator<List<Object>> left = rows.iterator();
    return new ResultRows() {
      @Override
      public List<String> columns() {
        return columns;
      }

      @Override
      public List<Object> next() {
        return left.hasNext() ? left.next() : null;
      }

      @Override
      public void close() {}
    };
  }
}
