package io.eventlake.lake.engine;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.athena.AthenaStatement;
import io.eventlake.lake.athena.RowCondition;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers statements in Athena's SQL about the tables and views of a lake, with DuckDB over the
 * files that Iceberg plans; only reads. Times are in UTC. For one thread.
 *
 * <p>A statement reaches the tables that it names only, and of this machine the files only that it
 * and those before it needed of theirs.
 */
public final class LakeEngine implements AutoCloseable {

  private final LakeOptions options;
  private final List<LakeTables> opened = new ArrayList<>();
  private final Clock clock;
  private final LakeRelations relations;
  private final TablePlans plans;
  private final DuckSession duck;

  private LakeEngine(
      LakeCatalog catalog, Map<TableName, Long> snapshots, Clock clock, FileChecks checks) {
    this(catalog, snapshots, clock, new TablePlans(new FileCache(catalog.options()), checks));
  }

  /**
   * A session.
   *
   * @param snapshots of each table; null for the newest
   */
  LakeEngine(LakeCatalog catalog, Map<TableName, Long> snapshots, Clock clock, TablePlans plans) {
    this.options = catalog.options();
    this.clock = clock;
    this.plans = plans;
    LakeTables lake = new LakeTables(catalog.requireExisting());
    opened.add(lake);
    this.relations = new LakeRelations(lake, snapshots, clock, this::columnsOf);
    this.duck = new DuckSession(options);
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
    plans.forget();
  }

  /**
   * Runs one statement.
   *
   * @throws SqlException when the statement is wrong, would change something, or would mean
   *     something else here than in Athena
   * @throws StatementFailedException when it fails on a value
   * @throws LakeException when a table cannot be read
   */
  public QueryResult run(String statement) {
    return attempt(statement, this::execute);
  }

  /**
   * Runs one statement for which a table has what was appended to it between two snapshots, also
   * what was deleted since, and nothing else; a past that the statement names is as ever.
   *
   * @param since not included; null for all from the first on
   * @param until the same, or an heir of it
   * @throws SqlException as {@link #run}
   * @throws LakeException also when until is no heir of since, or a snapshot between has expired
   */
  public QueryResult runAppended(String statement, TableName table, Long since, long until) {
    relations.appended(Map.of(table, ReadRange.appended(since, until)));
    try {
      return run(statement);
    } finally {
      relations.appended(Map.of());
    }
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
    return write(query, CopyFormat.PARQUET, file);
  }

  /** As {@link #writeParquet}, in any format. */
  public long write(String query, CopyFormat format, Path file) {
    return attempt(query, statement -> copy(statement, format, file.toAbsolutePath().toString()));
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
      if (!EngineErrors.isMissingFile(e)) {
        throw EngineErrors.told(e, options, true);
      }
    }

    // Files go with a snapshot that nothing needs any more, and copies that others take the room
    // of.
    plans.forget();
    query = understand(statement);
    try {
      return execution.of(query);
    } catch (SQLException e) {
      throw EngineErrors.told(e, options, true);
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
   * Also reads the tables and views of another set, with what it puts before its databases: {@code
   * site_silver.events}. Where such a name is known already, the table that was first is meant.
   *
   * @param snapshots of each table; null for the tables as they are when a statement starts
   * @param isBehind whether a name without a database means one of them only where no other has it
   */
  public LakeEngine beside(TableSet other, Map<TableName, Long> snapshots, boolean isBehind) {
    LakeTables tables = opened.get(0).beside(other);
    opened.add(tables);
    relations.add(tables, snapshots, isBehind);
    return this;
  }

  /** Also has the views over all families that were added. */
  public void withViewsOfAll() {
    relations.addOfAll();
  }

  /** As {@link #beside}, of the tables as they are, where the lake has one of the set. */
  public void besideIfThere(TableSet other) {
    LakeTables tables = opened.get(0).beside(other);
    if (tables.names().stream().anyMatch(tables::exists)) {
      beside(other, null, true);
    }
  }

  /** Ends the statement that runs, if one does; for any thread. */
  public void cancel() {
    duck.cancel();
  }

  /** The tables of the set itself that the last statement read, or began to. */
  public Set<TableName> read() {
    return relations.read();
  }

  @Override
  public void close() {
    try {
      duck.close();
    } finally {
      Collections.reverse(opened); // the connection is the first one's
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
      prepare(statement, Set.of());
      String query = statement.toDuckDb();
      prepared = duck.query(query);
      columns = prepared.getMetaData();
      String zoned = statement.isQuery() ? NestedTimes.withZone(columns, query) : null;
      if (zoned != null) {
        prepared.close();
        prepared = duck.query(zoned);
      }
    } catch (SQLException e) {
      if (EngineErrors.isMissingFile(e)) {
        throw e;
      }

      throw EngineErrors.told(e, options, false);
    }

    QueryResult result =
        QueryResult.of(
            prepared,
            statement.names(),
            columns,
            statement.types(),
            options.queryTimeout,
            e -> EngineErrors.told(e, options, true));
    return statement.isPlan() ? result.ofPlan() : result;
  }

  private long copy(AthenaStatement statement, CopyFormat format, String file) throws SQLException {
    if (!statement.isQuery()) {
      throw new SqlException("Only the rows of a query can be written to a file; write SELECT");
    }

    prepare(statement, Set.of(file));
    try {
      return FileCopy.write(duck, statement, format, file, options);
    } finally {
      duck.close(); // which could write the file once more
    }
  }

  /** Nothing but what a statement names is made known. */
  private void prepare(AthenaStatement statement, Set<String> others) throws SQLException {
    Map<String, RowCondition> asked = relations.asked(statement);
    Map<String, String> views = relations.views();
    views.keySet().retainAll(asked.keySet());
    duck.prepare(plans.of(relations.tables(), asked), views, others);
  }

  private Map<String, String> columnsOf(String query) {
    try {
      return duck.columns(query, relations.tables(), relations.views());
    } catch (SQLException e) {
      throw EngineErrors.told(e, options, false);
    }
  }
}
