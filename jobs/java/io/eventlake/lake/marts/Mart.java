package io.eventlake.lake.marts;

import io.eventlake.lake.sql.LakeView;
import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table that is made of others, {@code sql/marts/SET/TABLE.sql}: one query that gives the rows of
 * some keys, and those that give the keys of the rows of its sources.
 *
 * <p>The query joins with {@code changed}, which has the keys; or it is of days, and has them in
 * place of {@code ${changed}}.
 */
public final class Mart {

  /** In place of the days that changed. */
  private static final String DAYS = "${changed}";

  private static final Pattern KEYS =
      Pattern.compile("(?m)^-- @keys (SELECT DISTINCT .+ FROM (\\w+)\\.(\\w+))(?: WHERE (.+))?$");

  private static final Pattern BY = Pattern.compile("(?m)^-- @by (.+)$");

  private static final String LAYER = "gold";

  final TableName table;
  final List<KeyQuery> keys;

  /** The tables that it is made of, by name. */
  final List<TableName> sources;

  private final String query;
  private final List<String> keyColumns;
  private final List<String> columns;

  private Mart(String file, TableSet set, TableSet made) {
    String text = SqlResource.read(file);
    this.table = made.table(LAYER, SqlFiles.name(file));
    this.keys =
        KEYS.matcher(text)
            .results()
            .map(found -> new KeyQuery(found, set))
            .collect(Collectors.toUnmodifiableList());
    Matcher by = BY.matcher(text);
    if (keys.isEmpty() || !by.find()) {
      throw new IllegalStateException(
          "sql/"
              + file
              + " lacks one of the lines -- @by KEY and -- @keys SELECT DISTINCT KEY FROM TABLE");
    }

    this.keyColumns = List.of(by.group(1).split(", "));
    this.sources =
        LakeView.tablesIn(text, set).stream()
            .filter(name -> !made.contains(name))
            .sorted(Comparator.comparing(TableName::toString))
            .collect(Collectors.toUnmodifiableList());
    this.query = text;
    this.columns = made.rowType(table).getFieldNames();
  }

  /**
   * All of a set, by name.
   *
   * @param set what they are made of, and the set that they are of read with it
   * @param made the set that they are of
   */
  public static List<Mart> all(TableSet set, TableSet made) {
    return SqlFiles.of("marts", made).stream()
        .sorted()
        .map(file -> new Mart(file, set, made))
        .collect(Collectors.toUnmodifiableList());
  }

  boolean isOfDays() {
    return query.contains(DAYS);
  }

  /**
   * How the rows of some keys differ from those that the table has: how often a row is made, how
   * often it is there, and the columns of the table.
   *
   * @param changed a query that gives the keys; of a mart of days, the days themselves
   * @param isOfAll whether these are all that there are, so that every other row goes
   */
  String differences(String changed, boolean isOfAll) {
    String names = String.join(", ", columns);
    return (isOfDays() ? "" : "WITH changed AS (" + changed + ")\n")
        + ("SELECT CAST(SUM(n) AS BIGINT) AS made_rows, CAST(SUM(h) AS BIGINT) AS had_rows, ")
        + (names + " FROM (\nSELECT CAST(1 AS BIGINT) AS n, CAST(0 AS BIGINT) AS h, " + names)
        + (" FROM (\n" + query.replace(DAYS, changed) + ") AS made\n")
        + ("UNION ALL SELECT CAST(0 AS BIGINT), CAST(1 AS BIGINT), " + names)
        + (" FROM (" + had(changed, isOfAll) + ") AS had\n")
        + (") AS both_sides GROUP BY " + names + " HAVING SUM(n) <> SUM(h)")
        + (" ORDER BY " + String.join(", ", keyColumns));
  }

  private String had(String changed, boolean isOfAll) {
    String rows = "SELECT * FROM " + table + " AS m";
    if (isOfAll) {
      return rows;
    }

    return isOfDays()
        ? rows + " WHERE m." + keyColumns.get(0) + " IN (" + changed + ")"
        : keyColumns.stream()
            .map(key -> "m." + key + " IS NOT DISTINCT FROM k." + key)
            .collect(
                Collectors.joining(
                    " AND ",
                    columns.stream()
                            .map(name -> "m." + name)
                            .collect(Collectors.joining(", ", "SELECT ", ""))
                        + (" FROM " + table + " AS m INNER JOIN changed AS k ON "),
                    ""));
  }

  /** Which keys the rows of a source are of. */
  static final class KeyQuery {

    final TableName source;

    private final String query;
    private final String condition;

    private KeyQuery(MatchResult found, TableSet set) {
      this.source = set.table(found.group(2), found.group(3));
      this.query = found.group(1);
      this.condition = found.group(4);
    }

    /**
     * The keys.
     *
     * @param days a condition on the event days of rows; null for all
     * @param snapshot of the source; null for the one at hand
     */
    String of(String days, Long snapshot) {
      String of = snapshot == null ? query : query + " FOR VERSION AS OF " + snapshot;
      String where =
          condition == null ? days : days == null ? condition : condition + " AND " + days;
      return where == null ? of : of + " WHERE " + where;
    }
  }
}
