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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
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
    for (int i = 0; i < 3; i++) {
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
      Map<String, PlannedTable> whole = relations.plans(null);
      try (DuckDb duck = new DuckDb(options, files(whole))) {
        for (int n = 0; n < 30; n++) {
          String sql = statements.next();
          AthenaStatement statement = AthenaStatement.parse(sql, relations, CLOCK);
          Map<String, PlannedTable> pruned = relations.plans(statement);
          assertThat(rows(duck, pruned, statement))
              .as("%s reads %s", sql, statement.reads(RowCondition.all()))
              .containsExactlyInAnyOrderElementsOf(rows(duck, whole, statement));
          all += files(whole).size();
          read += files(pruned).size();
        }
      }
    }

    assertThat(read).isLessThan(all * 4 / 5);
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

  private static List<String> rows(
      DuckDb duck, Map<String, PlannedTable> plans, AthenaStatement statement) throws Exception {
    for (Map.Entry<String, PlannedTable> plan : plans.entrySet()) {
      duck.view(plan.getKey(), plan.getValue().query());
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

  /** The tables of the test as statements name them. */
  private final class Relations implements AthenaRelations {

    private final Map<String, Table> tables;
    private final Map<String, Long> snapshots = new LinkedHashMap<>();

    /** Of the last snapshots any: older ones have the columns under older names. */
    Relations(Map<String, Table> tables, Random random) {
      this.tables = tables;
      tables.forEach(
          (name, table) -> {
            List<Long> all = new ArrayList<>();
            table.snapshots().forEach(snapshot -> all.add(snapshot.snapshotId()));
            int back = Math.min(all.size(), 1 + random.nextInt(5));
            snapshots.put(name, all.get(all.size() - back));
          });
    }

    /** For a statement; null for any. */
    Map<String, PlannedTable> plans(AthenaStatement statement) {
      Map<String, PlannedTable> plans = new LinkedHashMap<>();
      tables.forEach(
          (name, table) -> {
            String resolved = "\"odd\".\"" + name + "\"";
            RowCondition asked =
                statement == null
                    ? RowCondition.all()
                    : statement.reads(RowCondition.all()).get(resolved);
            if (asked != null) {
              plans.put(
                  resolved,
                  new PlannedTable(
                      name,
                      table,
                      table.schema(),
                      snapshots.get(name),
                      null,
                      asked,
                      new FileCache(options),
                      FileChecks.none()));
            }
          });
      return plans;
    }

    @Override
    public List<AthenaRelation> all() {
      List<AthenaRelation> all = new ArrayList<>();
      tables.forEach((name, table) -> all.add(new OddTable(name, table)));
      return all;
    }

    @Override
    public String resolve(AthenaRelation relation, Optional<Instant> time) {
      return "\"odd\".\"" + relation.name() + "\"";
    }
  }

  private record OddTable(String name, Table table) implements AthenaRelation {

    @Override
    public String database() {
      return "odd";
    }

    @Override
    public boolean isView() {
      return false;
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
