package io.eventlake.lake.sql;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A view that analysts read, in Athena's words: {@code sql/views/<set>/<name>.sql} holds one {@code
 * CREATE OR REPLACE VIEW gold.<name> AS} and its query.
 */
public final class LakeView {

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

  /** Those of a set, by their names. */
  public static List<LakeView> of(TableSet set) {
    return files(set).values().stream().map(LakeView::parse).collect(Collectors.toList());
  }

  /** Those over all families, each with the query over one. */
  public static List<LakeView> ofAll() {
    return SqlFiles.ofAll("views").stream().map(LakeView::parse).collect(Collectors.toList());
  }

  /** This view with another query. */
  public LakeView with(String other) {
    return new LakeView(database, name, other);
  }

  /** The names of a set's views, sorted, without their database. */
  public static List<String> names(TableSet set) {
    return List.copyOf(files(set).keySet());
  }

  /** Those whose names are words of a statement. */
  static List<LakeView> namedIn(String statement, TableSet set) {
    return files(set).entrySet().stream()
        .filter(
            file ->
                Pattern.compile("\\b" + file.getKey() + "\\b", Pattern.CASE_INSENSITIVE)
                    .matcher(statement)
                    .find())
        .map(file -> parse(file.getValue()))
        .collect(Collectors.toList());
  }

  /** The tables that a statement names, and those that views do which it names. */
  public static Set<TableName> tablesIn(String statement, TableSet set) {
    String text = statement.toLowerCase(Locale.ROOT).replaceAll("[`\"]", "");
    Set<TableName> names =
        set.readable().stream()
            .filter(name -> text.contains(name.toString()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    namedIn(statement, set).forEach(view -> names.addAll(tablesIn(view.query(), set)));
    return names;
  }

  /**
   * A view of a set by its name.
   *
   * @throws IllegalArgumentException when it has none of that name
   */
  public static LakeView read(String name, TableSet set) {
    String file = files(set).get(name);
    if (file == null) {
      throw new IllegalArgumentException(
          name + " is no view of " + set + ", which has " + names(set));
    }

    return parse(file);
  }

  private static SortedMap<String, String> files(TableSet set) {
    SortedMap<String, String> files = new TreeMap<>();
    SqlFiles.of("views", set).forEach(file -> files.put(SqlFiles.name(file), file));
    return files;
  }

  private static LakeView parse(String file) {
    String statement = SqlScript.statements(SqlResource.read(file)).get(0);
    Matcher parts = STATEMENT.matcher(statement);
    if (!parts.matches() || !parts.group(2).equals(SqlFiles.name(file))) {
      throw new IllegalStateException("sql/" + file + " does not create its view");
    }

    return new LakeView(parts.group(1), parts.group(2), parts.group(3));
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
