package io.eventlake.connector.iceberg.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Files;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.FileAppenderFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.Group;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.iceberg.shaded.org.apache.parquet.io.InputFile;
import org.apache.iceberg.shaded.org.apache.parquet.io.LocalInputFile;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written with zstd, of which Iceberg's files are not the same bytes, all readers read as
 * they read Iceberg's: its own, Parquet's and DuckDB.
 */
class PagesReadBackTest {

  private static final int ROWS = 2_500;
  private static final Map<String, String> SEVERAL_PAGES =
      Map.of(
          TableProperties.PARQUET_PAGE_ROW_LIMIT, "700",
          TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, "150000",
          TableProperties.PARQUET_DICT_SIZE_BYTES, "4000");

  private static final Random RANDOM = new Random(Seed.of(PagesReadBackTest.class, 20_261_130));

  @TempDir private Path directory;

  static Stream<Schema> schemas() {
    return Stream.concat(
        Stream.of(TableName.BRONZE_EVENTS, TableName.SILVER_EVENTS, TableName.DEAD_LETTERS)
            .map(table -> Lakes.tables().definition(table).schema()),
        Stream.of(PagesPropertyTest.OTHER_TYPES));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("schemas")
  void allReadersFindTheSameRows(Schema columns) throws Exception {
    try (InMemoryCatalog catalog = new InMemoryCatalog()) {
      Table table = table(catalog, columns, SEVERAL_PAGES);
      Schema schema = table.schema();
      List<RowData> rows = new RandomRows(RANDOM).of(FlinkSchemaUtil.convert(schema), ROWS);
      Path theirs = directory.resolve("theirs");
      write(PagesPropertyTest.icebergs(table), theirs, rows);
      try (ParquetAppenders appenders = new ParquetAppenders(table, schema, List.of())) {
        for (String name : List.of("first", "second")) {
          Path ours = directory.resolve(name);
          write(appenders, ours, rows);
          assertThat(byIceberg(ours, schema)).hasSize(ROWS).isEqualTo(byIceberg(theirs, schema));
          assertThat(byParquet(ours)).hasSize(ROWS).isEqualTo(byParquet(theirs));
          assertThat(PageChecksums.damage(ours)).isEmpty();
          assertSameByDuckDb(ours, theirs);
        }
      }
    }
  }

  /** Of a null around it, too: who asks for rows without a value must not pass over the file. */
  @Test
  void nullsOfDoublesInNullStructsCount() throws Exception {
    try (InMemoryCatalog catalog = new InMemoryCatalog()) {
      Schema schema =
          new Schema(
              NestedField.optional(
                  1,
                  "video",
                  Types.StructType.of(NestedField.optional(2, "seconds", Types.DoubleType.get()))));
      Table table = table(catalog, schema, Map.of());
      List<RowData> rows = new ArrayList<>();
      rows.add(GenericRowData.of((Object) null));
      for (Double seconds : Arrays.asList(Double.NaN, null, -0.0)) {
        rows.add(GenericRowData.of(GenericRowData.of(seconds)));
      }

      try (ParquetAppenders appenders = new ParquetAppenders(table, schema, List.of())) {
        for (String name : List.of("first", "second")) {
          FileAppender<RowData> file = write(appenders, directory.resolve(name), rows);
          assertThat(file.metrics().valueCounts()).containsEntry(2, 4L);
          assertThat(file.metrics().nullValueCounts()).containsEntry(2, 2L);
          assertThat(file.metrics().nanValueCounts()).containsEntry(2, 1L);
        }
      }
    }
  }

  private static Table table(InMemoryCatalog catalog, Schema schema, Map<String, String> more) {
    catalog.initialize("pages", Map.of());
    catalog.createNamespace(Namespace.of("any"));
    Map<String, String> properties = new HashMap<>(more);
    properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
    return catalog.createTable(
        TableIdentifier.of("any", "rows"), schema, PartitionSpec.unpartitioned(), properties);
  }

  private static FileAppender<RowData> write(
      FileAppenderFactory<RowData> factory, Path path, List<RowData> rows) throws IOException {
    FileAppender<RowData> file =
        factory.newAppender(Files.localOutput(path.toFile()), FileFormat.PARQUET);
    rows.forEach(file::add);
    file.close();
    return file;
  }

  private static List<String> byIceberg(Path file, Schema schema) throws IOException {
    List<String> rows = new ArrayList<>();
    try (CloseableIterable<Record> records =
        Parquet.read(Files.localInput(file.toFile()))
            .project(schema)
            .createReaderFunc(columns -> GenericParquetReaders.buildReader(schema, columns))
            .build()) {
      records.forEach(row -> rows.add(row.toString()));
    }

    return rows;
  }

  private static List<String> byParquet(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new Groups(new LocalInputFile(file)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row.toString());
      }
    }

    return rows;
  }

  private static void assertSameByDuckDb(Path ours, Path theirs) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      String rows = "SELECT file_row_number, * FROM read_parquet('%s', file_row_number = true)";
      String left = String.format(rows, ours);
      String right = String.format(rows, theirs);
      for (String query :
          List.of(
              "SELECT COUNT(*) - " + ROWS + " FROM (" + left + ")",
              "SELECT COUNT(*) FROM (" + left + " EXCEPT ALL " + right + ")",
              "SELECT COUNT(*) FROM (" + right + " EXCEPT ALL " + left + ")")) {
        try (ResultSet result = statement.executeQuery(query)) {
          result.next();
          assertThat(result.getLong(1)).as(query).isZero();
        }
      }
    }
  }

  /** Parquet's reader of any row. */
  private static final class Groups extends ParquetReader.Builder<Group> {

    Groups(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
