package io.eventlake.lake.athena;

/** A column of a SELECT. */
final class SelectedItem {

  private final String name;
  private final Typed value;

  private SelectedItem(String name, Typed value) {
    this.name = name;
    this.value = value;
  }

  /**
   * An expression.
   *
   * @param name {@link Field#UNNAMED} where it has none
   */
  static SelectedItem of(String name, Typed value) {
    return new SelectedItem(name, value);
  }

  /** A column as it is. */
  static SelectedItem of(Field field) {
    return new SelectedItem(
        field.name().orElse(Field.UNNAMED), Typed.of(field.sql(), field.type()));
  }

  String name() {
    return name;
  }

  String sql() {
    return value.sql();
  }

  ValueType type() {
    return value.type();
  }
}
