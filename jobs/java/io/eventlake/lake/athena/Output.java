package io.eventlake.lake.athena;

import io.eventlake.lake.athena.Rows.Origin;
import java.util.List;
import java.util.stream.Collectors;

/** A column that a query gives. */
final class Output {

  private final String name;
  private final String column;
  private final ValueType type;
  private final List<Origin> origins;

  /**
   * A column.
   *
   * @param name by which the query around it knows it; {@link Field#UNNAMED} where it cannot
   * @param column what it is called in DuckDB, not quoted; unique in a query within another
   */
  Output(String name, String column, ValueType type) {
    this(name, column, type, List.of());
  }

  private Output(String name, String column, ValueType type, List<Origin> origins) {
    this.name = name;
    this.column = column;
    this.type = type;
    this.origins = List.copyOf(origins);
  }

  String name() {
    return name;
  }

  String column() {
    return column;
  }

  ValueType type() {
    return type;
  }

  /** Where the query has it from as it is. */
  List<Origin> origins() {
    return origins;
  }

  Output as(String newName) {
    return new Output(newName, column, type, origins);
  }

  /** Of another type; no column of a relation any more. */
  Output of(ValueType newType) {
    return new Output(name, column, newType);
  }

  /** The same, had from elsewhere. */
  Output from(List<Origin> newOrigins) {
    return new Output(name, column, type, newOrigins);
  }

  /** The same, which says nothing of rows within the query. */
  Output computed() {
    return from(List.of());
  }

  static List<Output> computed(List<Output> columns) {
    return columns.stream().map(Output::computed).collect(Collectors.toList());
  }
}
