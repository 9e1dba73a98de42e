package io.eventlake.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/**
 * The tables that one job commits together, with a ledger of their own (docs/adr/0026), and perhaps
 * those of other sets that are read with them. The folder {@code iceberg-ddl/<name>} is the list;
 * what it says of databases goes before their layers in the catalog.
 */
public final class TableSet implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Whose class path has the definitions. */
  private static final ClassLoader LOADER = TableSet.class.getClassLoader();

  private static final Map<String, TableSet> LOADED = new ConcurrentHashMap<>();

  /** The day of an event, by which a rebuild writes a table anew. */
  private static final String EVENT_DAY = "event_dt";

  private static final List<String> LAYERS = List.of("bronze", "silver", "gold", "ops");

  /** What a job commits last, where its set has more than one table. */
  private static final List<TableName> LEDGERS =
      List.of(TableName.RECORD_COUNTS, TableName.TRANSFORM_RUNS);

  /** From bronze to ops; in a layer the stations first. */
  private static final Comparator<TableName> ORDER =
      Comparator.comparing((TableName table) -> LAYERS.indexOf(table.layer()))
          .thenComparing(table -> (TableName.stations().indexOf(table) + 100) % 100)
          .thenComparing(TableName::table);

  private final String name;
  private final String databasePrefix;
  private final Map<TableName, TableDefinition> definitions;
  private final List<TableSet> read;

  private TableSet(
      String name,
      String databasePrefix,
      Map<TableName, TableDefinition> definitions,
      List<TableSet> read) {
    this.name = name;
    this.databasePrefix = databasePrefix;
    this.definitions = definitions;
    this.read = read;
  }

  /**
   * The set of that name.
   *
   * @throws DdlException when it has no folder, or a file there is wrong
   */
  public static TableSet of(String name) {
    return LOADED.computeIfAbsent(name, TableSet::load);
  }

  /** All sets that there are, by name. */
  public static List<TableSet> all() {
    return Names.ALL.stream().map(TableSet::of).collect(Collectors.toList());
  }

  private static TableSet load(String name) {
    TableSetFolder folder = TableSetFolder.read(LOADER, name);
    Map<TableName, TableDefinition> definitions = new LinkedHashMap<>();
    folder.definitions().stream()
        .sorted(Comparator.comparing(TableDefinition::name, ORDER))
        .forEach(definition -> definitions.put(definition.name(), definition));
    requireLedger(name, definitions.keySet());
    return new TableSet(name, folder.databasePrefix(), definitions, List.of());
  }

  private static void requireLedger(String name, Set<TableName> tables) {
    if (tables.size() > 1 && LEDGERS.stream().noneMatch(tables::contains)) {
      throw new DdlException(
          "iceberg-ddl/"
              + name
              + " has no ledger, which tells what is in all its tables: define one of "
              + LEDGERS);
    }
  }

  /**
   * This set, and others that are read with it: its reports and rebuilds need them.
   *
   * @throws IllegalArgumentException when two of them call a table alike
   */
  public TableSet reading(TableSet... others) {
    List<TableSet> all = new ArrayList<>(read);
    all.addAll(Arrays.asList(others));
    TableSet reading = new TableSet(name, databasePrefix, definitions, List.copyOf(all));
    if (reading.readable().stream().distinct().count() < reading.readable().size()) {
      throw new IllegalArgumentException(
          "The sets " + reading + " have tables of one name, and cannot be read as one");
    }

    return reading;
  }

  public String name() {
    return name;
  }

  /** What stands before the layer in the names of its databases, such as {@code site_}; or "". */
  public String databasePrefix() {
    return databasePrefix;
  }

  /** Its own tables, which one job writes: bronze first. */
  public List<TableName> tables() {
    return List.copyOf(definitions.keySet());
  }

  /** The other sets that are read with it. */
  public List<TableSet> read() {
    return read;
  }

  /** Its own tables and those of the sets that are read with it: bronze first. */
  public List<TableName> readable() {
    List<TableName> all = new ArrayList<>(definitions.keySet());
    read.forEach(set -> all.addAll(set.definitions.keySet()));
    all.sort(ORDER);
    return all;
  }

  /** Whether that set is this one, or one that is read with it. */
  public boolean has(TableSet other) {
    return name.equals(other.name) || read.stream().anyMatch(set -> set.name.equals(other.name));
  }

  /** Whether the table is one of its own. */
  public boolean contains(TableName table) {
    return definitions.containsKey(table);
  }

  /** The set that a table is of: this one, or one that is read with it. */
  public TableSet setOf(TableName table) {
    return read.stream().filter(set -> set.contains(table)).findFirst().orElse(this);
  }

  /**
   * What a table should be, its own or one that is read with it.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public TableDefinition definition(TableName table) {
    TableDefinition definition = setOf(table).definitions.get(table);
    if (definition == null) {
      throw new IllegalArgumentException(
          table + " is no table of " + this + ", which has " + readable());
    }

    return definition;
  }

  /** What all tables should be, its own and those that are read with it. */
  public List<TableDefinition> definitions() {
    return readable().stream().map(this::definition).collect(Collectors.toList());
  }

  /** The type of a table's rows, its columns as defined. */
  public RowType rowType(TableName table) {
    return FlinkSchemaUtil.convert(definition(table).schema());
  }

  /**
   * The table of that layer and name, its own or one that is read with it.
   *
   * @throws IllegalArgumentException when there is none
   */
  public TableName table(String layer, String table) {
    return definition(TableName.of(layer, table)).name();
  }

  /**
   * The table that is committed after all others, and so shows which checkpoints are in all of
   * them; a single table shows that itself.
   */
  public TableName ledger() {
    return LEDGERS.stream()
        .filter(definitions::containsKey)
        .findFirst()
        .orElseGet(() -> definitions.keySet().iterator().next());
  }

  /** The tables that a rebuild writes: those that are partitioned by the events' day first. */
  public List<TableName> byDay() {
    return definitions.values().stream()
        .filter(definition -> isByDay(definition.partitionSpec()))
        .map(TableDefinition::name)
        .collect(Collectors.toList());
  }

  private static boolean isByDay(PartitionSpec spec) {
    if (spec.isUnpartitioned()) {
      return false;
    }

    PartitionField first = spec.fields().get(0);
    return first.transform().isIdentity()
        && spec.schema().findColumnName(first.sourceId()).equals(EVENT_DAY);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableSet
        && name.equals(((TableSet) other).name)
        && read.equals(((TableSet) other).read);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Its name, with those of the sets that are read with it. */
  @Override
  public String toString() {
    return read.isEmpty()
        ? name
        : name + " with " + read.stream().map(TableSet::name).collect(Collectors.joining(", "));
  }

  private Object writeReplace() {
    return new Names(name, read.stream().map(TableSet::name).toArray(String[]::new));
  }

  /** What of it travels: the definitions are on every class path. */
  private static final class Names implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Found once: a jar is long to look through. */
    private static final Set<String> ALL = TableSetFolder.names(LOADER);

    private final String name;
    private final String[] read;

    Names(String name, String[] read) {
      this.name = name;
      this.read = read;
    }

    private Object readResolve() {
      TableSet set = of(name);
      return read.length == 0
          ? set
          : set.reading(Arrays.stream(read).map(TableSet::of).toArray(TableSet[]::new));
    }
  }
}
