package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.eventlake.lake.sql.SqlException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arrays and maps. */
final class CollectionFunctions {

  /** Of functions that are given to others; no name of a statement has a blank. */
  private static final String ENTRY = "\"athena entry\"";

  private static final ValueType DOUBLES = ValueType.array(ValueType.of(Kind.DOUBLE));

  /** NaN is equal to nothing in Athena, and to itself in DuckDB. */
  private static final String NUMBERS = "list_filter($1, lambda e: e IS NULL OR NOT isnan(e))";

  private static final String NUMBERS_OR_NULL =
      "list_transform($1, lambda e: nullif(e, CAST('NaN' AS DOUBLE)))";

  private static final Pattern INTERVAL =
      Pattern.compile("(?s)(\\(- ?)?(to_(?:days|milliseconds|months))\\((-?\\d+)\\)\\)?");

  private CollectionFunctions() {}

  static void addTo(FunctionTable table) {
    addArrays(table);
    addOfElements(table);
    addMaps(table);
    table
        .add("sequence", 2, CollectionFunctions::sequence)
        .add("sequence", 3, CollectionFunctions::steps);
  }

  private static void addArrays(FunctionTable table) {
    table
        .add("cardinality", "CAST(cardinality($1) AS BIGINT)")
        .add("element_at", "athena_element_at($1, $2)")
        .add("contains", "athena_contains($1, $2)")
        .where(0, DOUBLES, "contains", "athena_contains(" + NUMBERS + ", $2)")
        .add("arrays_overlap", "athena_overlap($1, $2)")
        .add("array_join", "athena_join(list_transform($1, lambda e: athena_to_varchar(e)), $2)")
        .add(
            "array_join",
            "athena_join(list_transform($1, lambda e: coalesce(athena_to_varchar(e), $3)), $2)")
        .add("array_distinct", "athena_distinct($1)")
        .add("array_sort", "list_sort($1, 'ASC', 'NULLS LAST')")
        .add("array_sort", 2, CollectionFunctions::sorted)
        .add("array_max", "athena_largest($1)")
        .where(
            0,
            DOUBLES,
            "array_max",
            "CASE WHEN len($1) = list_count($1) THEN coalesce(list_max(list_filter($1,"
                + " lambda e: NOT isnan(e))), list_max($1)) END")
        .add("array_min", "athena_smallest($1)")
        .add("array_position", "athena_position($1, $2)")
        .where(0, DOUBLES, "array_position", "athena_position(" + NUMBERS_OR_NULL + ", $2)")
        .add("array_remove", "athena_remove($1, $2)")
        .where(
            0,
            DOUBLES,
            "array_remove",
            "CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL"
                + " THEN list_filter($1, lambda e: e IS NULL OR isnan(e) OR e <> $2) END")
        .add("array_union", "athena_distinct(list_concat($1, $2))")
        .add(
            "array_intersect",
            "athena_distinct(list_filter($1, lambda e: list_position($2, e) IS NOT NULL))")
        .add(
            "array_except",
            "athena_distinct(list_filter($1, lambda e: list_position($2, e) IS NULL))")
        .add("slice", "athena_slice($1, $2, $3)")
        .add("trim_array", "athena_trim($1, $2)")
        .add("flatten", "flatten($1)")
        .add("repeat", "athena_repeat($1, $2)")
        .add("zip", "list_zip($1, $2)");
  }

  private static void addOfElements(FunctionTable table) {
    table
        .add("transform", 2, of -> list("list_transform", "transform", of))
        .add("filter", 2, of -> list("list_filter", "filter", of))
        .add("any_match", 2, of -> "athena_any(" + list("list_transform", "any_match", of) + ")")
        .add("all_match", 2, of -> "athena_all(" + list("list_transform", "all_match", of) + ")")
        .add(
            "none_match",
            2,
            of -> "(NOT athena_any(" + list("list_transform", "none_match", of) + "))")
        .add("reduce", 4, CollectionFunctions::reduce)
        .add("zip_with", 3, CollectionFunctions::zipWith);
  }

  private static void addMaps(FunctionTable table) {
    table
        .add("map", "map([], [])")
        .add("map", "athena_map($1, $2)")
        .add("map_keys", "map_keys($1)")
        .add("map_values", "map_values($1)")
        .add("map_entries", "map_entries($1)")
        .add("map_from_entries", "map_from_entries($1)")
        .addMany("map_concat", 2, of -> "map_concat(" + String.join(", ", of) + ")")
        .add("map_filter", 2, of -> entries("list_filter", of, value("map_filter", of)))
        .add(
            "transform_values", 2, of -> changed(of, ENTRY + ".key", value("transform_values", of)))
        .add("transform_keys", 2, of -> changed(of, value("transform_keys", of), ENTRY + ".value"));
  }

  private static String sorted(List<String> of) {
    throw new SqlException(
        "array_sort takes no function here; sort rows of (key, value) and transform them, or write"
            + " array_agg(x ORDER BY ..)");
  }

  private static String list(String name, String function, List<String> of) {
    return name + "(" + of.get(0) + ", " + Lambda.read(of.get(1), function, 1).print() + ")";
  }

  private static String value(String function, List<String> of) {
    return Lambda.read(of.get(1), function, 2).of(ENTRY + ".key", ENTRY + ".value");
  }

  private static String changed(List<String> of, String key, String value) {
    return entries("list_transform", of, "struct_pack(k := " + key + ", v := " + value + ")");
  }

  private static String entries(String name, List<String> of, String body) {
    return "map_from_entries("
        + name
        + "(map_entries("
        + of.get(0)
        + "), lambda "
        + ENTRY
        + ": "
        + body
        + "))";
  }

  private static String reduce(List<String> of) {
    String reduced =
        "list_reduce("
            + String.join(", ", of.get(0), Lambda.read(of.get(2), "reduce", 2).print(), of.get(1))
            + ")";
    return Lambda.read(of.get(3), "reduce", 1).of(reduced);
  }

  private static String zipWith(List<String> of) {
    String body =
        Lambda.read(of.get(2), "zip_with", 2)
            .of("struct_extract_at(" + ENTRY + ", 1)", "struct_extract_at(" + ENTRY + ", 2)");
    return "list_transform(list_zip("
        + of.get(0)
        + ", "
        + of.get(1)
        + "), lambda "
        + ENTRY
        + ": "
        + body
        + ")";
  }

  private static String sequence(List<String> of) {
    return AthenaOperators.isNumber(of.get(0)) || AthenaOperators.isNumber(of.get(1))
        ? "athena_steps("
            + of.get(0)
            + ", "
            + of.get(1)
            + ", CASE WHEN "
            + of.get(0)
            + " <= "
            + of.get(1)
            + " THEN 1 ELSE -1 END)"
        : "athena_sequence(" + of.get(0) + ", " + of.get(1) + ")";
  }

  private static String steps(List<String> of) {
    Matcher interval = INTERVAL.matcher(of.get(2));
    if (!AthenaOperators.isInterval(of.get(2))) {
      return "athena_steps(" + String.join(", ", of) + ")";
    } else if (!interval.matches()) {
      throw new SqlException("the step of sequence is a constant here, such as INTERVAL '1' DAY");
    }

    String months = (interval.group(1) == null ? "" : "-") + interval.group(3);
    return interval.group(2).equals("to_months")
        ? "athena_months(" + of.get(0) + ", " + of.get(1) + ", (" + months + "))"
        : "athena_times_between("
            + String.join(", ", of)
            + ", "
            + interval.group(2).equals("to_milliseconds")
            + ")";
  }
}
