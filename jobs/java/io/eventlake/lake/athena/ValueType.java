package io.eventlake.lake.athena;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A type of Athena as far as statements are checked by it: what can be compared with what, and the
 * columns of a row. Lengths, precisions and scales do not matter here.
 */
final class ValueType {

  /** The kinds between which Athena does not convert by itself. */
  enum Kind {
    UNKNOWN("of a type that is not known", "?"),
    NULL("NULL", "unknown"),
    BOOLEAN("a boolean", "boolean"),
    INTEGER("an integer", "bigint"),
    DECIMAL("a decimal", "decimal"),
    DOUBLE("a double", "double"),
    VARCHAR("a text", "varchar"),
    VARBINARY("binary", "varbinary"),
    DATE("a date", "date"),
    TIME("a time of day", "time"),
    TIMESTAMP("a timestamp", "timestamp"),
    TIMESTAMP_ZONED("a timestamp with a time zone", "timestamp with time zone"),
    DAYS("an interval of days and seconds", "interval day to second"),
    MONTHS("an interval of months", "interval year to month"),
    JSON("JSON", "json"),
    ARRAY("an array", "array"),
    MAP("a map", "map"),
    ROW("a row", "row"),
    OTHER("of another type", "other");

    private final String words;
    private final String athena;

    Kind(String words, String athena) {
      this.words = words;
      this.athena = athena;
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

  /** Of a timestamp: DuckDB has as many digits as Athena. */
  private static final int AS_STORED = -1;

  private final Kind kind;
  private final List<String> names;
  private final List<ValueType> parts;
  private final int digits;

  private ValueType(Kind kind, List<String> names, List<ValueType> parts, int digits) {
    this.kind = kind;
    this.names = List.copyOf(names);
    this.parts = List.copyOf(parts);
    this.digits = digits;
  }

  private ValueType(Kind kind, List<String> names, List<ValueType> parts) {
    this(kind, names, parts, AS_STORED);
  }

  static ValueType of(Kind kind) {
    return new ValueType(kind, List.of(), List.of());
  }

  /**
   * A timestamp that stands in the statement.
   *
   * @param digits of its second: how many its text has
   */
  static ValueType written(Kind kind, int digits) {
    boolean stored = digits == (kind == Kind.TIMESTAMP ? 6 : 3);
    return new ValueType(kind, List.of(), List.of(), stored ? AS_STORED : digits);
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

  /** How many digits the second of a timestamp has, where DuckDB has another number. */
  OptionalInt digits() {
    return digits == AS_STORED ? OptionalInt.empty() : OptionalInt.of(digits);
  }

  /** Whether a timestamp, or one within, has other digits than DuckDB's. */
  boolean hasDigits() {
    return digits != AS_STORED || parts.stream().anyMatch(ValueType::hasDigits);
  }

  /** With days or hours added to it: milliseconds are kept. */
  ValueType shifted() {
    return digits >= 0 && digits < 3 ? written(kind, 3) : this;
  }

  /** As Athena shows it, where DuckDB has the same type for others. */
  Optional<String> shown() {
    if (kind.isInterval()) {
      return Optional.of(kind.athena);
    } else if (digits == AS_STORED) {
      return Optional.empty();
    }

    return Optional.of(
        "timestamp(" + digits + ")" + (kind == Kind.TIMESTAMP ? "" : " with time zone"));
  }

  /** As Athena writes it, without lengths. */
  String words() {
    String inner = parts.stream().map(ValueType::words).collect(Collectors.joining(", "));
    return kind.athena + (parts.isEmpty() ? "" : "(" + inner + ")");
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

  /** Whether it is of a kind, or has such a part. */
  boolean holds(Kind sought) {
    return kind == sought || parts.stream().anyMatch(part -> part.holds(sought));
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

    return parts.size() == other.parts.size()
        && IntStream.range(0, parts.size())
            .allMatch(i -> parts.get(i).goesWith(other.parts.get(i)));
  }

  /** What a value is that is one of either; the two must go with each other. */
  ValueType or(ValueType other) {
    if (kind == Kind.NULL) {
      return other;
    } else if (other.kind == Kind.NULL
        || kind == other.kind && parts.size() == other.parts.size()) {
      return partsOr(other);
    }

    ValueType wider = kind.ordinal() > other.kind.ordinal() ? this : other;
    return kind == Kind.UNKNOWN || other.kind == Kind.UNKNOWN ? UNKNOWN : wider;
  }

  private ValueType partsOr(ValueType other) {
    if (parts.size() != other.parts.size()) {
      return this;
    }

    List<ValueType> both = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      both.add(parts.get(i).or(other.parts.get(i)));
    }

    boolean stored = digits == AS_STORED || other.digits == AS_STORED;
    return new ValueType(
        kind,
        names.isEmpty() ? other.names : names,
        both,
        stored && other.kind != Kind.NULL ? AS_STORED : Math.max(digits, other.digits));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueType
        && ((ValueType) other).kind == kind
        && ((ValueType) other).names.equals(names)
        && ((ValueType) other).parts.equals(parts)
        && ((ValueType) other).digits == digits;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, names, parts, digits);
  }

  @Override
  public String toString() {
    return kind + (parts.isEmpty() ? "" : parts.toString());
  }
}
