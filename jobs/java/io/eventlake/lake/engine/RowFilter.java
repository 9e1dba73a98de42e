package io.eventlake.lake.engine;

import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** Which rows of a table statements see, and by what a file is known that can hold none of them. */
public final class RowFilter {

  /** No row at all. */
  public static final RowFilter NOTHING = new RowFilter(Expressions.alwaysFalse(), "false");

  private final Expression files;
  private final String condition;

  /**
   * @param files skips files by their partitions and the bounds of their columns
   * @param condition the same of a row, in DuckDB's words
   */
  public RowFilter(Expression files, String condition) {
    this.files = files;
    this.condition = condition;
  }

  /** The rows of either. */
  public RowFilter or(RowFilter other) {
    return new RowFilter(
        Expressions.or(files, other.files), "(" + condition + ") OR (" + other.condition + ")");
  }

  Expression files() {
    return files;
  }

  /** The rows of a query that are seen. */
  String of(String query) {
    return "SELECT * FROM (" + query + ") WHERE " + condition;
  }
}
