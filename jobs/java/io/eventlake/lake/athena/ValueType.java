package io.eventlake.lake.athena;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A type of Athena as far as statements are checked by it: what can be compared with what, and the
 * columns of a row. Lengths, precisions and scales do not matter here.
 */
final class ValueType {

  /** The kinds between which Athena does not convert by itself. */
  enum Kind {
    UNKNOWN("of a type that is not known"),
    NULL("NULL"),
    BOOLEAN("a boolean"),
    INTEGER("an integer"),
    DECIMAL("a decimal"),
    DOUBLE("a double"),
    VARCHAR("a text"),
    VARBINARY("binary"),
    DATE("a date"),
    TIME("a time of day"),
    TIMESTAMP("a timestamp"),
    TIMESTAMP_ZONED("a timestamp with a time zone"),
    DAYS("an interval of days and seconds"),
    MONTHS("an interval of months"),
    JSON("JSON"),
    ARRAY("an array"),
    MAP("a map"),
    ROW("a row"),
    OTHER("of another type");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** In a sentence, after "is". */
    String words() {
      return words;
    }

    boolean isNumber() {
      return this == INTEGER || this == DECIMAL || this == DOUBLE;
    }

    boolean isInstant() {
      return this == DATE || this == TIMESTAMP || this == TIMESTAMP_ZONED;
    }

    boolean isInterval() {
      return this == DAYS || this == MONTHS;
    }

    boolean isOpen() {
      return this == UNKNOWN || this == NULL;
    }
  }

  static final ValueType UNKNOWN = of(Kind.UNKNOWN);

  private final Kind kind;
  private final List<String> names;
  private final List<ValueType> parts;

  private ValueType(Kind kind, List<String> names, List<ValueType> parts) {
    this.kind = kind;
    this.names = List.copyOf(names);
    this.parts = List.copyOf(parts);
  }

  static ValueType of(Kind kind) {
    return new ValueType(kind, List.of(), List.of());
  }

  static ValueType array(ValueType element) {
    return new ValueType(Kind.ARRAY, List.of(), List.of(element));
  }

  static ValueType map(ValueType key, ValueType value) {
    return new ValueType(Kind.MAP, List.of(), List.of(key, value));
  }

  /**
   * A row.
   *
   * @param names of its fields in lower case; empty where one has none
   */
  static ValueType row(List<String> names, List<ValueType> types) {
    return new ValueType(Kind.ROW, names, types);
  }

  Kind kind() {
    return kind;
  }

  /** Names of the fields of a row. */
  List<String> names() {
    return names;
  }

  /** Types of a row's fields, of an array's element, of a map's key and value. */
  List<ValueType> parts() {
    return parts;
  }

  /** The element of an array, the value of a map, else nothing that is known. */
  ValueType element() {
    return kind == Kind.ARRAY || kind == Kind.MAP ? parts.get(parts.size() - 1) : UNKNOWN;
  }

  /** Whether Athena compares the two, or has them in one column. */
  boolean goesWith(ValueType other) {
    Kind its = other.kind;
    if (kind.isOpen() || its.isOpen()) {
      return true;
    }

    boolean alike =
        kind == its || (kind.isNumber() && its.isNumber()) || (kind.isInstant() && its.isInstant());
    return alike && partsGoWith(other);
  }

  private boolean partsGoWith(ValueType other) {
    if (parts.isEmpty() || other.parts.isEmpty()) {
      return true;
    }

    boolean all = parts.size() == other.parts.size();
    for (int i = 0; all && i < parts.size(); i++) {
      all = parts.get(i).goesWith(other.parts.get(i));
    }

    return all;
  }

  /** What a value is that is one of either; the two must go with each other. */
  ValueType or(ValueType other) {
    if (kind == Kind.NULL) {
      return other;
    } else if (other.kind == Kind.NULL
        || kind == other.kind && parts.size() == other.parts.size()) {
      return partsOr(other);
    }

    return kind == Kind.UNKNOWN || other.kind == Kind.UNKNOWN
        ? UNKNOWN
        : of(Kind.values()[Math.max(kind.ordinal(), other.kind.ordinal())]);
  }

  private ValueType partsOr(ValueType other) {
    if (parts.size() != other.parts.size()) {
      return this;
    }

    List<ValueType> both = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      both.add(parts.get(i).or(other.parts.get(i)));
    }

    return new ValueType(kind, names.isEmpty() ? other.names : names, both);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueType
        && ((ValueType) other).kind == kind
        && ((ValueType) other).names.equals(names)
        && ((ValueType) other).parts.equals(parts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, names, parts);
  }

  @Override
  public String toString() {
    return kind + (parts.isEmpty() ? "" : parts.toString());
  }
}
