package io.eventlake.lake.athena;

import io.eventlake.lake.athena.scalar.ScalarFunctions;
import io.eventlake.lake.sql.SqlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions of Athena that run here, and what each is in DuckDB's words. What DuckDB does
 * otherwise is a macro of {@code athena/macros.sql}, which looks at types when a statement is
 * bound, or a function in Java.
 */
final class AthenaFunctions {

  private static final String MACROS = "/athena/macros.sql";

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

  /** Makes what the calls stand on known to a database, and sets its times to UTC. */
  static void install(Connection duck) throws SQLException {
    ScalarFunctions.register(duck);
    try (Statement statement = duck.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET error_on_division_by_zero = true");
      statement.execute(macros());
    }
  }

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
    return TABLE.print(name, arguments, behind);
  }

  private static String macros() {
    try (InputStream in = AthenaFunctions.class.getResourceAsStream(MACROS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(MACROS + " can not be read", e);
    }
  }
}
