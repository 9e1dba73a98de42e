package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The functions of Athena that run here, and what each is in DuckDB's words. */
final class AthenaFunctions {

  private AthenaFunctions() {}

  /** Makes what the calls stand on known to a connection: macros and settings. */
  static void install(Connection duck) throws SQLException {}

  /** The names of all functions, in lower case. */
  static Set<String> names() {
    return Set.of("count", "sum", "min", "max", "avg");
  }

  /**
   * A call in DuckDB's words.
   *
   * @param name in lower case
   * @param arguments in DuckDB's words
   * @throws SqlException when there is no such function, or none that means the same here
   */
  static String call(String name, List<String> arguments) {
    return name + "(" + String.join(", ", arguments) + ")";
  }
}
