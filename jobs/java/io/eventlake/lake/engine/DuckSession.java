package io.eventlake.lake.engine;

import io.eventlake.config.LakeOptions;
import io.eventlake.lake.athena.DuckTypes;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The database of a session, with the tables and views that its statements name. Which files one
 * can read is settled when it is made: for others there is a new one, which reads the files of the
 * last, too.
 */
final class DuckSession implements AutoCloseable {

  private final LakeOptions options;
  private final Map<String, Object> made = new HashMap<>();
  private volatile DuckDb duck;

  DuckSession(LakeOptions options) {
    this.options = options;
  }

  /**
   * Makes tables and views known; those that are stay.
   *
   * @param views their queries
   * @param others files that are reached beside those of the tables
   */
  void prepare(Map<String, PlannedTable> tables, Map<String, String> views, Set<String> others)
      throws SQLException {
    Set<String> files = new LinkedHashSet<>(others);
    tables.values().forEach(table -> files.addAll(table.paths().values()));
    if (duck == null || !duck.reads(files)) {
      open(files);
    }

    for (Map.Entry<String, PlannedTable> table : tables.entrySet()) {
      if (made.get(table.getKey()) != table.getValue()) {
        make(table.getKey(), table.getValue(), table.getValue().query());
      }
    }

    for (Map.Entry<String, String> view : views.entrySet()) {
      make(view.getKey(), view.getValue(), view.getValue());
    }
  }

  /** A query that was understood and did not run yet. */
  PreparedStatement query(String query) throws SQLException {
    return duck.prepare(query);
  }

  /**
   * The columns that a query gives, with their types in Athena's words; reads no file.
   *
   * @param tables that it and the views name
   */
  Map<String, String> columns(
      String query, Map<String, TableVersion> tables, Map<String, String> views)
      throws SQLException {
    if (duck == null) {
      open(Set.of());
    }

    for (Map.Entry<String, TableVersion> table : tables.entrySet()) {
      String empty = table.getValue().withoutRows();
      make(table.getKey(), empty, empty);
    }

    for (Map.Entry<String, String> view : views.entrySet()) {
      make(view.getKey(), view.getValue(), view.getValue());
    }

    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement prepared = duck.prepare(query)) {
      ResultSetMetaData data = prepared.getMetaData();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        columns.put(data.getColumnName(i), DuckTypes.athena(data.getColumnTypeName(i)));
      }
    }

    return columns;
  }

  /** Ends the query that runs, if one does; for any thread. */
  void cancel() {
    DuckDb running = duck;
    if (running != null) {
      running.cancel();
    }
  }

  /** Forgets everything; the next statement begins anew. */
  @Override
  public void close() {
    if (duck != null) {
      duck.close();
      duck = null;
    }

    made.clear();
  }

  private void open(Set<String> files) throws SQLException {
    Set<String> all = new LinkedHashSet<>(files);
    if (duck != null) {
      all.addAll(duck.files());
    }

    close();
    duck = new DuckDb(options, all);
  }

  private void make(String name, Object of, String query) throws SQLException {
    if (!of.equals(made.get(name))) {
      duck.view(name, query);
      made.put(name, of);
    }
  }
}
