package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import java.util.List;
import java.util.Locale;

/** Aggregates and functions of windows. */
final class AggregateFunctions {

  private static final ValueType DOUBLE = ValueType.of(Kind.DOUBLE);

  private static final String FILTER = " FILTER (WHERE ";

  private AggregateFunctions() {}

  static void addTo(FunctionTable table) {
    addPlain(table);
    addStatistics(table);
    addWindows(table);
    addOfDoubles(table);
    table
        .aggregate("max_by", "arg_max_null($1, $2)$b")
        .aggregate("min_by", "arg_min_null($1, $2)$b")
        .aggregate(
            "max_by", 3, (of, behind) -> best(of.get(0), of.get(1), "DESC", of.get(2), behind))
        .aggregate(
            "min_by", 3, (of, behind) -> best(of.get(0), of.get(1), "ASC", of.get(2), behind))
        .aggregate("max", 2, (of, behind) -> best(of.get(0), of.get(0), "DESC", of.get(1), behind))
        .aggregate("min", 2, (of, behind) -> best(of.get(0), of.get(0), "ASC", of.get(1), behind))
        .aggregate("map_agg", 2, AggregateFunctions::entries)
        .aggregateOfAll("histogram", "athena_counts(histogram($1)$b)")
        .aggregate("approx_percentile", 2, AggregateFunctions::percentile);
  }

  private static void addPlain(FunctionTable table) {
    table
        .aggregate("count", "count(*)$b")
        .aggregate("count", "count($1)$b")
        .aggregateOfAll("count_if", "count(CASE WHEN $1 THEN 1 END)$b")
        // A sum of whole numbers is a bigint, or an error; the type is looked up, and max not run.
        .aggregate("sum", "cast_to_type(sum($1)$b, max($1)$b * CAST(1 AS BIGINT))")
        .aggregate("avg", AVERAGE)
        .aggregate("min", "min($1)$b")
        .aggregate("max", "max($1)$b")
        .aggregate("arbitrary", "any_value($1)$b")
        .aggregate("any_value", "any_value($1)$b")
        .aggregate("bool_and", "bool_and($1)$b")
        .aggregate("every", "bool_and($1)$b")
        .aggregate("bool_or", "bool_or($1)$b")
        .aggregate("array_agg", "array_agg($1)$b")
        .aggregate("listagg", "string_agg($1, $2)$b")
        .aggregateOfAll("bitwise_and_agg", "bit_and(CAST($1 AS BIGINT))$b")
        .aggregateOfAll("bitwise_or_agg", "bit_or(CAST($1 AS BIGINT))$b")
        // Exact: what Athena estimates is no more than 2.3 percent away from it.
        .aggregateOfAll("approx_distinct", "count(DISTINCT $1)$b")
        .aggregate(
            "approx_distinct", 2, (of, behind) -> "count(DISTINCT " + of.get(0) + ")" + behind);
  }

  /** Of decimals a decimal, rounded; median says what type it is, and is not run. */
  private static final String AVERAGE =
      "CASE WHEN typeof(max($1)$b) LIKE 'DECIMAL%'"
          + " THEN cast_to_type(athena_mean(CAST(sum($1)$b AS VARCHAR), count($1)$b), median($1)$b)"
          + " ELSE cast_to_type(avg($1)$b, median($1)$b) END";

  /** DuckDB takes NaN for the largest of all; Athena takes it only where there is nothing else. */
  private static void addOfDoubles(FunctionTable table) {
    table
        .where(0, DOUBLE, "max", 1, (of, behind) -> largest(of.get(0), behind))
        .where(0, DOUBLE, "max", 2, (of, behind) -> ofNumbers(of, 0, "DESC", behind))
        .where(0, DOUBLE, "min", 2, (of, behind) -> ofNumbers(of, 0, "ASC", behind));
    for (String name : List.of("max_by", "min_by")) {
      String order = name.equals("max_by") ? "DESC" : "ASC";
      table
          .where(
              1,
              DOUBLE,
              name,
              2,
              (of, behind) ->
                  ofNumbers(List.of(of.get(0), of.get(1), "1"), 1, order, behind) + "[1]")
          .where(1, DOUBLE, name, 3, (of, behind) -> ofNumbers(of, 1, order, behind));
    }
  }

  private static String largest(String argument, String behind) {
    String value = argument.replaceFirst("^DISTINCT ", ""); // of no matter to the largest
    String numbers = "max(nullif(" + value + ", CAST('NaN' AS DOUBLE)))" + behind;
    return "coalesce(" + numbers + ", max(" + value + ")" + behind + ")";
  }

  private static void addStatistics(FunctionTable table) {
    for (String name :
        List.of("stddev", "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop")) {
      table.aggregate(name, name + "($1)$b");
    }

    for (String name : List.of("covar_pop", "covar_samp", "regr_slope", "regr_intercept")) {
      table.aggregateOfAll(name, name + "($1, $2)$b");
    }

    table
        .aggregateOfAll("corr", "nullif(corr($1, $2)$b, CAST('NaN' AS DOUBLE))")
        .aggregateOfAll("geometric_mean", "exp(avg(ln($1 * 1e0))$b)");
  }

  private static void addWindows(FunctionTable table) {
    for (String name : List.of("row_number", "rank", "dense_rank", "percent_rank", "cume_dist")) {
      table.aggregate(name, name + "()$b");
    }

    for (String name : List.of("ntile", "first_value", "last_value", "lag", "lead")) {
      table.aggregate(name, name + "($1)$b");
    }

    for (String name : List.of("lag", "lead")) {
      table.aggregate(name, name + "($1, $2)$b").aggregate(name, name + "($1, $2, $3)$b");
    }

    table.aggregate("nth_value", "nth_value($1, $2)$b").aggregate("grouping", "grouping($1)$b");
  }

  /**
   * The values of the rows that come first in the order of doubles; the last argument says how
   * many.
   *
   * @param key which argument the order is by
   */
  private static String ofNumbers(List<String> of, int key, String order, String behind) {
    String by = of.get(key);
    String all =
        String.format(
            Locale.ROOT, "array_agg(%s ORDER BY isnan(%s), %s %s)", of.get(0), by, by, order);
    String rows = of.get(of.size() - 1);
    return "list_slice(" + all + where(by + " IS NOT NULL", behind) + ", 1, " + rows + ")";
  }

  /** The values of the rows that come first in an order. */
  private static String best(String value, String key, String order, String rows, String behind) {
    String all = "array_agg(" + value + " ORDER BY " + key + " " + order + ")";
    return "list_slice(" + all + where(key + " IS NOT NULL", behind) + ", 1, " + rows + ")";
  }

  private static String entries(List<String> of, String behind) {
    String all = "array_agg(struct_pack(k := " + of.get(0) + ", v := " + of.get(1) + "))";
    return "athena_first_entries(" + all + where(of.get(0) + " IS NOT NULL", behind) + ")";
  }

  /** Exact: the value that stands at this place of all of them. */
  private static String percentile(List<String> of, String behind) {
    String sorted =
        "list_sort(array_agg(" + of.get(0) + ")" + where(of.get(0) + " IS NOT NULL", behind) + ")";
    return of.get(1).startsWith("[")
        ? "athena_percentiles(" + sorted + ", " + of.get(1) + ")"
        : "athena_percentile(" + sorted + ", " + of.get(1) + ")";
  }

  private static String where(String condition, String behind) {
    return behind.startsWith(FILTER)
        ? FILTER
            + "("
            + condition
            + ") AND ("
            + behind.substring(FILTER.length(), behind.length() - 1)
            + "))"
        : FILTER + condition + ")" + behind;
  }
}
