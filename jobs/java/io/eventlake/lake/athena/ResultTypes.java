package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import java.util.List;
import java.util.Map;

/** Types of what operators and functions give, as far as they are sure. */
final class ResultTypes {

  /** Those that give a value of their first argument. */
  private static final List<String> OF_FIRST =
      List.of(
          "min",
          "max",
          "arbitrary",
          "any_value",
          "lag",
          "lead",
          "first_value",
          "last_value",
          "nth_value",
          "max_by",
          "min_by",
          "abs",
          "array_distinct",
          "array_sort",
          "filter",
          "slice",
          "array_remove",
          "shuffle",
          "map_filter",
          "reverse",
          "sum",
          "round",
          "floor",
          "ceil",
          "ceiling",
          "truncate",
          "approx_percentile");

  /** Those that give several values of it when they have so many arguments. */
  private static final Map<String, Integer> MANY_AT =
      Map.of("min", 2, "max", 2, "min_by", 3, "max_by", 3);

  private static final List<String> MAPS =
      List.of(
          "map",
          "map_agg",
          "multimap_agg",
          "histogram",
          "map_from_entries",
          "map_concat",
          "transform_values",
          "transform_keys",
          "split_to_map",
          "map_zip_with",
          "map_union");

  private ResultTypes() {}

  /** Of a sum, difference, product, quotient or remainder. */
  static ValueType arithmetic(String operator, ValueType left, ValueType right) {
    Kind one = left.kind();
    Kind other = right.kind();
    if (one.isNumber() && other.isNumber()) {
      return left.or(right);
    } else if (one.isInstant() && other.isInstant()) {
      return ValueType.of(Kind.DAYS);
    } else if (one.isInstant() && (other.isInterval() || operator.equals("-"))) {
      return other.isInterval() ? shifted(left, other) : ValueType.UNKNOWN;
    } else if (one.isInterval() && (other.isInstant() || other.isNumber() || one == other)) {
      return other.isInstant() ? shifted(right, one) : left;
    }

    return ValueType.UNKNOWN;
  }

  private static ValueType shifted(ValueType time, Kind by) {
    return by == Kind.DAYS ? time.shifted() : time;
  }

  /** Of a call. */
  static ValueType call(String name, List<ValueType> arguments) {
    ValueType first = arguments.isEmpty() ? ValueType.UNKNOWN : arguments.get(0);
    if (MANY_AT.getOrDefault(name, -1) == arguments.size()) {
      return ValueType.array(first);
    } else if (OF_FIRST.contains(name)) {
      return first;
    } else if (name.equals("greatest") || name.equals("least")) {
      return arguments.stream().reduce(ValueType.of(Kind.NULL), ValueType::or);
    } else if (name.equals("array_max") || name.equals("array_min")) {
      return first.element();
    } else if (name.equals("sequence")) {
      return ValueType.array(first);
    } else if (name.equals("map_keys") && first.kind() == Kind.MAP) {
      return ValueType.array(first.parts().get(0));
    } else if (name.equals("map_values") && first.kind() == Kind.MAP) {
      return ValueType.array(first.element());
    } else if ((name.equals("rand") || name.equals("random")) && !arguments.isEmpty()) {
      return ValueType.of(Kind.INTEGER);
    } else if (name.equals("avg")) {
      return first.kind() == Kind.INTEGER ? ValueType.of(Kind.DOUBLE) : first;
    } else if (name.equals("map") && arguments.size() == 2) {
      return ValueType.map(first.element(), arguments.get(1).element());
    } else if (name.equals("map_agg") && arguments.size() == 2) {
      return ValueType.map(first, arguments.get(1));
    } else if (MAPS.contains(name) && ofCollections(name, arguments).kind() == Kind.UNKNOWN) {
      return ValueType.map(ValueType.UNKNOWN, ValueType.UNKNOWN);
    } else if (name.equals("array_agg")) {
      return ValueType.array(first);
    } else if (name.equals("element_at")) {
      return first.element();
    } else if (name.equals("split")) {
      return ValueType.array(ValueType.of(Kind.VARCHAR));
    } else if (name.equals("concat")) {
      return first.kind() == Kind.VARCHAR ? first : ofCollections(name, arguments);
    } else if (name.equals("date_trunc") && arguments.size() == 2) {
      return arguments.get(1);
    } else if (name.equals("date_add") && arguments.size() == 3) {
      return arguments.get(2);
    }

    ValueType collection = ofCollections(name, arguments);
    return collection.kind() == Kind.UNKNOWN ? ValueType.of(FixedResults.of(name)) : collection;
  }

  /** Arrays and maps that are made of others. */
  private static ValueType ofCollections(String name, List<ValueType> arguments) {
    ValueType first = arguments.isEmpty() ? ValueType.UNKNOWN : arguments.get(0);
    switch (name) {
      case "concat":
      case "array_union":
      case "array_intersect":
      case "array_except":
      case "map_concat":
        return arguments.stream().allMatch(first::goesWith)
            ? arguments.stream().reduce(ValueType.of(Kind.NULL), ValueType::or)
            : ValueType.UNKNOWN;
      case "flatten":
        return first.element();
      case "repeat":
        return ValueType.array(first);
      case "map_entries":
        return ValueType.array(
            first.kind() == Kind.MAP
                ? ValueType.row(List.of("", ""), first.parts())
                : ValueType.UNKNOWN);
      case "map_from_entries":
        return first.element().parts().size() == 2
            ? ValueType.map(first.element().parts().get(0), first.element().parts().get(1))
            : ValueType.map(ValueType.UNKNOWN, ValueType.UNKNOWN);
      case "histogram":
        return ValueType.map(first, ValueType.of(Kind.INTEGER));
      case "transform":
        return ValueType.array(ValueType.UNKNOWN);
      default:
        return ValueType.UNKNOWN;
    }
  }
}
