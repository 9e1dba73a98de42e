package io.eventlake.connector.iceberg.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableSet;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.FlinkAppenderFactory;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.FileAppenderFactory;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Files have the bytes and the metrics of those that Iceberg's own writer makes: whatever the
 * table, its properties and the rows, and whatever files the columns were in before.
 */
class PagesPropertyTest {

  private static final int CASES = 120;
  private static final int MOST_ROWS = 900;
  private static final int FILES = 3;

  /** Types that some table may have and none of today's does. */
  static final Schema OTHER_TYPES =
      new Schema(
          NestedField.optional(1, "seconds", Types.DoubleType.get()),
          NestedField.optional(2, "ratio", Types.DecimalType.of(9, 6)),
          NestedField.optional(3, "xp", Types.DecimalType.of(18, 4)),
          NestedField.optional(4, "left_side", Types.DecimalType.of(38, 0)),
          NestedField.optional(5, "raw", Types.BinaryType.get()),
          NestedField.optional(
              6,
              "outer",
              Types.StructType.of(
                  NestedField.optional(
                      7,
                      "inner",
                      Types.StructType.of(
                          NestedField.optional(8, "day", Types.DateType.get()),
                          NestedField.optional(9, "video", Types.DoubleType.get()),
                          NestedField.optional(
                              10, "names", Types.ListType.ofOptional(11, Types.StringType.get())))),
                  NestedField.optional(12, "seen", Types.BooleanType.get()))));

  private final Random random = new Random(Seed.of(PagesPropertyTest.class, 20_261_130));
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private int names;

  @BeforeEach
  void open() {
    catalog.initialize("pages", Map.of());
    catalog.createNamespace(Namespace.of("any"));
  }

  @AfterEach
  void close() throws IOException {
    catalog.close();
  }

  @Test
  void filesAreThoseOfIcebergsWriter() throws IOException {
    List<TableDefinition> definitions =
        TableSet.all().stream()
            .flatMap(set -> set.definitions().stream())
            .distinct()
            .collect(Collectors.toList());
    for (int i = 0; i < CASES; i++) {
      int which = i % (definitions.size() + 1);
      Table table =
          which == definitions.size()
              ? table(OTHER_TYPES, Map.of())
              : table(definitions.get(which).schema(), definitions.get(which).properties());
      assertSameFiles("case " + i + ", " + table.schema() + table.properties(), table);
    }
  }

  /** Some files are open at once, and later ones have the columns of those before. */
  private void assertSameFiles(String name, Table table) throws IOException {
    List<RowData> rows =
        new RandomRows(random)
            .of(FlinkSchemaUtil.convert(table.schema()), 1 + random.nextInt(MOST_ROWS));
    int[] identity = new int[table.schema().columns().size()];
    for (int i = 0; i < identity.length; i++) {
      identity[i] = i;
    }

    // The same object for every row: none is kept.
    ProjectedRowData reused = ProjectedRowData.from(identity);
    FileAppenderFactory<RowData> theirs = icebergs(table);
    try (ParquetAppenders ours = new ParquetAppenders(table, table.schema(), List.of())) {
      for (int round = 0; round < 2; round++) {
        List<Written> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
          files.add(new Written(ours, theirs));
        }

        for (RowData row : rows) {
          files.get(random.nextInt(files.size())).add(row, reused.replaceRow(row));
        }

        String[] otherwise = otherwise(table.schema());
        for (Written file : files) {
          file.assertSame(name, otherwise);
        }
      }
    }
  }

  /** Of a double in a struct Iceberg does not count the nulls of null structs (docs/adr/0035). */
  private static String[] otherwise(Schema schema) {
    return TypeUtil.indexById(schema.asStruct()).values().stream()
        .filter(field -> field.type().typeId() == Type.TypeID.DOUBLE)
        .map(NestedField::fieldId)
        .filter(id -> schema.findColumnName(id).contains("."))
        .flatMap(id -> Stream.of("valueCounts." + id, "nullValueCounts." + id))
        .toArray(String[]::new);
  }

  private Table table(Schema schema, Map<String, String> given) {
    Map<String, String> properties = new HashMap<>(given);
    // Iceberg does not heed these, and its zstd has no checksum.
    properties
        .keySet()
        .removeIf(n -> n.startsWith(ParquetSettings.DICTIONARY_ENABLED_COLUMN_PREFIX));
    properties.put(TableProperties.PARQUET_COMPRESSION, oneOf("snappy", "uncompressed"));
    properties.put(TableProperties.DEFAULT_WRITE_METRICS_MODE, oneOf("truncate(16)", "full"));
    perhaps(properties, TableProperties.PARQUET_PAGE_SIZE_BYTES, 200, 6_000);
    perhaps(properties, TableProperties.PARQUET_PAGE_ROW_LIMIT, 1, 300);
    perhaps(properties, TableProperties.PARQUET_DICT_SIZE_BYTES, 64, 3_000); // theirs fails below
    perhaps(properties, TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, 2_000, 60_000);
    perhaps(properties, TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT, 1, 150);
    for (Map.Entry<Integer, NestedField> field : TypeUtil.indexById(schema.asStruct()).entrySet()) {
      Type type = field.getValue().type();
      if (type.isPrimitiveType() && random.nextInt(8) == 0) {
        String column = schema.findColumnName(field.getKey());
        properties.put(
            type.typeId() == Type.TypeID.BOOLEAN || random.nextBoolean()
                ? TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + column
                : TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX + column,
            String.valueOf(random.nextBoolean()));
      }
    }

    properties.put(TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES, "4096");
    return catalog.createTable(
        TableIdentifier.of("any", "t" + names++),
        schema,
        PartitionSpec.unpartitioned(),
        properties);
  }

  private void perhaps(Map<String, String> properties, String name, int least, int most) {
    if (random.nextBoolean()) {
      properties.put(name, String.valueOf(least + random.nextInt(most - least)));
    }
  }

  private String oneOf(String... values) {
    return values[random.nextInt(values.length)];
  }

  static FileAppenderFactory<RowData> icebergs(Table table) {
    return new FlinkAppenderFactory(
        table,
        table.schema(),
        FlinkSchemaUtil.convert(table.schema()),
        table.properties(),
        table.spec(),
        null,
        null,
        null);
  }

  /** A file written by both. */
  private static final class Written {

    private final InMemoryOutputFile ours = new InMemoryOutputFile("memory");
    private final InMemoryOutputFile theirs = new InMemoryOutputFile("memory");
    private final FileAppender<RowData> our;
    private final FileAppender<RowData> their;

    Written(FileAppenderFactory<RowData> our, FileAppenderFactory<RowData> their) {
      this.our = our.newAppender(ours, FileFormat.PARQUET);
      this.their = their.newAppender(theirs, FileFormat.PARQUET);
    }

    void add(RowData row, RowData reused) {
      our.add(reused);
      their.add(row);
    }

    void assertSame(String name, String... otherwise) throws IOException {
      assertThat(our.length()).as(name).isEqualTo(their.length());
      our.close();
      their.close();
      if (their.splitOffsets() == null) {
        assertThat(our.splitOffsets()).as(name).isNull();
        return;
      }

      assertThat(ours.toByteArray()).as(name).isEqualTo(theirs.toByteArray());
      assertThat(our.metrics())
          .as(name)
          .usingRecursiveComparison()
          .ignoringFields(otherwise)
          .isEqualTo(their.metrics());
      assertThat(our.splitOffsets()).as(name).isEqualTo(their.splitOffsets());
      assertThat(our.length()).as(name).isEqualTo(their.length());
    }
  }
}
