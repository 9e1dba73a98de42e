package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arguments that a function compares: maps, arrays and rows are not compared as in Athena. */
final class ComparedArguments {

  /** The first of them, by order. */
  private static final Set<String> ORDERED = Set.of("min", "max");

  private static final Set<String> ORDERED_BY_SECOND = Set.of("min_by", "max_by");
  private static final Set<String> ORDERED_ALL = Set.of("greatest", "least");
  private static final Set<String> ORDERED_ELEMENTS = Set.of("array_min", "array_max");

  /** Those that look for an element; Athena refuses nulls within it. */
  private static final Set<String> LOOKING = Set.of("contains", "array_position", "array_remove");

  /** Those that take equal ones for one, with which argument. */
  private static final Map<String, Integer> ONCE =
      Map.of("approx_distinct", 0, "histogram", 0, "map_agg", 0);

  private static final Set<String> ELEMENTS_ONCE =
      Set.of("array_distinct", "array_union", "array_intersect", "array_except", "arrays_overlap");

  private final Checks checks;

  ComparedArguments(Checks checks) {
    this.checks = checks;
  }

  /** Looks whether the function compares as in Athena what it is given. */
  void require(Node node, String name, List<Typed> given, boolean distinct) {
    if (given.isEmpty()) {
      return;
    }

    ValueType first = given.get(0).type();
    if (ORDERED.contains(name)) {
      ordered(node, first, name);
    } else if (ORDERED_BY_SECOND.contains(name) && given.size() > 1) {
      ordered(node, given.get(1).type(), name);
    } else if (ORDERED_ALL.contains(name)) {
      given.forEach(one -> ordered(node, one.type(), name));
    } else if (ORDERED_ELEMENTS.contains(name)) {
      ordered(node, first.element(), name);
    } else if (name.equals("array_sort")) {
      checks.ordered(node, first.element(), name);
    } else if (LOOKING.contains(name)) {
      checks.flat(node, first.element(), name);
    } else if (ONCE.containsKey(name)) {
      checks.alike(node, given.get(ONCE.get(name)).type(), name);
    } else if (ELEMENTS_ONCE.contains(name)) {
      given.forEach(one -> checks.alike(node, element(one.type()), name));
    } else if (name.equals("map")) {
      checks.alike(node, element(first), "MAP"); // values may be maps
    }

    if (distinct) {
      checks.alike(node, first, name + "(DISTINCT ..)");
    }
  }

  private static ValueType element(ValueType type) {
    return type.kind() == Kind.ARRAY ? type.element() : ValueType.UNKNOWN;
  }

  private void ordered(Node node, ValueType type, String name) {
    checks.ordered(node, type, name);
    checks.flat(node, type, name);
  }
}
