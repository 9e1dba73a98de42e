package io.eventlake.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.LakeOptions;
import io.eventlake.job.Lakes;
import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.athena.AthenaRelations;
import io.eventlake.lake.athena.AthenaStatement;
import io.eventlake.lake.athena.RowCondition;
import io.eventlake.testing.Seed;
import io.eventlake.testing.TestOptions;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.util.SnapshotUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fewer files than all give the same rows, whatever a statement asks and whatever happened to the
 * tables.
 */
class PrunedPlanTest {

  private static final Namespace DATABASE = Namespace.of("odd");

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-09T04:00:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  private LakeOptions options;
  private Catalog catalog;

  @BeforeEach
  void open() {
    String warehouse = directory.resolve("lake").toString();
    options = TestOptions.files("/nowhere").with("lake.warehouse", warehouse).all().lake;
    catalog = Lakes.of(options).open();
    ((SupportsNamespaces) catalog).createNamespace(DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    ((AutoCloseable) catalog).close();
  }

  @Test
  void rowsAreThoseOfAllFiles() throws Exception {
    Random random = new Random(Seed.of(PrunedPlanTest.class, 20_261_130));
    int all = 0;
    int read = 0;
    for (int i = 0; i < 2; i++) {
      Map<String, Table> tables = new LinkedHashMap<>();
      for (String name : List.of("t", "u")) {
        Table table = catalog.createTable(id(name + i), ChangingTable.SCHEMA, days(i));
        ChangingTable changing = new ChangingTable(table, random);
        for (int change = 0; change < 14; change++) {
          changing.change();
        }

        table.refresh();
        tables.put(name, table);
      }

      RandomStatement statements = new RandomStatement(random, tables.get("t"), tables.get("u"));
      Relations relations = new Relations(tables, random);
      try (DuckDb duck = new DuckDb(options, relations.allFiles())) {
        for (int n = 0; n < 30; n++) {
          String sql = relations.elsewhere(statements.next());
          AthenaStatement statement = AthenaStatement.parse(sql, relations, CLOCK);
          Map<String, PlannedTable> whole = relations.plans(statement, false);
          Map<String, PlannedTable> pruned = relations.plans(statement, true);
          assertThat(relations.rows(duck, pruned, statement))
              .as("%s reads %s", sql, statement.reads(RowCondition.all()))
              .containsExactlyInAnyOrderElementsOf(relations.rows(duck, whole, statement));
          all += files(whole).size();
          read += files(pruned).size();
        }
      }
    }

    assertThat(read).isLessThan(all * 9 / 10);
  }

  private static TableIdentifier id(String name) {
    return TableIdentifier.of(DATABASE, name);
  }

  private static PartitionSpec days(int which) {
    return which == 0
        ? PartitionSpec.unpartitioned()
        : PartitionSpec.builderFor(ChangingTable.SCHEMA).identity("day").build();
  }

  private static Set<String> files(Map<String, PlannedTable> plans) {
    Set<String> files = new LinkedHashSet<>();
    plans.values().forEach(plan -> files.addAll(plan.paths().values()));
    return files;
  }

  /** The tables of the test as statements name them. */
  private final class Relations implements AthenaRelations {

    /** A view hands on what it does not filter by, and filters by what cannot be asked, too. */
    private static final String VIEW =
        "SELECT * FROM odd.t WHERE day >= DATE '2026-03-08' AND CAST(id AS varchar) <> '3'";

    private final Map<String, Table> tables;
    private final Random random;

    /** By the names that tables, and versions of them, have in DuckDB. */
    private final Map<String, Long> snapshots = new LinkedHashMap<>();

    private final Map<String, Table> resolved = new LinkedHashMap<>();
    private AthenaStatement view;

    Relations(Map<String, Table> tables, Random random) {
      this.tables = tables;
      this.random = random;
      tables.forEach((name, table) -> version(name, table, recent(table)));
    }

    /** Of the last snapshots any: older ones have the columns under older names. */
    private Snapshot recent(Table table) {
      List<Snapshot> all = new ArrayList<>();
      table.snapshots().forEach(all::add);
      return all.get(all.size() - 1 - random.nextInt(Math.min(all.size(), 5)));
    }

    private String version(String name, Table table, Snapshot snapshot) {
      String key = "\"odd\".\"" + name + "\"";
      resolved.put(key, table);
      snapshots.put(key, snapshot.snapshotId());
      return key;
    }

    /** A statement that reads some of its tables as they were, or by the view. */
    String elsewhere(String sql) {
      return Pattern.compile("\\bodd\\.([tu])\\b").matcher(sql).replaceAll(this::elsewhere);
    }

    private String elsewhere(MatchResult found) {
      Snapshot then = recent(tables.get(found.group(1)));
      switch (random.nextInt(6)) {
        case 0:
          return found.group() + " FOR VERSION AS OF " + then.snapshotId();
        case 1:
          return found.group()
              + " FOR TIMESTAMP AS OF TIMESTAMP '"
              + LocalDateTime.ofEpochSecond(
                      then.timestampMillis() / 1000,
                      (int) (then.timestampMillis() % 1000) * 1_000_000,
                      ZoneOffset.UTC)
                  .toString()
                  .replace('T', ' ')
              + " UTC'";
        case 2:
          return found.group(1).equals("t") ? "odd.v" : found.group();
        default:
          return found.group();
      }
    }

    /** Of all snapshots. */
    Set<String> allFiles() {
      Set<String> files = new LinkedHashSet<>();
      tables.forEach(
          (name, table) ->
              table
                  .snapshots()
                  .forEach(
                      snapshot ->
                          files.addAll(
                              plan(table, snapshot.snapshotId(), RowCondition.all())
                                  .paths()
                                  .values())));
      return files;
    }

    /** What a statement reads, of all files or of those that it asks for. */
    Map<String, PlannedTable> plans(AthenaStatement statement, boolean pruned) {
      Map<String, RowCondition> asked = new LinkedHashMap<>(statement.reads(RowCondition.all()));
      RowCondition ofView = asked.remove("\"odd\".\"v\"");
      if (ofView != null) {
        view.reads(ofView).forEach((name, its) -> asked.merge(name, its, RowCondition::or));
      }

      Map<String, PlannedTable> plans = new LinkedHashMap<>();
      asked.forEach(
          (name, condition) ->
              plans.put(
                  name,
                  plan(
                      resolved.get(name),
                      snapshots.get(name),
                      pruned ? condition : RowCondition.all())));
      return plans;
    }

    private PlannedTable plan(Table table, long snapshot, RowCondition asked) {
      return new PlannedTable(
          table.name(),
          table,
          table.schema(),
          ReadRange.of(snapshot),
          null,
          asked,
          new FileCache(options),
          FileChecks.none());
    }

    List<String> rows(DuckDb duck, Map<String, PlannedTable> plans, AthenaStatement statement)
        throws Exception {
      for (Map.Entry<String, PlannedTable> plan : plans.entrySet()) {
        duck.view(plan.getKey(), plan.getValue().query());
      }

      if (statement.relations().stream().anyMatch(AthenaRelation::isView)) {
        duck.view("\"odd\".\"v\"", view.toDuckDb());
      }

      List<String> rows = new ArrayList<>();
      try (PreparedStatement prepared = duck.prepare(statement.toDuckDb());
          ResultSet result = prepared.executeQuery()) {
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            row.add(result.getObject(i));
          }

          rows.add(row.toString());
        }
      }

      return rows;
    }

    @Override
    public List<AthenaRelation> all() {
      List<AthenaRelation> all = new ArrayList<>();
      tables.forEach((name, table) -> all.add(new OddTable(name, table, false)));
      all.add(new OddTable("v", tables.get("t"), true));
      return all;
    }

    @Override
    public String resolve(AthenaRelation relation, Optional<Instant> time) {
      if (relation.isView()) {
        view = AthenaStatement.parse(VIEW, this, CLOCK);
        return "\"odd\".\"v\"";
      }

      Table table = tables.get(relation.name());
      return time.isEmpty()
          ? "\"odd\".\"" + relation.name() + "\""
          : resolveVersion(
              relation, SnapshotUtil.snapshotIdAsOfTime(table, time.get().toEpochMilli()));
    }

    @Override
    public String resolveVersion(AthenaRelation relation, long version) {
      Table table = tables.get(relation.name());
      return version(relation.name() + "@" + version, table, table.snapshot(version));
    }
  }

  private record OddTable(String name, Table table, boolean isView) implements AthenaRelation {

    @Override
    public String database() {
      return "odd";
    }

    @Override
    public Map<String, String> columns() {
      Map<String, String> columns = new LinkedHashMap<>();
      table
          .schema()
          .columns()
          .forEach(column -> columns.put(column.name(), ColumnTypes.athena(column.type())));
      return columns;
    }
  }
}
