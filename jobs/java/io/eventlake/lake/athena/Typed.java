package io.eventlake.lake.athena;

/** An expression in DuckDB's words and, as far as it is known, its type in Athena. */
final class Typed {

  private final String sql;
  private final ValueType type;

  private Typed(String sql, ValueType type) {
    this.sql = sql;
    this.type = type;
  }

  static Typed of(String sql, ValueType type) {
    return new Typed(sql, type);
  }

  static Typed of(String sql, ValueType.Kind kind) {
    return new Typed(sql, ValueType.of(kind));
  }

  String sql() {
    return sql;
  }

  ValueType type() {
    return type;
  }

  ValueType.Kind kind() {
    return type.kind();
  }
}
