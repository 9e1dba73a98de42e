package io.eventlake.lake.engine;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.athena.AthenaRelations;
import io.eventlake.lake.athena.AthenaStatement;
import io.eventlake.lake.sql.LakeView;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * What the statements of a session can read, and what of it the statement at hand does read: only
 * that is loaded and planned. A plan is kept for as long as its snapshot is the one to be read.
 */
final class LakeRelations implements AthenaRelations {

  /** No table of a lake has so many columns. */
  private static final int MISSING_FROM = 1_000_000;

  private final LakeTables lake;
  private final Clock clock;
  private final FileCache cache;
  private final FileChecks checks;
  private final BiFunction<LakeRelations, String, Map<String, String>> columnsOf;
  private final List<AthenaRelation> all = new ArrayList<>();

  private Map<TableName, RowFilter> filters = Map.of();
  private final Map<String, PlannedTable> plans = new HashMap<>();
  private final Map<TableRelation, Table> loaded = new LinkedHashMap<>();
  private final Map<String, PlannedTable> tables = new LinkedHashMap<>();
  private final Map<String, String> views = new LinkedHashMap<>();

  /**
   * @param pinned the snapshot of each table, one that has none stays empty; null for the newest
   * @param columnsOf the columns that a query of DuckDB gives, with their types in Athena's words
   */
  LakeRelations(
      LakeTables lake,
      Map<TableName, Long> pinned,
      Clock clock,
      FileCache cache,
      FileChecks checks,
      BiFunction<LakeRelations, String, Map<String, String>> columnsOf) {
    this.lake = lake;
    this.clock = clock;
    this.cache = cache;
    this.checks = checks;
    this.columnsOf = columnsOf;
    lake.names().forEach(name -> all.add(new TableRelation(lake, pinned, name, name.layer())));
    LakeView.names().forEach(name -> all.add(new ViewRelation(LakeView.read(name))));
  }

  /**
   * Those of another set under their databases' full names; {@code pinned} as of the constructor.
   */
  void add(LakeTables other, Map<TableName, Long> pinned) {
    for (TableName name : other.names()) {
      String database = other.lake().database(name);
      if (all.stream()
          .anyMatch(one -> one.database().equals(database) && one.name().equals(name.table()))) {
        throw new IllegalArgumentException(
            database + "." + name.table() + " is the name of a table already");
      }

      all.add(new TableRelation(other, pinned, name, database));
    }
  }

  /** Forgets which relations the statement before has read. */
  void begin() {
    loaded.clear();
    tables.clear();
    views.clear();
  }

  /** Of these tables statements from now on see some rows only; of the others all. */
  void restrict(Map<TableName, RowFilter> to) {
    filters = Map.copyOf(to);
    forgetPlans();
  }

  /** Forgets all plans, such as after a file of one was removed. */
  void forgetPlans() {
    plans.clear();
    begin();
  }

  /** The tables that the statement reads, by their names in DuckDB, {@code database.name}. */
  Map<String, PlannedTable> tables() {
    return tables;
  }

  /** The views that it reads, each with its query in DuckDB's words, in the order of their use. */
  Map<String, String> views() {
    return views;
  }

  @Override
  public List<AthenaRelation> all() {
    return all;
  }

  @Override
  public String resolve(AthenaRelation relation, Optional<Instant> time) {
    if (relation instanceof TableRelation) {
      return resolve((TableRelation) relation, time);
    } else if (time.isPresent()) {
      throw withoutPast(relation);
    }

    LakeView view = ((ViewRelation) relation).view;
    String name = view.database() + "." + view.name();
    if (!views.containsKey(name)) {
      String query = AthenaStatement.parse(view.query(), this, clock).toDuckDb();
      views.put(name, query);
    }

    return quoted(name);
  }

  @Override
  public String resolveVersion(AthenaRelation relation, long version) {
    if (relation.isView()) {
      throw withoutPast(relation);
    }

    TableRelation table = (TableRelation) relation;
    if (load(table).snapshot(version) == null) {
      throw new SqlException("The table " + table + " has no snapshot " + version);
    }

    return ofVersion(table, version);
  }

  private String ofVersion(TableRelation table, long version) {
    return plan(table + "@" + version, table, version);
  }

  private static SqlException withoutPast(AthenaRelation view) {
    return new SqlException(
        view.database()
            + "."
            + view.name()
            + " is a view, and only tables have a past: read all as of a time with --as-of");
  }

  private String resolve(TableRelation table, Optional<Instant> time) {
    return time.isPresent()
        ? ofVersion(table, asOf(table, time.get()))
        : plan(table.toString(), table, current(table));
  }

  private String plan(String key, TableRelation table, Long snapshot) {
    PlannedTable plan = plans.get(key);
    if (plan == null || !Objects.equals(plan.snapshot(), snapshot)) {
      RowFilter filter = table.lake == lake ? filters.get(table.table) : null;
      plan =
          new PlannedTable(
              table.toString(), load(table), schema(table), snapshot, filter, cache, checks);
      plans.put(key, plan);
    }

    tables.put(key, plan);
    return quoted(key);
  }

  /** The tables of the set itself that the statement read, or began to. */
  Set<TableName> read() {
    return loaded.keySet().stream()
        .filter(table -> table.lake == lake)
        .map(table -> table.table)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The table's columns and, null in every row, those of its definition that it lacks: a lake of an
   * earlier release can be proved, and asked, before {@code tables apply} gives it them.
   */
  private Schema schema(TableRelation table) {
    Schema schema = load(table).schema();
    List<Types.NestedField> columns = new ArrayList<>(schema.columns());
    int id = MISSING_FROM;
    for (Types.NestedField column : table.lake.set().definition(table.table).schema().columns()) {
      if (schema.findField(column.name()) == null && column.type().isPrimitiveType()) {
        columns.add(Types.NestedField.optional(id++, column.name(), column.type(), column.doc()));
      }
    }

    return columns.size() == schema.columns().size() ? schema : new Schema(columns);
  }

  private Table load(TableRelation table) {
    loaded.putIfAbsent(table, null); // it is read, whether or not it can be
    return loaded.computeIfAbsent(table, any -> table.lake.load(table.table));
  }

  private Long current(TableRelation table) {
    Snapshot current = load(table).currentSnapshot();
    if (table.pinned != null) {
      return table.pinned.get(table.table);
    }

    return current == null ? null : (Long) current.snapshotId();
  }

  private Long asOf(TableRelation table, Instant time) {
    if (time.isAfter(clock.instant())) {
      throw new SqlException("The time " + time + " is yet to come; write one of the past");
    }

    Long snapshot = SnapshotUtil.nullableSnapshotIdAsOfTime(load(table), time.toEpochMilli());
    if (snapshot == null) {
      throw new SqlException("The table " + table + " has no snapshot as old as " + time);
    }

    return snapshot;
  }

  private static String quoted(String name) {
    int dot = name.indexOf('.');
    return Quoted.name(name.substring(0, dot)) + "." + Quoted.name(name.substring(dot + 1));
  }

  /** A table of the lake. */
  final class TableRelation implements AthenaRelation {

    private final LakeTables lake;
    private final Map<TableName, Long> pinned;
    private final TableName table;
    private final String database;

    private TableRelation(
        LakeTables lake, Map<TableName, Long> pinned, TableName table, String database) {
      this.lake = lake;
      this.pinned = pinned;
      this.table = table;
      this.database = database;
    }

    TableName table() {
      return table;
    }

    @Override
    public String database() {
      return database;
    }

    @Override
    public String name() {
      return table.table();
    }

    @Override
    public boolean isView() {
      return false;
    }

    @Override
    public Map<String, String> columns() {
      Map<String, String> columns = new LinkedHashMap<>();
      schema(this)
          .columns()
          .forEach(column -> columns.put(column.name(), ColumnTypes.athena(column.type())));
      return columns;
    }

    @Override
    public Map<String, String> comments() {
      Map<String, String> comments = new LinkedHashMap<>();
      for (Types.NestedField column : schema(this).columns()) {
        if (column.doc() != null) {
          comments.put(column.name(), column.doc());
        }
      }

      return comments;
    }

    @Override
    public String toString() {
      return database + "." + table.table();
    }
  }

  private final class ViewRelation implements AthenaRelation {

    private final LakeView view;
    private Map<String, String> columns;

    private ViewRelation(LakeView view) {
      this.view = view;
    }

    @Override
    public String database() {
      return view.database();
    }

    @Override
    public String name() {
      return view.name();
    }

    @Override
    public boolean isView() {
      return true;
    }

    @Override
    public Optional<String> query() {
      return Optional.of(view.query());
    }

    @Override
    public Map<String, String> columns() {
      if (columns == null) {
        columns =
            columnsOf.apply(LakeRelations.this, "SELECT * FROM " + resolve(this, Optional.empty()));
      }

      return columns;
    }
  }
}
