package io.eventlake.lake.athena;

import io.eventlake.lake.athena.Rows.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A column that an expression can name. */
final class Field {

  /** What a column without a name is to an expression: nothing. */
  static final String UNNAMED = "";

  private final List<String> relation;
  private final String name;
  private final String sql;
  private final Supplier<ValueType> type;
  private final List<Origin> origins;

  private Field(
      List<String> relation,
      String name,
      String sql,
      Supplier<ValueType> type,
      List<Origin> origins) {
    this.relation = relation;
    this.name = name;
    this.sql = sql;
    this.type = type;
    this.origins = List.copyOf(origins);
  }

  /**
   * A column.
   *
   * @param relation what it may be qualified by, such as {@code silver, events}; only the alias
   *     where there is one
   * @param name in lower case, or {@link #UNNAMED}
   * @param sql it in DuckDB's words
   */
  static Field of(List<String> relation, String name, String sql, Supplier<ValueType> type) {
    return new Field(relation, name, sql, type, List.of());
  }

  /** The same column under another name, which a relation's alias gives it. */
  Field as(List<String> newRelation, String newName) {
    return new Field(newRelation, newName, sql, type, origins);
  }

  /** The same column otherwise computed. */
  Field by(List<String> newRelation, String newSql) {
    return new Field(newRelation, name, newSql, type, List.of());
  }

  /** The same column, of rows of which something can be asked by it. */
  Field from(List<Origin> newOrigins) {
    return new Field(relation, name, sql, type, newOrigins);
  }

  /** The same column where a row without a partner has nulls: nothing can be asked of its rows. */
  Field orNull() {
    return from(List.of());
  }

  /** Of which rows it is a column as it is. */
  List<Origin> origins() {
    return origins;
  }

  Optional<String> name() {
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  List<String> relation() {
    return relation;
  }

  String sql() {
    return sql;
  }

  ValueType type() {
    return type.get();
  }

  /** Whether a name is this column's. */
  boolean is(String column, List<String> qualifier) {
    return name.equals(column) && isOf(qualifier);
  }

  /** Whether it belongs to a relation of this name. */
  boolean isOf(List<String> qualifier) {
    int extra = relation.size() - qualifier.size();
    return extra >= 0 && relation.subList(extra, relation.size()).equals(qualifier);
  }
}
