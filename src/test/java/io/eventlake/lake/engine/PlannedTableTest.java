package io.eventlake.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.job.Lakes;
import io.eventlake.lake.athena.RowCondition;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.Seed;
import io.eventlake.testing.TestOptions;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB reads of a table is what Iceberg reads of it, whatever happened to the table. */
class PlannedTableTest {

  private static final Namespace DATABASE = Namespace.of("odd");

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT);

  @TempDir Path directory;

  private LakeOptions options;
  private Catalog catalog;

  @BeforeEach
  void open() {
    // What a pattern of file names would take for one.
    String warehouse = directory.resolve("it's [a] *?{x} lake").toString();
    options = TestOptions.files("/nowhere").with("lake.warehouse", warehouse).all().lake;
    catalog = Lakes.of(options).open();
    ((SupportsNamespaces) catalog).createNamespace(DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    ((AutoCloseable) catalog).close();
  }

  @Test
  void rowsAreThoseThatIcebergReads() throws Exception {
    Random random = new Random(Seed.of(PlannedTableTest.class, 20_261_130));
    for (int i = 0; i < 4; i++) {
      Table table = create("t" + i, ChangingTable.SCHEMA);
      ChangingTable changing = new ChangingTable(table, random);
      List<String> changes = new ArrayList<>();
      for (int change = 0; change < 16; change++) {
        changes.add(changing.change());
      }

      table.refresh();
      assertThat(read(table))
          .as("after %s", changes)
          .containsExactlyInAnyOrderElementsOf(expected(table));
    }
  }

  @Test
  void tableWithoutRowsHasItsColumns() throws Exception {
    assertThat(read(create("empty", ChangingTable.SCHEMA))).isEmpty();
  }

  @Test
  void whatWouldBeReadWronglyIsRefused() {
    Table inside = create("inside", ChangingTable.SCHEMA);
    inside.updateSchema().renameColumn("who.user", "person").commit();
    Table mapped = create("mapped", ChangingTable.SCHEMA);
    mapped.updateProperties().set(TableProperties.DEFAULT_NAME_MAPPING, "[]").commit();
    Table variant =
        catalog.createTable(
            TableIdentifier.of(DATABASE, "variant"),
            new Schema(Types.NestedField.optional(1, "v", Types.VariantType.get())),
            PartitionSpec.unpartitioned(),
            Map.of(TableProperties.FORMAT_VERSION, "3"));

    assertThatThrownBy(() -> read(inside))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "The table inside has the column who, inside of which fields were changed, which the"
                + " local engine cannot read: read it with Athena, Trino or Spark");
    assertThatThrownBy(() -> read(mapped)).hasMessageContaining("without the ids of their columns");
    assertThatThrownBy(() -> read(variant)).hasMessageContaining("a column of type variant");
  }

  private Table create(String name, Schema schema) {
    return catalog.createTable(
        TableIdentifier.of(DATABASE, name), schema, PartitionSpec.unpartitioned());
  }

  private List<String> read(Table table) throws Exception {
    Long snapshot = table.currentSnapshot() == null ? null : table.currentSnapshot().snapshotId();
    PlannedTable planned =
        new PlannedTable(
            table.name().replaceAll(".*\\.", ""),
            table,
            table.schema(),
            ReadRange.of(snapshot),
            null,
            RowCondition.all(),
            new FileCache(options),
            FileChecks.all());
    List<String> rows = new ArrayList<>();
    try (DuckDb duck = new DuckDb(options, planned.paths().values())) {
      PreparedStatement described = duck.prepare(planned.query());
      String zoned = NestedTimes.withZone(described.getMetaData(), planned.query());
      try (QueryResult result =
          QueryResult.of(
              duck.prepare(zoned == null ? planned.query() : zoned),
              table.schema().columns().stream()
                  .map(Types.NestedField::name)
                  .collect(Collectors.toList()),
              described.getMetaData(),
              List.of(),
              options.queryTimeout,
              IllegalStateException::new)) {
        result.all().forEach(row -> rows.add(row.toString()));
      }
    }

    return rows;
  }

  /** Iceberg's values as the engine gives them. */
  private static List<String> expected(Table table) {
    return LakeReader.rows(table).stream()
        .map(row -> plain(row).toString())
        .collect(Collectors.toList());
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
      return plain;
    }

    return value instanceof LocalDateTime time
        ? ISO.format(time.truncatedTo(ChronoUnit.MICROS))
        : value;
  }
}
