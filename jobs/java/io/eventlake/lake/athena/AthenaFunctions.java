package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions of Athena that run here, and what each is in DuckDB's words. What DuckDB does
 * otherwise is a macro of {@code athena/macros.sql}, which looks at types when a statement is
 * bound, or a function in Java.
 */
final class AthenaFunctions {

  private static final FunctionTable TABLE = new FunctionTable();

  static {
    AggregateFunctions.addTo(TABLE);
    NumberFunctions.addTo(TABLE);
    TextFunctions.addTo(TABLE);
    TimeFunctions.addTo(TABLE);
    CollectionFunctions.addTo(TABLE);
    RefusedFunctions.addTo(TABLE);
  }

  private AthenaFunctions() {}

  /** The names of all functions, in lower case. */
  static Set<String> names() {
    return TABLE.names();
  }

  /** Functions of Athena that are refused, each with what to write instead. */
  static Map<String, String> refused() {
    return TABLE.refused();
  }

  /**
   * A call in DuckDB's words.
   *
   * @param name in lower case
   * @param arguments in DuckDB's words
   * @throws SqlException when there is no such function, or none that means the same here
   */
  static String call(String name, List<String> arguments) {
    return call(name, arguments, "");
  }

  /**
   * A call of an aggregate or within a window in DuckDB's words.
   *
   * @param arguments in DuckDB's words, DISTINCT before the first, ORDER BY and IGNORE NULLS after
   *     the last
   * @param behind {@code FILTER (WHERE ..)} or {@code OVER (..)} in DuckDB's words with a blank
   *     before; else empty
   */
  static String call(String name, List<String> arguments, String behind) {
    return call(name, List.of(), arguments, behind);
  }

  /**
   * The same where something is known of the arguments.
   *
   * @param types of them
   */
  static String call(String name, List<ValueType> types, List<String> arguments, String behind) {
    return TABLE.print(name, types, arguments, behind);
  }
}
