package io.eventlake.lake.athena.scalar;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What Athena has and DuckDB lacks or means otherwise, as functions in Java. Statements of analysts
 * do not name them: the printed statement does.
 */
public final class ScalarFunctions {

  private ScalarFunctions() {}

  /**
   * An interval as Athena shows it.
   *
   * @param interval as DuckDB shows it
   */
  public static String interval(String interval) {
    return IntervalTexts.print(interval);
  }

  /** Makes them known to all connections of the same database. */
  public static void register(Connection duck) throws SQLException {
    Registry registry = new Registry(duck);
    Texts.addTo(registry);
    Numbers.addTo(registry);
    Patterns.addTo(registry);
    JsonTexts.addTo(registry);
    Urls.addTo(registry);
    Times.addTo(registry);
    IntervalTexts.addTo(registry);
  }
}
