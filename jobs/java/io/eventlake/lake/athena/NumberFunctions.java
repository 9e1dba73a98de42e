package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.eventlake.lake.sql.SqlException;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers, and comparing values of any type. */
final class NumberFunctions {

  private static final String WHOLE = "typeof($1) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT')";

  private NumberFunctions() {}

  static void addTo(FunctionTable table) {
    addRounding(table);
    addDoubles(table);
    addBits(table);
    table
        .addMany("greatest", 1, of -> ofAll("greatest", of))
        .whereAll(ValueType.of(Kind.DOUBLE), "greatest", NumberFunctions::largest)
        .addMany("least", 1, of -> ofAll("least", of))
        .add("width_bucket", "athena_width_bucket($1, $2, $3, $4)")
        .add("random", "random()")
        .add("rand", "random()")
        .add("random", "CAST(floor(random() * $1) AS BIGINT)")
        .add("random", "CAST($1 + floor(random() * ($2 - $1)) AS BIGINT)");
  }

  /** NaN is the largest only where there is nothing else; then all are NaN. */
  private static String largest(List<String> values) {
    List<String> numbers =
        values.stream()
            .map(value -> "nullif(" + value + ", CAST('NaN' AS DOUBLE))")
            .collect(Collectors.toList());
    String nulls =
        values.stream().map(value -> value + " IS NULL").collect(Collectors.joining(" OR "));
    return "CASE WHEN "
        + nulls
        + " THEN NULL ELSE coalesce(greatest("
        + String.join(", ", numbers)
        + "), CAST('NaN' AS DOUBLE)) END";
  }

  private static void addRounding(FunctionTable table) {
    // round says of which type the result is: a whole number stays one, a decimal loses its scale.
    String up =
        "CASE WHEN "
            + WHOLE
            + " THEN cast_to_type($1, round($1)) ELSE cast_to_type(ceil($1), round($1)) END";
    table
        .add("abs", "abs($1)")
        .add("ceil", up)
        .add("ceiling", up)
        .add("floor", up.replace("ceil(", "floor("))
        .add("round", "round($1)")
        .add("round", "athena_round_to($1, $2)")
        .add("truncate", up.replace("ceil(", "trunc("))
        .add("truncate", "athena_truncate_to($1, $2)")
        .add("sign", "cast_to_type(sign($1), round($1))")
        .where(
            0,
            ValueType.of(Kind.DOUBLE),
            "sign",
            "CASE WHEN isnan($1) THEN $1 ELSE CAST(sign($1) AS DOUBLE) END")
        .add("mod", "athena_remainder($1, $2)");
  }

  private static void addDoubles(FunctionTable table) {
    for (String name :
        List.of(
            "sqrt", "ln", "log2", "log10", "exp", "sin", "cos", "tan", "acos", "asin", "atan",
            "sinh", "cosh", "tanh", "radians", "degrees")) {
      table.add(name, name + "($1 * 1e0)");
    }

    table
        .add("atan2", "atan2($1 * 1e0, $2 * 1e0)")
        .add("log", "(ln($2 * 1e0) / ln($1 * 1e0))")
        .add("power", "pow($1 * 1e0, $2 * 1e0)")
        .add("pow", "pow($1 * 1e0, $2 * 1e0)")
        .add("pi", "pi()")
        .add("e", "2.718281828459045E0")
        .add("infinity", "CAST('Infinity' AS DOUBLE)")
        .add("is_nan", "isnan($1)")
        .add("is_finite", "isfinite($1)")
        .add("is_infinite", "isinf($1)");
  }

  private static void addBits(FunctionTable table) {
    table
        .add("bitwise_and", "($1 & $2)")
        .add("bitwise_or", "($1 | $2)")
        .add("bitwise_xor", "xor($1, $2)")
        .add("bitwise_not", "(~$1)")
        .add("bitwise_right_shift_arithmetic", "($1 >> $2)");
  }

  /** Null when any of them is. */
  private static String ofAll(String name, List<String> values) {
    if (values.size() == 1) {
      return values.get(0);
    } else if (values.size() > 20) {
      throw new SqlException(
          name + " takes 20 arguments at most here; write array_max or array_min");
    }

    String nulls =
        values.stream().map(value -> value + " IS NULL").collect(Collectors.joining(" OR "));
    String all = name + "(" + String.join(", ", values) + ")";
    return "CASE WHEN " + nulls + " THEN NULL ELSE " + all + " END";
  }
}
