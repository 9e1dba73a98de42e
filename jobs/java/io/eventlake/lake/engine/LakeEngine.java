package io.eventlake.lake.engine;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.athena.AthenaStatement;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers statements in Athena's SQL about the tables and views of a lake, with DuckDB over the
 * files that Iceberg plans; only reads. Times are in UTC. For one thread.
 *
 * <p>A statement reaches the tables that it names only, and of this machine the files of these
 * only.
 */
public final class LakeEngine implements AutoCloseable {

  private final LakeOptions options;
  private final List<LakeTables> opened = new ArrayList<>();
  private final Clock clock;
  private final LakeRelations relations;
  private final Map<String, Object> made = new HashMap<>();
  private volatile DuckDb duck;

  private LakeEngine(
      LakeCatalog catalog, Map<TableName, Long> snapshots, Clock clock, FileChecks checks) {
    this.options = catalog.options();
    this.clock = clock;
    LakeTables lake = new LakeTables(catalog.requireExisting());
    opened.add(lake);
    this.relations =
        new LakeRelations(
            lake,
            snapshots,
            clock,
            new FileCache(options),
            checks,
            (all, query) -> columnsOf(query));
  }

  /** A session over the tables as they are when a statement starts, by the machine's clock. */
  public static LakeEngine over(LakeCatalog lake) {
    return over(lake, Clock.systemUTC());
  }

  /**
   * A session over the tables as they are when a statement starts.
   *
   * @param clock what LOCALTIMESTAMP says
   * @throws LakeException when there is no lake or no way to it
   */
  public static LakeEngine over(LakeCatalog lake, Clock clock) {
    return new LakeEngine(lake, null, clock, FileChecks.none());
  }

  /** A session over fixed snapshots, by the machine's clock. */
  public static LakeEngine over(LakeCatalog lake, Map<TableName, Long> snapshots) {
    return over(lake, snapshots, Clock.systemUTC());
  }

  /**
   * A session over fixed snapshots.
   *
   * @param snapshots of each table; a table that has none yet stays empty
   * @param clock what LOCALTIMESTAMP says
   */
  public static LakeEngine over(LakeCatalog lake, Map<TableName, Long> snapshots, Clock clock) {
    return new LakeEngine(lake, Map.copyOf(snapshots), clock, FileChecks.none());
  }

  /**
   * As {@link #over(LakeCatalog, Map, Clock)}, for what is to be proved: the checksums of every
   * file are looked at before it is read, which costs as much as a short question.
   */
  public static LakeEngine proving(LakeCatalog lake, Map<TableName, Long> snapshots, Clock clock) {
    return new LakeEngine(lake, Map.copyOf(snapshots), clock, FileChecks.all());
  }

  /**
   * Has statements from now on see only some rows of tables, all of those that are not named here.
   * Files that can hold none of the rows are not read.
   */
  public void restrict(Map<TableName, RowFilter> filters) {
    relations.restrict(filters);
  }

  /**
   * Runs one statement.
   *
   * @throws SqlException when the statement is wrong, would change something, or would mean
   *     something else here than in Athena
   * @throws StatementFailedException when it fails on a value
   * @throws LakeException when a table can not be read
   */
  public QueryResult run(String statement) {
    return attempt(statement, this::execute);
  }

  /**
   * Writes the rows of a query to a file as Parquet.
   *
   * @param file of this machine, outside of the lake; what is in it is gone
   * @return the number of rows
   * @throws SqlException when the statement is wrong, or no query
   * @throws LakeException when a table cannot be read or the file cannot be written
   */
  public long writeParquet(String query, Path file) {
    return attempt(query, statement -> copy(statement, file.toAbsolutePath().toString()));
  }

  /** What is done with a statement that was understood. */
  private interface Execution<T> {
    T of(AthenaStatement statement) throws SQLException;
  }

  private <T> T attempt(String statement, Execution<T> execution) {
    AthenaStatement query = understand(statement);
    try {
      return execution.of(query);
    } catch (SQLException e) {
      if (!DuckDbErrors.isMissingFile(e)) {
        throw DuckDbErrors.told(e, options, true);
      }
    }

    // Files go with a snapshot that nothing needs any more, and copies that others take the room
    // of.
    relations.forgetPlans();
    query = understand(statement);
    try {
      return execution.of(query);
    } catch (SQLException e) {
      throw DuckDbErrors.told(e, options, true);
    }
  }

  /**
   * The columns that a query gives, without running it.
   *
   * @throws SqlException when the query is wrong
   */
  public List<String> columns(String query) {
    return understand(query).names();
  }

  /** What statements can name: the tables, then the views. */
  public List<AthenaRelation> relations() {
    return List.copyOf(relations.all());
  }

  /**
   * Also reads the tables of another set, under the full names of their databases: {@code
   * site_silver.events}.
   *
   * @param snapshots of each table; null for the tables as they are when a statement starts
   * @throws IllegalArgumentException when such a name is that of a table already
   */
  public LakeEngine beside(TableSet other, Map<TableName, Long> snapshots) {
    LakeTables tables = new LakeTables(opened.get(0).lake().with(other));
    opened.add(tables);
    relations.add(tables, snapshots);
    return this;
  }

  /** Ends the statement that runs, if one does; for any thread. */
  public void cancel() {
    DuckDb running = duck;
    if (running != null) {
      running.cancel();
    }
  }

  /** The tables of the set itself that the last statement read, or began to. */
  public Set<TableName> read() {
    return relations.read();
  }

  @Override
  public void close() {
    try {
      if (duck != null) {
        duck.close();
      }
    } finally {
      opened.forEach(LakeTables::close);
    }
  }

  private AthenaStatement understand(String statement) {
    relations.begin();
    return AthenaStatement.parse(statement, relations, clock);
  }

  private QueryResult execute(AthenaStatement statement) throws SQLException {
    PreparedStatement prepared;
    ResultSetMetaData columns;
    try {
      prepareViews();
      String query = statement.toDuckDb();
      prepared = duck.prepare(query);
      columns = prepared.getMetaData();
      String zoned = statement.isQuery() ? NestedTimes.withZone(columns, query) : null;
      if (zoned != null) {
        prepared.close();
        prepared = duck.prepare(zoned);
      }
    } catch (SQLException e) {
      if (DuckDbErrors.isMissingFile(e)) {
        throw e;
      }

      throw DuckDbErrors.told(e, options, false);
    }

    return QueryResult.of(
        prepared,
        statement.names(),
        columns,
        options.queryTimeout,
        e -> DuckDbErrors.told(e, options, true));
  }

  private long copy(AthenaStatement statement, String file) throws SQLException {
    if (!statement.isQuery()) {
      throw new SqlException("Only the rows of a query can be written as Parquet; write SELECT");
    }

    prepareViews(file);
    String query = statement.toDuckDb();
    String copy;
    try (PreparedStatement prepared = duck.prepare(query)) {
      copy = ParquetCopy.of(query, statement.names(), prepared.getMetaData(), file);
    }

    try (PreparedStatement prepared = duck.prepare(copy)) {
      prepared.setQueryTimeout(Math.toIntExact(options.queryTimeout.getSeconds()));
      return prepared.executeUpdate();
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains(file)) {
        throw new LakeException("The Parquet file cannot be written: " + e.getMessage(), e);
      }

      throw e;
    } finally {
      duck.close(); // which could write the file once more
      duck = null;
    }
  }

  /**
   * Nothing but what a statement names is made known, and what is stays for the next.
   *
   * @param others files that it reaches beside those of the tables
   */
  private void prepareViews(String... others) throws SQLException {
    Set<String> files = new LinkedHashSet<>(List.of(others));
    relations.tables().values().forEach(table -> files.addAll(table.paths().values()));
    if (duck == null || !duck.reads(files)) {
      open(files);
    }

    for (Map.Entry<String, PlannedTable> table : relations.tables().entrySet()) {
      if (made.get(table.getKey()) != table.getValue()) {
        view(table.getKey(), table.getValue().query());
        made.put(table.getKey(), table.getValue());
      }
    }

    for (Map.Entry<String, String> view : relations.views().entrySet()) {
      if (!view.getValue().equals(made.get(view.getKey()))) {
        view(view.getKey(), view.getValue());
        made.put(view.getKey(), view.getValue());
      }
    }
  }

  /** Which files a database of DuckDB can read is settled when it is made. */
  private void open(Set<String> files) throws SQLException {
    if (duck != null) {
      duck.close();
      duck = null;
    }

    made.clear();
    duck = new DuckDb(options, files);
  }

  private void view(String name, String query) throws SQLException {
    int dot = name.indexOf('.');
    duck.view(name.substring(0, dot), name.substring(dot + 1), query);
  }

  private Map<String, String> columnsOf(String query) {
    try {
      prepareViews();
      Map<String, String> columns = new LinkedHashMap<>();
      try (PreparedStatement prepared = duck.prepare(query)) {
        ResultSetMetaData data = prepared.getMetaData();
        for (int i = 1; i <= data.getColumnCount(); i++) {
          columns.put(data.getColumnName(i), ResultTypes.athena(data.getColumnTypeName(i)));
        }
      }

      return columns;
    } catch (SQLException e) {
      throw told(e);
    }
  }

  private RuntimeException told(SQLException e) {
    return DuckDbErrors.told(e, options, false);
  }
}
