package io.eventlake.lake.sql;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A view that analysts read, in Athena's words: {@code sql/views/<name>.sql} holds one {@code
 * CREATE OR REPLACE VIEW gold.<name> AS} and its query.
 */
public final class LakeView {

  private static final List<String> NAMES =
      List.of(
          "v_current_freshness",
          "v_current_segments",
          "v_current_sessions",
          "v_current_users",
          "v_daily_affiliate",
          "v_daily_funnel",
          "v_daily_records",
          "v_daily_segments",
          "v_daily_sessions",
          "v_daily_steps",
          "v_first_clicks",
          "v_minute_activity",
          "v_session_segments",
          "v_sessions_funnel");

  private static final Pattern STATEMENT =
      Pattern.compile(
          "CREATE OR REPLACE VIEW (\\w+)\\.(\\w+) AS\\s+(.*)",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private final String database;
  private final String name;
  private final String query;

  private LakeView(String database, String name, String query) {
    this.database = database;
    this.name = name;
    this.query = query;
  }

  /** The names of all views, without their database. */
  public static List<String> names() {
    return NAMES;
  }

  /** Those whose names are words of a statement. */
  static List<LakeView> namedIn(String statement) {
    return NAMES.stream()
        .filter(
            name ->
                Pattern.compile("\\b" + name + "\\b", Pattern.CASE_INSENSITIVE)
                    .matcher(statement)
                    .find())
        .map(LakeView::read)
        .collect(Collectors.toList());
  }

  /** The tables that a statement names, and those that views do which it names. */
  public static Set<TableName> tablesIn(String statement, TableSet set) {
    String text = statement.toLowerCase(Locale.ROOT).replaceAll("[`\"]", "");
    Set<TableName> names =
        set.readable().stream()
            .filter(name -> text.contains(name.toString()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    namedIn(statement).forEach(view -> names.addAll(tablesIn(view.query(), set)));
    return names;
  }

  /** A view by its name. */
  public static LakeView read(String name) {
    String statement = SqlScript.statements(SqlResource.read("views/" + name + ".sql")).get(0);
    Matcher parts = STATEMENT.matcher(statement);
    if (!parts.matches() || !parts.group(2).equals(name)) {
      throw new IllegalStateException("sql/views/" + name + ".sql does not create its view");
    }

    return new LakeView(parts.group(1), name, parts.group(3));
  }

  /** Without the database. */
  public String name() {
    return name;
  }

  public String database() {
    return database;
  }

  /** Database and name in Flink's quotes. */
  String path() {
    return "`" + database + "`.`" + name + "`";
  }

  /** What the view shows, in Athena's words. */
  public String query() {
    return query;
  }
}
