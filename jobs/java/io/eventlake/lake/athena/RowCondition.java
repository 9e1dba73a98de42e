package io.eventlake.lake.athena;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * What surely holds on every row of a relation that can change what a statement gives; rows of
 * which it does not hold may be read or not. Comparisons of columns with constants, and sums of
 * these.
 */
public final class RowCondition {

  /** Comparisons; {@code IN} has any number of values, the nulls two none, the others one. */
  public enum Operator {
    IN,
    BELOW,
    AT_MOST,
    ABOVE,
    AT_LEAST,
    NULL,
    NOT_NULL
  }

  /** Which rows alone count, however many there are. */
  public enum Extreme {
    LEAST,
    GREATEST
  }

  /**
   * Makes something else of a condition, from its parts to the whole.
   *
   * @param <T> what is made
   */
  public interface Folding<T> {

    /** Of what holds on every row. */
    T all();

    /**
     * Of a comparison.
     *
     * @param values longs, texts, {@link java.time.LocalDate} and {@link java.time.LocalDateTime}
     */
    T test(String column, Operator operator, List<Object> values);

    T and(T one, T other);

    T or(T one, T other);
  }

  private enum Kind {
    ALL,
    TEST,
    EXTREME,
    AND,
    OR
  }

  /** More constants than this cost more to compare than they save. */
  private static final int MOST_VALUES = 500;

  private static final RowCondition ALL =
      new RowCondition(Kind.ALL, null, null, List.of(), List.of());

  private final Kind kind;
  private final String column;
  private final Operator operator;
  private final List<Object> values;
  private final List<RowCondition> both;
  private final int size;

  private RowCondition(
      Kind kind, String column, Operator operator, List<Object> values, List<RowCondition> both) {
    this.kind = kind;
    this.column = column;
    this.operator = operator;
    this.values = List.copyOf(values);
    this.both = both;
    this.size = 1 + values.size() + both.stream().mapToInt(part -> part.size).sum();
  }

  /** Holds on every row. */
  public static RowCondition all() {
    return ALL;
  }

  /** A comparison of a column with constants. */
  public static RowCondition test(String column, Operator operator, List<Object> values) {
    return values.size() > MOST_VALUES
        ? ALL
        : new RowCondition(Kind.TEST, column, operator, values, List.of());
  }

  /**
   * That a row with the least or the greatest value of a column counts, of all rows there are, and
   * no other. Whoever filters the rows first asks for all of them.
   */
  public static RowCondition extreme(String column, Extreme which) {
    return new RowCondition(Kind.EXTREME, column, null, List.of(which), List.of());
  }

  /** The columns whose extreme values are asked for, and nothing else is; none where more is. */
  public Map<String, Extreme> extremes() {
    return kind == Kind.EXTREME ? Map.of(column, (Extreme) values.get(0)) : Map.of();
  }

  boolean isAll() {
    return kind == Kind.ALL;
  }

  /** Where both together are too long, less. */
  public RowCondition and(RowCondition other) {
    if (kind == Kind.EXTREME || other.kind == Kind.EXTREME) {
      return isAll() ? other : other.isAll() ? this : ALL;
    }

    if (isAll() || other.isAll()) {
      return isAll() ? other : this;
    }

    return size + other.size > MOST_VALUES ? this : of(Kind.AND, other);
  }

  /** Where both together are too long, all. */
  public RowCondition or(RowCondition other) {
    if (kind == Kind.EXTREME || other.kind == Kind.EXTREME) {
      return equals(other) ? this : ALL;
    }

    return isAll() || other.isAll() || size + other.size > MOST_VALUES ? ALL : of(Kind.OR, other);
  }

  private RowCondition of(Kind newKind, RowCondition other) {
    return new RowCondition(newKind, null, null, List.of(), List.of(this, other));
  }

  /** The same of rows that have the columns under other names; of a column that they lack, all. */
  RowCondition renamed(Map<String, String> names) {
    return fold(
        new Folding<>() {
          @Override
          public RowCondition all() {
            return ALL;
          }

          @Override
          public RowCondition test(String name, Operator how, List<Object> constants) {
            return names.containsKey(name)
                ? RowCondition.test(names.get(name), how, constants)
                : ALL;
          }

          @Override
          public RowCondition and(RowCondition one, RowCondition other) {
            return one.and(other);
          }

          @Override
          public RowCondition or(RowCondition one, RowCondition other) {
            return one.or(other);
          }
        });
  }

  /** What becomes of it. */
  public <T> T fold(Folding<T> folding) {
    switch (kind) {
      case ALL:
      case EXTREME:
        return folding.all();
      case TEST:
        return folding.test(column, operator, values);
      default:
        List<T> parts = new ArrayList<>();
        both.forEach(part -> parts.add(part.fold(folding)));
        BiFunction<T, T, T> sum = kind == Kind.AND ? folding::and : folding::or;
        return sum.apply(parts.get(0), parts.get(1));
    }
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof RowCondition)) {
      return false;
    }

    RowCondition its = (RowCondition) other;
    return kind == its.kind
        && Objects.equals(column, its.column)
        && operator == its.operator
        && values.equals(its.values)
        && both.equals(its.both);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, column, operator, values, both);
  }

  @Override
  public String toString() {
    switch (kind) {
      case ALL:
        return "all";
      case EXTREME:
        return column + " " + values.get(0);
      case TEST:
        return column + " " + operator + " " + values;
      default:
        return "(" + both.get(0) + " " + kind + " " + both.get(1) + ")";
    }
  }
}
