package io.eventlake.lake.engine;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Times without a zone inside of arrays, maps and structs. JDBC hands them over as times of the
 * machine's zone, which lacks some; with the zone, which is UTC, they stay what they are.
 */
final class NestedTimes {

  private static final Pattern NESTED = Pattern.compile("(STRUCT|MAP)\\(.*|.*\\[\\d*]");
  private static final Pattern TIME = Pattern.compile("\\bTIMESTAMP\\b(?=[,)\\[]|$)");

  private NestedTimes() {}

  /** The query with such times in the zone; null where it gives none. */
  static String withZone(ResultSetMetaData columns, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    boolean found = false;
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = "c" + i;
      String type = columns.getColumnTypeName(i);
      boolean times = NESTED.matcher(type).matches() && TIME.matcher(type).find();
      String zoned = TIME.matcher(type).replaceAll("TIMESTAMPTZ");
      names.add(name);
      values.add(
          (times ? "CAST(" + name + " AS " + zoned + ")" : name)
              + " AS "
              + Quoted.name(columns.getColumnName(i)));
      found |= times;
    }

    return found
        ? "SELECT "
            + String.join(", ", values)
            + " FROM ("
            + query
            + ") AS t("
            + String.join(", ", names)
            + ")"
        : null;
  }
}
