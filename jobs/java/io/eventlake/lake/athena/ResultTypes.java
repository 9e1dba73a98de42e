package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
          "sign",
          "trim_array",
          "approx_percentile");

  /** Those that give several values of it when they have so many arguments. */
  private static final Map<String, Integer> MANY_AT =
      Map.of("min", 2, "max", 2, "min_by", 3, "max_by", 3);

  /** Those that are given a function, whose result stands for it. */
  private static final Map<String, Integer> LAMBDAS =
      Map.of(
          "transform", 1, "zip_with", 2, "reduce", 3, "transform_keys", 1, "transform_values", 1);

  /** Those that make the same of a text and of bytes. */
  private static final List<String> OF_TEXT_OR_BYTES = List.of("substr", "substring");

  private static final List<String> MAPS =
      List.of(
          "map",
          "map_agg",
          "multimap_agg",
          "histogram",
          "map_from_entries",
          "map_concat",
          "split_to_map");

  private ResultTypes() {}

  /** Of a sum, difference, product, quotient or remainder. */
  static ValueType arithmetic(String operator, ValueType left, ValueType right) {
    Kind one = left.kind();
    Kind other = right.kind();
    if (one.isNumber() && other.isNumber()) {
      return left.or(right);
    } else if (one.isNumber() && other == Kind.NULL || other.isNumber() && one == Kind.NULL) {
      return one == Kind.NULL ? right : left;
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
    if (LAMBDAS.containsKey(name)) {
      return ofLambda(
          name, first, arguments.get(Math.min(arguments.size() - 1, LAMBDAS.get(name))));
    } else if (MANY_AT.getOrDefault(name, -1) == arguments.size()
        || name.equals("approx_percentile")
            && arguments.get(arguments.size() - 1).kind() == Kind.ARRAY) {
      return ValueType.array(first);
    } else if (OF_TEXT_OR_BYTES.contains(name) && first.kind() == Kind.VARBINARY) {
      return first;
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
    } else if (name.equals("map") && arguments.isEmpty()) {
      return ValueType.map(ValueType.of(Kind.NULL), ValueType.of(Kind.NULL));
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
    } else if (name.equals("split")
        || name.equals("regexp_split")
        || name.equals("regexp_extract_all")) {
      return ValueType.array(ValueType.of(Kind.VARCHAR));
    } else if (name.equals("concat")) {
      boolean joined = first.kind() == Kind.VARCHAR || first.kind() == Kind.VARBINARY;
      return joined ? first : joined(arguments);
    } else if (name.equals("mod") && arguments.size() == 2) {
      return arithmetic("%", first, arguments.get(1));
    } else if (name.equals("date_trunc") && arguments.size() == 2) {
      return arguments.get(1);
    } else if (name.equals("date_add") && arguments.size() == 3) {
      return arguments.get(2);
    }

    ValueType collection = ofCollections(name, arguments);
    return collection.kind() == Kind.UNKNOWN ? ValueType.of(FixedResults.of(name)) : collection;
  }

  /** An array of arrays, or of an array and an element. */
  private static ValueType joined(List<ValueType> arguments) {
    ValueType all = ofCollections("concat", arguments);
    return all.kind() == Kind.UNKNOWN
        ? arguments.stream()
            .filter(one -> one.kind() == Kind.ARRAY)
            .findFirst()
            .orElse(ValueType.UNKNOWN)
        : all;
  }

  /** Of what is made by a function of which the result is known. */
  private static ValueType ofLambda(String name, ValueType first, ValueType result) {
    boolean map = first.kind() == Kind.MAP;
    switch (name) {
      case "reduce":
        return result;
      case "transform_keys":
        return ValueType.map(result, first.element());
      case "transform_values":
        return ValueType.map(map ? first.parts().get(0) : ValueType.UNKNOWN, result);
      default:
        return ValueType.array(result);
    }
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
      case "zip":
        return ValueType.array(
            ValueType.row(
                Collections.nCopies(arguments.size(), Field.UNNAMED),
                arguments.stream().map(ValueType::element).collect(Collectors.toList())));
      default:
        return ValueType.UNKNOWN;
    }
  }
}
