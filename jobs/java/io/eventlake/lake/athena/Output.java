package io.eventlake.lake.athena;

/** A column that a query gives. */
final class Output {

  private final String name;
  private final String column;
  private final ValueType type;

  /**
   * A column.
   *
   * @param name by which the query around it knows it; {@link Field#UNNAMED} where it can not
   * @param column what it is called in DuckDB, not quoted; unique in a query within another
   */
  Output(String name, String column, ValueType type) {
    this.name = name;
    this.column = column;
    this.type = type;
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

  Output as(String newName) {
    return new Output(newName, column, type);
  }

  Output of(ValueType newType) {
    return new Output(name, column, newType);
  }
}
