package io.eventlake.lake.engine;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.athena.AthenaRelations;
import io.eventlake.lake.athena.AthenaStatement;
import io.eventlake.lake.athena.RowCondition;
import io.eventlake.lake.sql.LakeView;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * What the statements of a session can read, and what of it the statement at hand does read: only
 * that is loaded.
 */
final class LakeRelations implements AthenaRelations {

  /** No table of a lake has so many columns. */
  private static final int MISSING_FROM = 1_000_000;

  private final LakeTables lake;
  private final Clock clock;
  private final Function<String, Map<String, String>> columnsOf;
  private final List<AthenaRelation> all = new ArrayList<>();

  /** What the views of each set read, by its name. */
  private final Map<String, AthenaRelations> scopes = new LinkedHashMap<>();

  private Map<TableName, RowFilter> filters = Map.of();

  /** Tables of which the statement at hand reads what was appended. */
  private Map<TableName, ReadRange> appended = Map.of();

  private final Map<TableRelation, Table> loaded = new LinkedHashMap<>();
  private final Map<String, TableVersion> tables = new LinkedHashMap<>();
  private final Map<String, AthenaStatement> views = new LinkedHashMap<>();

  /**
   * @param pinned the snapshot of each table, one that has none stays empty; null for the newest
   * @param columnsOf the columns that a query of DuckDB gives, with their types in Athena's words
   */
  LakeRelations(
      LakeTables lake,
      Map<TableName, Long> pinned,
      Clock clock,
      Function<String, Map<String, String>> columnsOf) {
    this.lake = lake;
    this.clock = clock;
    this.columnsOf = columnsOf;
    scopes.put(lake.set().name(), this);
    lake.names()
        .forEach(
            name ->
                all.add(new TableRelation(lake, pinned, name, name.layer(), false, this::schema)));
    for (LakeView view : LakeView.of(lake.set())) {
      all.add(new ViewRelation(view, view.database(), this, false, this::described));
    }
  }

  /**
   * Those of another set, with what it puts before its databases; {@code pinned} as of the
   * constructor. Under a name that is known already they are not to be had.
   *
   * @param isBehind whether a name alone means one of them only where no other has it
   */
  void add(LakeTables other, Map<TableName, Long> pinned, boolean isBehind) {
    OtherRelations its = new OtherRelations(this, other.set().name());
    scopes.put(its.set(), its);
    for (TableName name : other.names()) {
      String prefix = other.set().setOf(name).databasePrefix();
      TableRelation table =
          new TableRelation(other, pinned, name, prefix + name.layer(), isBehind, this::schema);
      its.add(new PlainRelation(name.layer(), table));
      addIfNew(table);
    }

    for (LakeView view : LakeView.of(other.set())) {
      String database = other.set().databasePrefix() + view.database();
      ViewRelation relation = new ViewRelation(view, database, its, isBehind, this::described);
      its.add(new PlainRelation(view.database(), relation));
      addIfNew(relation);
    }
  }

  /** Views over all families that are there: what one shows of each, one below the other. */
  void addOfAll() {
    for (LakeView view : LakeView.ofAll()) {
      OtherRelations families = new OtherRelations(this, "all families");
      scopes.forEach(
          (family, reads) ->
              families.add(
                  new PlainRelation(
                      "of", family, new ViewRelation(view, "of", reads, false, this::described))));
      String union =
          scopes.keySet().stream()
              .map(family -> "SELECT * FROM of.\"" + family + "\"")
              .collect(Collectors.joining(" UNION ALL "));
      addIfNew(
          new ViewRelation(view.with(union), view.database(), families, false, this::described));
    }
  }

  private void addIfNew(AthenaRelation relation) {
    if (all.stream()
        .noneMatch(
            one ->
                one.database().equals(relation.database()) && one.name().equals(relation.name()))) {
      all.add(relation);
    }
  }

  private Map<String, String> described(ViewRelation view) {
    return columnsOf.apply("SELECT * FROM " + resolve(view, Optional.empty()));
  }

  /** Forgets what the statement before has read. */
  void begin() {
    loaded.clear();
    tables.clear();
    views.clear();
  }

  /** Of these tables statements from now on see some rows only; of the others all. */
  void restrict(Map<TableName, RowFilter> to) {
    filters = Map.copyOf(to);
  }

  /** Of these tables statements from now on read the range alone, where they name no past. */
  void appended(Map<TableName, ReadRange> ranges) {
    appended = Map.copyOf(ranges);
  }

  /** The tables that the statement names, and its views do, by their names in DuckDB. */
  Map<String, TableVersion> tables() {
    return tables;
  }

  /** The views that it names, each with its query in DuckDB's words, in the order of their use. */
  Map<String, String> views() {
    Map<String, String> queries = new LinkedHashMap<>();
    views.forEach((name, view) -> queries.put(name, view.toDuckDb()));
    return queries;
  }

  /** Which rows of the tables and views a statement reads, by their names in DuckDB. */
  Map<String, RowCondition> asked(AthenaStatement statement) {
    Map<String, RowCondition> asked = new HashMap<>(statement.reads(RowCondition.all()));
    List<String> names = new ArrayList<>(views.keySet());
    Collections.reverse(names); // a view is read by later ones only
    for (String name : names) {
      RowCondition ofView = asked.get(name);
      if (ofView != null) {
        views
            .get(name)
            .reads(ofView)
            .forEach((inner, condition) -> asked.merge(inner, condition, RowCondition::or));
      }
    }

    return asked;
  }

  @Override
  public List<AthenaRelation> all() {
    return all;
  }

  @Override
  public String prefix() {
    TableName any = lake.names().iterator().next();
    String database = lake.lake().database(any);
    return database.substring(0, database.length() - any.layer().length());
  }

  @Override
  public String resolve(AthenaRelation relation, Optional<Instant> time) {
    if (relation instanceof TableRelation) {
      return resolve((TableRelation) relation, time);
    } else if (time.isPresent()) {
      throw withoutPast(relation);
    }

    String name = key((ViewRelation) relation);
    if (!views.containsKey(name)) {
      String query = relation.query().orElseThrow();
      views.put(name, AthenaStatement.parse(query, ((ViewRelation) relation).reads(), clock));
    }

    return name;
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
    return version(key(table, table.name() + "@" + version), table, ReadRange.of(version));
  }

  private static SqlException withoutPast(AthenaRelation view) {
    return new SqlException(
        view.database()
            + "."
            + view.name()
            + " is a view, and only tables have a past: read all as of a time with --as-of");
  }

  private String resolve(TableRelation table, Optional<Instant> time) {
    if (time.isPresent()) {
      return ofVersion(table, asOf(table, time.get()));
    }

    ReadRange range = table.lake() == lake ? appended.get(table.table()) : null;
    return range == null
        ? version(key(table, table.name()), table, ReadRange.of(current(table)))
        : version(key(table, table.name() + "@" + range), table, range);
  }

  private String version(String key, TableRelation table, ReadRange range) {
    RowFilter filter = table.lake() == lake ? filters.get(table.table()) : null;
    tables.put(key, new TableVersion(table.toString(), load(table), schema(table), range, filter));
    return key;
  }

  /** The tables of the set itself that the statement read, or began to. */
  Set<TableName> read() {
    return loaded.keySet().stream()
        .filter(table -> table.lake() == lake)
        .map(TableRelation::table)
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
    for (Types.NestedField column :
        table.lake().set().definition(table.table()).schema().columns()) {
      if (schema.findField(column.name()) == null && column.type().isPrimitiveType()) {
        columns.add(Types.NestedField.optional(id++, column.name(), column.type(), column.doc()));
      }
    }

    return columns.size() == schema.columns().size() ? schema : new Schema(columns);
  }

  private Table load(TableRelation table) {
    loaded.putIfAbsent(table, null); // it is read, whether or not it can be
    return loaded.computeIfAbsent(table, any -> table.lake().load(table.table()));
  }

  private Long current(TableRelation table) {
    Snapshot current = load(table).currentSnapshot();
    if (table.pinned() != null) {
      return table.pinned().get(table.table());
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

  /** Two sets may call a database alike. */
  private String key(TableRelation table, String name) {
    return table.lake() == lake
        ? quoted(table.database(), name)
        : quoted(table.lake().set().name() + "/" + table.database(), name);
  }

  private String key(ViewRelation view) {
    return view.reads() instanceof OtherRelations
        ? quoted(((OtherRelations) view.reads()).set() + "/" + view.database(), view.name())
        : quoted(view.database(), view.name());
  }

  private static String quoted(String database, String name) {
    return Quoted.name(database) + "." + Quoted.name(name);
  }
}
