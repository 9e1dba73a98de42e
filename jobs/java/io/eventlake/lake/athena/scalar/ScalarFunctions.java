package io.eventlake.lake.athena.scalar;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;

/**
 * What Athena has and DuckDB lacks or means otherwise, as functions in Java. Statements of analysts
 * do not name them: the printed statement does.
 */
public final class ScalarFunctions {

  private static final Registry ALL = new Registry();

  static {
    Texts.addTo(ALL);
    Numbers.addTo(ALL);
    Patterns.addTo(ALL);
    JsonTexts.addTo(ALL);
    Urls.addTo(ALL);
    Times.addTo(ALL);
    IntervalTexts.addTo(ALL);
  }

  private ScalarFunctions() {}

  public static Set<String> names() {
    return Collections.unmodifiableSet(ALL.names());
  }

  /** Makes the functions of a name known to all connections of the same database. */
  public static void register(String name, Connection duck) throws SQLException {
    ALL.register(name, duck);
  }

  /**
   * An interval as Athena shows it.
   *
   * @param interval as DuckDB shows it
   */
  public static String interval(String interval) {
    return IntervalTexts.print(interval);
  }
}
