package io.eventlake.lake.athena;

import java.util.List;

/** What stands after FROM, or a part of it, in DuckDB's words, and the columns that it brings. */
final class From {

  private final String sql;
  private final List<Field> fields;

  From(String sql, List<Field> fields) {
    this.sql = sql;
    this.fields = List.copyOf(fields);
  }

  String sql() {
    return sql;
  }

  List<Field> fields() {
    return fields;
  }
}
