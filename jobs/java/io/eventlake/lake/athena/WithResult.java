package io.eventlake.lake.athena;

import java.util.List;

/** What a query under WITH gives, under the name that the rest of the statement has for it. */
final class WithResult {

  private final String sql;
  private final List<Output> columns;

  WithResult(String sql, List<Output> columns) {
    this.sql = sql;
    this.columns = List.copyOf(columns);
  }

  /** Its name in DuckDB's words. */
  String sql() {
    return sql;
  }

  List<Output> columns() {
    return columns;
  }
}
