package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import java.util.List;
import java.util.Map;

/** Types of what operators and functions give, as far as they are sure. */
final class ResultTypes {

  private static final Map<Kind, List<String>> BY_KIND =
      Map.of(
          Kind.INTEGER,
          List.of(
              "count",
              "count_if",
              "approx_distinct",
              "length",
              "strpos",
              "position",
              "date_diff",
              "year",
              "month",
              "day",
              "hour",
              "minute",
              "second",
              "week",
              "quarter",
              "day_of_week",
              "day_of_month",
              "day_of_year",
              "dow",
              "doy",
              "cardinality",
              "row_number",
              "rank",
              "dense_rank",
              "ntile",
              "codepoint",
              "levenshtein_distance",
              "millisecond",
              "year_of_week",
              "json_array_length",
              "json_size",
              "url_extract_port",
              "array_position"),
          Kind.DOUBLE,
          List.of(
              "percent_rank",
              "cume_dist",
              "to_unixtime",
              "stddev",
              "stddev_pop",
              "stddev_samp",
              "variance",
              "var_pop",
              "var_samp",
              "corr",
              "sqrt",
              "ln",
              "log",
              "log2",
              "log10",
              "exp",
              "power",
              "pow",
              "random",
              "rand",
              "pi",
              "e",
              "geometric_mean",
              "nan",
              "infinity"),
          Kind.VARCHAR,
          List.of(
              "concat_ws",
              "lower",
              "upper",
              "trim",
              "ltrim",
              "rtrim",
              "substr",
              "substring",
              "replace",
              "split_part",
              "regexp_extract",
              "regexp_replace",
              "json_extract_scalar",
              "json_format",
              "url_extract_host",
              "url_extract_path",
              "url_extract_query",
              "url_extract_parameter",
              "url_extract_protocol",
              "url_extract_fragment",
              "url_encode",
              "url_decode",
              "date_format",
              "format_datetime",
              "listagg",
              "array_join",
              "to_hex",
              "from_utf8",
              "typeof",
              "lpad",
              "rpad",
              "chr",
              "translate",
              "format",
              "to_iso8601",
              "to_base64",
              "string_agg"),
          Kind.BOOLEAN,
          List.of(
              "bool_and",
              "bool_or",
              "every",
              "contains",
              "regexp_like",
              "starts_with",
              "any_match",
              "all_match",
              "none_match",
              "is_nan",
              "is_finite",
              "is_infinite",
              "json_array_contains",
              "arrays_overlap"),
          Kind.DATE,
          List.of("date", "last_day_of_month", "from_iso8601_date"),
          Kind.TIMESTAMP,
          List.of("date_parse"),
          Kind.TIMESTAMP_ZONED,
          List.of(
              "now", "at_timezone", "with_timezone", "from_iso8601_timestamp", "parse_datetime"),
          Kind.JSON,
          List.of("json_extract", "json_parse"),
          Kind.VARBINARY,
          List.of("to_utf8", "md5", "sha1", "sha256", "sha512", "from_hex", "from_base64"));

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
    } else if (MAPS.contains(name)) {
      return ValueType.map(ValueType.UNKNOWN, ValueType.UNKNOWN);
    } else if (name.equals("array_agg")) {
      return ValueType.array(first);
    } else if (name.equals("element_at")) {
      return first.element();
    } else if (name.equals("split")) {
      return ValueType.array(ValueType.of(Kind.VARCHAR));
    } else if (name.equals("concat")) {
      return first.kind() == Kind.VARCHAR ? first : ValueType.UNKNOWN;
    } else if (name.equals("date_trunc") && arguments.size() == 2) {
      return arguments.get(1);
    } else if (name.equals("date_add") && arguments.size() == 3) {
      return arguments.get(2);
    }

    return BY_KIND.entrySet().stream()
        .filter(kind -> kind.getValue().contains(name))
        .map(kind -> ValueType.of(kind.getKey()))
        .findFirst()
        .orElse(ValueType.UNKNOWN);
  }
}
