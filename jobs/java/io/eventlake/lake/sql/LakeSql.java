package io.eventlake.lake.sql;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.flink.EmbeddedFlink;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.FlinkCatalog;
import org.apache.iceberg.flink.FlinkConfigOptions;

/**
 * Batch SQL over the tables and views of a lake on an embedded Flink; only reads. The session zone
 * is UTC. Statements may be in Athena's words where {@link AthenaDialect} knows them.
 */
public final class LakeSql implements AutoCloseable {

  private static final Set<String> READING =
      Set.of("SELECT", "WITH", "VALUES", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "USE", "SET");

  /** Leaves no row, which the planner must not know: it fails at a window over nothing. */
  private static final String NOTHING = "WHERE RAND() < 0";

  private final LakeCatalog lake;
  private final FlinkCatalog catalog;
  private final TableEnvironment tables;
  private final AthenaDialect dialect;
  private final Set<String> views = new HashSet<>();
  private final Map<TableName, RuntimeException> unreadable = new HashMap<>();

  // What replaces registerCatalog makes catalogs from text properties only.
  @SuppressWarnings("deprecation")
  private LakeSql(
      LakeCatalog lake, Map<TableName, Long> snapshots, Clock clock, TableEnvironment tables) {
    this.dialect = new AthenaDialect(clock);
    this.lake = lake.requireExisting();
    this.tables = tables;
    this.catalog = new ReadingCatalog(lake, snapshots);
    tables.registerCatalog(LakeCatalog.NAME, catalog);
    tables.useCatalog(LakeCatalog.NAME);
    AthenaDialect.addFunctions(tables);
  }

  /** A session over the tables as they are when a statement starts, by the machine's clock. */
  public static LakeSql over(LakeCatalog lake) {
    return over(lake, Clock.systemUTC());
  }

  /**
   * A session over the tables as they are when a statement starts.
   *
   * @param clock what LOCALTIMESTAMP says
   * @throws io.eventlake.connector.iceberg.LakeException when there is no lake or no way to it
   */
  public static LakeSql over(LakeCatalog lake, Clock clock) {
    LakeSql sql = new LakeSql(lake, Map.of(), clock, EmbeddedFlink.batchTables(settings()));
    boolean named = lake.set().readable().stream().allMatch(table -> isPlain(lake, table));
    if (!named) {
      sql.useViews();
      for (TableName table : lake.set().readable()) {
        sql.readable(table, () -> sql.existing(table));
      }
    }

    return sql;
  }

  /** A session over fixed snapshots, by the machine's clock. */
  public static LakeSql over(LakeCatalog lake, Map<TableName, Long> snapshots) {
    return over(lake, snapshots, Clock.systemUTC());
  }

  /**
   * A session over fixed snapshots.
   *
   * @param snapshots of each table; a table that has none yet stays empty
   * @param clock what LOCALTIMESTAMP says
   */
  public static LakeSql over(LakeCatalog lake, Map<TableName, Long> snapshots, Clock clock) {
    return over(lake, snapshots, clock, EmbeddedFlink.batchTables(settings()));
  }

  /**
   * The rows of a query over fixed snapshots, as a stream of a job in batch execution.
   *
   * @param snapshots of each table; a table that has none yet stays empty
   * @throws SqlException when the query is wrong
   */
  public static DataStream<RowData> stream(
      StreamExecutionEnvironment env,
      LakeCatalog lake,
      Map<TableName, Long> snapshots,
      String query) {
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(
            env,
            EnvironmentSettings.newInstance().inBatchMode().withConfiguration(settings()).build());
    // The stream reads by a catalog of its own.
    try (LakeSql sql = over(lake, snapshots, Clock.systemUTC(), tables)) {
      Table rows = tables.sqlQuery(sql.dialect.toFlink(query));
      return tables.toDataStream(
          rows, rows.getResolvedSchema().toPhysicalRowDataType().bridgedTo(RowData.class));
    } catch (SqlParserException | ValidationException e) {
      throw new SqlException("The statement is wrong: " + sentence(e), e);
    }
  }

  private static LakeSql over(
      LakeCatalog lake, Map<TableName, Long> snapshots, Clock clock, TableEnvironment tables) {
    LakeSql sql = new LakeSql(lake, snapshots, clock, tables);
    sql.useViews();
    for (TableName table : lake.set().readable()) {
      sql.readable(table, () -> sql.view(table, snapshots.containsKey(table) ? "" : NOTHING));
    }

    return sql;
  }

  /**
   * Runs one statement; its rows are computed while they are read.
   *
   * @throws SqlException when the statement is wrong or would change something
   */
  public TableResult run(String statement) {
    String first = statement.split("[\\s(;]+", 2)[0].toUpperCase(Locale.ROOT);
    if (!first.isEmpty() && !READING.contains(first)) {
      throw new SqlException(
          "A statement cannot begin with "
              + first
              + ": sql only reads the lake, with SELECT, WITH, VALUES, SHOW, DESCRIBE, EXPLAIN, USE"
              + " or SET");
    }

    requireReadable(statement);
    try {
      addViews(statement);
      return tables.executeSql(dialect.toFlink(statement));
    } catch (SqlParserException | ValidationException e) {
      requireNoneLost(statement);
      throw new SqlException("The statement is wrong: " + sentence(e), e);
    } catch (TableException e) {
      throw new SqlException("The statement cannot be run: " + sentence(e), e);
    }
  }

  /**
   * The columns that a query gives, without running it.
   *
   * @throws SqlException when the query is wrong
   */
  public List<String> columns(String query) {
    requireReadable(query);
    try {
      addViews(query);
      return tables.sqlQuery(dialect.toFlink(query)).getResolvedSchema().getColumnNames();
    } catch (SqlParserException | ValidationException e) {
      throw new SqlException("The statement is wrong: " + sentence(e), e);
    }
  }

  /** Whether the table's database is called in the catalog as in SQL. */
  private static boolean isPlain(LakeCatalog lake, TableName table) {
    return lake.database(table).equals(table.layer());
  }

  /** One table that cannot be read does not keep statements from the others. */
  private void readable(TableName table, Runnable made) {
    try {
      made.run();
    } catch (RuntimeException e) { // whatever the planner makes of it
      unreadable.put(table, e);
    }
  }

  /** A table without its view fails with what kept it from having one. */
  private void requireReadable(String statement) {
    unreadable.forEach(
        (table, failure) -> {
          if (LakeView.tablesIn(statement, lake.set()).contains(table)) {
            throw failure;
          }
        });
  }

  /** A table that the catalog has lost is not the statement's fault. */
  private void requireNoneLost(String statement) {
    try (LakeTables all = new LakeTables(lake)) {
      LakeView.tablesIn(statement, lake.set()).forEach(all::requireNotLost);
    }
  }

  @Override
  public void close() {
    catalog.close();
  }

  /** Makes the views known that a statement names, what they build on first: each takes a while. */
  private void addViews(String statement) {
    for (LakeView view : LakeView.namedIn(statement, lake.set())) {
      if (views.add(view.name())) {
        addViews(view.query());
        tables.createTemporaryView(view.path(), tables.sqlQuery(dialect.toFlink(view.query())));
      }
    }
  }

  private void existing(TableName table) {
    if (catalog.tableExists(path(lake, table))) {
      view(table, "");
    }
  }

  static ObjectPath path(LakeCatalog lake, TableName table) {
    TableIdentifier identifier = lake.identifier(table);
    return new ObjectPath(identifier.namespace().toString(), identifier.name());
  }

  /** Views live in a catalog of their own: under a table's full name one would hide it. */
  private void useViews() {
    tables.executeSql("CREATE CATALOG `views` WITH ('type'='generic_in_memory')");
    tables.useCatalog("views");
    lake.set().readable().stream()
        .map(TableName::layer)
        .distinct()
        .forEach(database -> tables.executeSql("CREATE DATABASE `" + database + "`"));
  }

  /** Makes a table known by its own name, whatever its database is called in the catalog. */
  private void view(TableName table, String suffix) {
    tables.createTemporaryView(
        "`" + table.layer() + "`.`" + table.table() + "`",
        tables.sqlQuery(
            "SELECT * FROM `"
                + LakeCatalog.NAME
                + "`.`"
                + lake.identifier(table).namespace()
                + "`.`"
                + table.table()
                + "` "
                + suffix));
  }

  private static Configuration settings() {
    Configuration flink = new Configuration();
    flink.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
    flink.set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
    flink.set(FlinkConfigOptions.TABLE_EXEC_ICEBERG_INFER_SOURCE_PARALLELISM, false);
    return flink;
  }

  /** Flink's innermost message without the list of words that it would have liked better. */
  private static String sentence(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }

    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.strip().lines().findFirst().orElse("no reason given");
  }
}
