package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import java.util.List;
import java.util.Set;

/**
 * Arrays that are given to a function beside others, or beside an element, as Athena takes them.
 */
final class ArrayArguments {

  /** Those that give elements of the first one, which Athena makes of both ones' type. */
  private static final Set<String> OF_FIRST =
      Set.of("array_intersect", "array_except", "array_remove");

  private ArrayArguments() {}

  /** Makes arguments of one type of what is of two. */
  static void unify(String name, List<Typed> values) {
    if (values.size() != 2) {
      return;
    } else if (name.equals("concat")) {
      joinElement(values);
    } else if (OF_FIRST.contains(name)) {
      widenFirst(values, name.equals("array_remove"));
    }
  }

  /**
   * The number of an element: DuckDB makes no value of the element's type of a null without one.
   */
  static Typed index(Typed base, Typed index) {
    return base.kind() == Kind.ARRAY && index.kind() == Kind.NULL
        ? Typed.of("CAST(" + index.sql() + " AS BIGINT)", Kind.INTEGER)
        : index;
  }

  /** An element that is joined to an array becomes an array. */
  private static void joinElement(List<Typed> values) {
    Typed left = values.get(0);
    Typed right = values.get(1);
    if (isElement(right, left)) {
      values.set(1, array(right));
    } else if (isElement(left, right)) {
      values.set(0, array(left));
    }
  }

  private static boolean isElement(Typed value, Typed array) {
    return array.kind() == Kind.ARRAY
        && !value.kind().isOpen()
        && !(value.kind() == Kind.ARRAY && array.type().goesWith(value.type()))
        && array.type().element().goesWith(value.type());
  }

  private static Typed array(Typed element) {
    String sql = element.sql();
    return Typed.of(
        "(CASE WHEN " + sql + " IS NOT NULL THEN [" + sql + "] END)",
        ValueType.array(element.type()));
  }

  private static void widenFirst(List<Typed> values, boolean element) {
    Typed first = values.get(0);
    Typed second = values.get(1);
    ValueType other = element ? ValueType.array(second.type()) : second.type();
    boolean decimals = first.type().element().kind() == Kind.DECIMAL;
    if (first.kind() == Kind.ARRAY && first.type().equals(other) && !decimals) {
      return;
    }

    String beside = element ? "[" + second.sql() + "]" : second.sql();
    ValueType both = first.type().goesWith(other) ? first.type().or(other) : first.type();
    values.set(
        0, Typed.of("(CASE WHEN true THEN " + first.sql() + " ELSE " + beside + " END)", both));
  }
}
