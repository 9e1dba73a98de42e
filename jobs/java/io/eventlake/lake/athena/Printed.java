package io.eventlake.lake.athena;

import java.util.List;

/** A query in DuckDB's words, or the name of one under WITH, and the columns that it gives. */
final class Printed {

  private final String sql;
  private final List<Output> columns;

  Printed(String sql, List<Output> columns) {
    this.sql = sql;
    this.columns = List.copyOf(columns);
  }

  String sql() {
    return sql;
  }

  List<Output> columns() {
    return columns;
  }
}
