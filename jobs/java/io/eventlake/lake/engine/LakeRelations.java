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
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * What the statements of a session can read, and what of it the statement at hand does read: only
 * that is loaded and planned. A plan is kept for as long as its snapshot is the one to be read.
 */
final class LakeRelations implements AthenaRelations {

  private final LakeTables lake;
  private final Map<TableName, Long> pinned;
  private final Clock clock;
  private final FileCache cache;
  private final FileChecks checks;
  private final BiFunction<LakeRelations, String, Map<String, String>> columnsOf;
  private final List<AthenaRelation> all = new ArrayList<>();

  private final Map<String, PlannedTable> plans = new HashMap<>();
  private final Set<TableName> read = new LinkedHashSet<>();
  private final Map<TableName, Table> loaded = new HashMap<>();
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
    this.pinned = pinned;
    this.clock = clock;
    this.cache = cache;
    this.checks = checks;
    this.columnsOf = columnsOf;
    TableName.all().forEach(name -> all.add(new TableRelation(name)));
    LakeView.names().forEach(name -> all.add(new ViewRelation(LakeView.read(name))));
  }

  /** Forgets which relations the statement before has read. */
  void begin() {
    read.clear();
    loaded.clear();
    tables.clear();
    views.clear();
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
      return resolve(((TableRelation) relation).table, time);
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

    TableName name = ((TableRelation) relation).table;
    Table table = load(name);
    if (table.snapshot(version) == null) {
      throw new SqlException("The table " + name + " has no snapshot " + version);
    }

    return ofVersion(name, version);
  }

  private String ofVersion(TableName name, long version) {
    return plan(name + "@" + version, name, version);
  }

  private static SqlException withoutPast(AthenaRelation view) {
    return new SqlException(
        view.database()
            + "."
            + view.name()
            + " is a view, and only tables have a past: read all as of a time with --as-of");
  }

  private String resolve(TableName name, Optional<Instant> time) {
    Table table = load(name);
    return time.isPresent()
        ? ofVersion(name, asOf(table, name, time.get()))
        : plan(name.toString(), name, current(table, name));
  }

  private String plan(String key, TableName name, Long snapshot) {
    PlannedTable plan = plans.get(key);
    if (plan == null || !Objects.equals(plan.snapshot(), snapshot)) {
      plan = new PlannedTable(name.toString(), load(name), snapshot, cache, checks);
      plans.put(key, plan);
    }

    tables.put(key, plan);
    return quoted(key);
  }

  /** The tables that the statement read, or began to. */
  Set<TableName> read() {
    return read;
  }

  private Table load(TableName name) {
    read.add(name);
    return loaded.computeIfAbsent(name, lake::load);
  }

  private Long current(Table table, TableName name) {
    if (pinned != null) {
      return pinned.get(name);
    }

    Snapshot current = table.currentSnapshot();
    return current == null ? null : (Long) current.snapshotId();
  }

  private Long asOf(Table table, TableName name, Instant time) {
    if (time.isAfter(clock.instant())) {
      throw new SqlException("The time " + time + " is yet to come; write one of the past");
    }

    Long snapshot = SnapshotUtil.nullableSnapshotIdAsOfTime(table, time.toEpochMilli());
    if (snapshot == null) {
      throw new SqlException("The table " + name + " has no snapshot as old as " + time);
    }

    return snapshot;
  }

  private static String quoted(String name) {
    int dot = name.indexOf('.');
    return Quoted.name(name.substring(0, dot)) + "." + Quoted.name(name.substring(dot + 1));
  }

  /** A table of the lake. */
  final class TableRelation implements AthenaRelation {

    private final TableName table;

    private TableRelation(TableName table) {
      this.table = table;
    }

    TableName table() {
      return table;
    }

    @Override
    public String database() {
      return table.database();
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
      load(table)
          .schema()
          .columns()
          .forEach(column -> columns.put(column.name(), ColumnTypes.athena(column.type())));
      return columns;
    }

    @Override
    public Map<String, String> comments() {
      Map<String, String> comments = new LinkedHashMap<>();
      for (Types.NestedField column : load(table).schema().columns()) {
        if (column.doc() != null) {
          comments.put(column.name(), column.doc());
        }
      }

      return comments;
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
