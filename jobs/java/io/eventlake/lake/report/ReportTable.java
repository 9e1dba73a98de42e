package io.eventlake.lake.report;

import java.util.List;

/** The result of one query of the report: its columns, and its rows of plain values. */
final class ReportTable {

  private final List<String> columns;
  private final List<List<Object>> rows;

  ReportTable(List<String> columns, List<List<Object>> rows) {
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
  }

  List<String> columns() {
    return columns;
  }

  /** Texts, numbers and nulls in the order of the columns. */
  List<List<Object>> rows() {
    return rows;
  }

  /** What the first row has in a column, or null when there is no row. */
  Object first(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("There is no column " + column + " in " + columns);
    }

    return rows.isEmpty() ? null : rows.get(0).get(index);
  }
}
