package io.eventlake.connector.iceberg.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Files;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.FlinkAppenderFactory;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.FileAppenderFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.iceberg.shaded.org.apache.parquet.io.LocalInputFile;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are compared with those of Iceberg's own writer, byte by byte. */
class ParquetAppendersTest {

  private static final int ROWS = 3_000;

  @TempDir private Path directory;
  private LakeTables tables;

  @BeforeEach
  void createTables() {
    Path warehouse = directory.resolve("lake");
    tables =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    tables.apply();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bronze.events", "bronze.dead_letters", "silver.events", "silver.sessions"})
  void writesTheBytesAndMetricsOfIceberg(String name) throws IOException {
    assertSameFiles(withoutDictionaryChoices(table(name)));
  }

  @Test
  void writesSeveralRowGroupsAndPagesAsIcebergDoes() throws IOException {
    Table table = withoutDictionaryChoices(table("bronze.events"));
    table
        .updateProperties()
        .set(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, "200000")
        .set(TableProperties.PARQUET_PAGE_SIZE_BYTES, "4096")
        .set(TableProperties.PARQUET_DICT_SIZE_BYTES, "2000")
        .set(TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + "ctx.page_url", "false")
        .set(TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX + "event_id", "true")
        .commit();
    assertThat(assertSameFiles(table)).hasSizeGreaterThan(1);
  }

  @Test
  void leavesOutTheDictionaryOfAColumn() throws IOException {
    Table table = withoutDictionaryChoices(table("bronze.events"));
    String property = ParquetSettings.DICTIONARY_ENABLED_COLUMN_PREFIX + "user.geo_country";
    table.updateProperties().set(property, "false").commit();
    // Another table's settings must not reach this one's.
    ParquetAppenders plain = appenders(table);
    appenders(table("silver.events"));
    Path file = directory.resolve("plain.parquet");
    write(plain, file, rows(table.schema()));
    for (ColumnChunkMetaData column : columns(file)) {
      boolean dictionary = column.getEncodings().stream().anyMatch(Encoding::usesDictionary);
      String path = column.getPath().toDotString();
      if (path.equals("user.geo_country")) {
        assertThat(dictionary).as(path).isFalse();
      } else if (path.equals("source")) {
        assertThat(dictionary).as(path).isTrue();
      }
    }
  }

  @Test
  void writesDeletesByKeyAsIcebergDoes() throws IOException {
    Table table = withoutDictionaryChoices(table("silver.sessions"));
    List<RowData> rows = rows(table.schema());
    DeleteFile ours = delete(appenders(table), table, directory.resolve("a.parquet"), rows);
    rows.replaceAll(row -> ProjectedRowData.from(new int[] {0}).replaceRow(row));
    DeleteFile theirs = delete(icebergs(table), table, directory.resolve("b.parquet"), rows);
    assertThat(bytes("a.parquet")).isEqualTo(bytes("b.parquet"));
    // Of other columns nothing is said: by what is said of them a query passes over the delete.
    assertThat(ours.valueCounts()).containsOnlyKeys(keys(table));
    assertThat(ours.nullValueCounts()).isEqualTo(theirs.nullValueCounts());
    assertThat(ours.equalityFieldIds()).isEqualTo(theirs.equalityFieldIds());
    assertThat(ours.recordCount()).isEqualTo(theirs.recordCount());
  }

  @Test
  void writesDeletesByPositionAsIcebergDoes() throws IOException {
    Table table = withoutDictionaryChoices(table("silver.sessions"));
    for (int files : new int[] {1, 3}) {
      DeleteFile ours = deletePlaces(appenders(table), table, path("ours"), files);
      DeleteFile theirs = deletePlaces(icebergs(table), table, path("theirs"), files);
      assertThat(bytes("ours")).isEqualTo(bytes("theirs"));
      assertThat(ours.lowerBounds()).isEqualTo(theirs.lowerBounds());
      assertThat(ours.upperBounds()).isEqualTo(theirs.upperBounds());
      assertThat(ours.nullValueCounts()).isEqualTo(theirs.nullValueCounts());
      assertThat(ours.recordCount()).isEqualTo(theirs.recordCount());
    }
  }

  /** What must be there is not made null in silence, which a query would take for a value. */
  @Test
  void aRowWithoutAValueThatMustBeThereIsRefused() throws IOException {
    Schema schema = new Schema(Types.NestedField.required(1, "id", Types.StringType.get()));
    FileAppender<RowData> file =
        new ParquetAppenders(table("silver.events"), schema, List.of())
            .newAppender(Files.localOutput(path("ours").toFile()), FileFormat.PARQUET);
    file.add(GenericRowData.of(StringData.fromString("a")));
    assertThatThrownBy(() -> file.add(GenericRowData.of((Object) null)))
        .hasMessage("A row has no value for id, which must be there");
  }

  /** Whoever reads with Parquet's checksums left alone, as engines do, meets zstd's. */
  @Test
  void aFlippedBitCanNotBeUnpacked() throws IOException {
    Table table = table("silver.events");
    List<RowData> rows = rows(table.schema());
    write(appenders(table), path("good"), rows);
    byte[] good = bytes("good");
    assertThat(count(path("good"), table)).isEqualTo(rows.size());
    ColumnChunkMetaData chunk = columns(path("good")).get(0);
    assertThat(chunk.getCodec()).isEqualTo(CompressionCodecName.ZSTD);
    int end = (int) (chunk.getStartingPos() + chunk.getTotalSize());
    for (int back = 1; back <= 64; back++) {
      byte[] flipped = good.clone();
      flipped[end - back] ^= 1;
      java.nio.file.Files.write(path("flipped"), flipped);
      assertThatThrownBy(() -> count(path("flipped"), table)).as("byte -%s", back).isNotNull();
    }
  }

  private static int count(Path file, Table table) throws IOException {
    int count = 0;
    try (CloseableIterable<Record> rows =
        Parquet.read(Files.localInput(file.toFile()))
            .project(table.schema())
            .createReaderFunc(columns -> GenericParquetReaders.buildReader(table.schema(), columns))
            .build()) {
      for (Record row : rows) {
        count += row == null ? 0 : 1;
      }
    }

    return count;
  }

  @Test
  void createsNoFileWithoutRows() throws IOException {
    FileAppender<RowData> file = write(appenders(table("silver.events")), path("none"), List.of());
    assertThat(path("none")).doesNotExist();
    assertThat(file.metrics().recordCount()).isZero();
    assertThat(file.splitOffsets()).isNull();
  }

  @Test
  void leavesTypesItDoesNotKnowToIceberg() throws IOException {
    Schema schema =
        new Schema(
            Types.NestedField.optional(1, "price", Types.FloatType.get()),
            Types.NestedField.optional(2, "name", Types.StringType.get()),
            Types.NestedField.required(3, "shop", Types.IntegerType.get()));
    List<RowData> rows =
        List.of(
            GenericRowData.of(1.5f, StringData.fromString("a"), 1),
            GenericRowData.of(Float.NaN, null, 2));
    Table table = withoutDictionaryChoices(table("silver.events"));
    FileAppenderFactory<RowData> appenders = new ParquetAppenders(table, schema, List.of());
    FileAppender<RowData> theirs = write(icebergs(table, schema), path("theirs"), rows);
    for (int file = 0; file < 2; file++) {
      FileAppender<RowData> ours = write(appenders, path("ours"), rows);
      assertThat(bytes("ours")).isEqualTo(bytes("theirs"));
      assertThat(ours.metrics()).usingRecursiveComparison().isEqualTo(theirs.metrics());
    }
  }

  /** What is left of such a row in the columns must not come into the next file. */
  @Test
  void aRowThatCannotBeWrittenSpoilsNoOtherFile() throws IOException {
    Table table = withoutDictionaryChoices(table("silver.sessions"));
    List<RowData> rows = rows(table.schema());
    ParquetAppenders appenders = appenders(table);
    FileAppender<RowData> spoilt =
        appenders.newAppender(Files.localOutput(path("spoilt").toFile()), FileFormat.PARQUET);
    spoilt.add(rows.get(0));
    GenericRowData wrong = new GenericRowData(table.schema().columns().size());
    wrong.setField(0, StringData.fromString("id"));
    wrong.setField(1, "not a value of Flink");
    assertThatThrownBy(() -> spoilt.add(wrong)).isInstanceOf(ClassCastException.class);
    spoilt.close();
    assertThat(spoilt.metrics().recordCount()).isZero();
    write(appenders, path("ours"), rows);
    write(icebergs(table), path("theirs"), rows);
    assertThat(bytes("ours")).isEqualTo(bytes("theirs"));
  }

  /** Writes the same rows with both, and returns where the file can be split. */
  private List<Long> assertSameFiles(Table table) throws IOException {
    List<RowData> rows = rows(table.schema());
    FileAppender<RowData> ours = write(appenders(table), path("ours"), rows);
    FileAppender<RowData> theirs = write(icebergs(table), path("theirs"), rows);
    assertThat(bytes("ours")).isEqualTo(bytes("theirs"));
    assertThat(ours.metrics()).usingRecursiveComparison().isEqualTo(theirs.metrics());
    assertThat(ours.splitOffsets()).isEqualTo(theirs.splitOffsets());
    assertThat(ours.length()).isEqualTo(theirs.length());
    return ours.splitOffsets();
  }

  private static FileAppender<RowData> write(
      FileAppenderFactory<RowData> factory, Path path, List<RowData> rows) throws IOException {
    FileAppender<RowData> file =
        factory.newAppender(Files.localOutput(path.toFile()), FileFormat.PARQUET);
    rows.forEach(file::add);
    file.close();
    return file;
  }

  private static DeleteFile delete(
      FileAppenderFactory<RowData> factory, Table table, Path path, List<RowData> rows)
      throws IOException {
    EqualityDeleteWriter<RowData> deletes =
        factory.newEqDeleteWriter(
            EncryptedFiles.encryptedOutput(
                Files.localOutput(path.toFile()), EncryptionKeyMetadata.EMPTY),
            FileFormat.PARQUET,
            org.apache.iceberg.data.GenericRecord.create(table.spec().partitionType()));
    rows.forEach(deletes::write);
    deletes.close();
    return deletes.toDeleteFile();
  }

  private static DeleteFile deletePlaces(
      FileAppenderFactory<RowData> factory, Table table, Path path, int files) throws IOException {
    PositionDeleteWriter<RowData> deletes =
        factory.newPosDeleteWriter(
            EncryptedFiles.encryptedOutput(
                Files.localOutput(path.toFile()), EncryptionKeyMetadata.EMPTY),
            FileFormat.PARQUET,
            org.apache.iceberg.data.GenericRecord.create(table.spec().partitionType()));
    PositionDelete<RowData> place = PositionDelete.create();
    for (int file = 0; file < files; file++) {
      for (long row = 0; row < 40; row++) {
        deletes.write(place.set("s3://lake/a-long-folder/of-the-table/" + file, 3 * row, null));
      }
    }

    deletes.close();
    return deletes.toDeleteFile();
  }

  private static ParquetAppenders appenders(Table table) {
    return new ParquetAppenders(table, table.schema(), keys(table));
  }

  private static FlinkAppenderFactory icebergs(Table table) {
    return icebergs(table, table.schema());
  }

  private static FlinkAppenderFactory icebergs(Table table, Schema schema) {
    return new FlinkAppenderFactory(
        table,
        schema,
        FlinkSchemaUtil.convert(schema),
        table.properties(),
        table.spec(),
        keys(table).stream().mapToInt(Integer::intValue).toArray(),
        TypeUtil.select(table.schema(), Set.copyOf(keys(table))),
        null);
  }

  private static List<Integer> keys(Table table) {
    return List.of(table.schema().columns().get(0).fieldId());
  }

  private Table table(String name) {
    String[] parts = name.split("\\.");
    return tables.load(TableName.of(parts[0], parts[1]));
  }

  /** Iceberg would not heed them; nor has its zstd a checksum, which is all that would differ. */
  private static Table withoutDictionaryChoices(Table table) {
    var update = table.updateProperties().set(TableProperties.PARQUET_COMPRESSION, "snappy");
    table.properties().keySet().stream()
        .filter(name -> name.startsWith(ParquetSettings.DICTIONARY_ENABLED_COLUMN_PREFIX))
        .forEach(update::remove);
    update.commit();
    return table;
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private byte[] bytes(String name) throws IOException {
    return java.nio.file.Files.readAllBytes(path(name));
  }

  private static List<ColumnChunkMetaData> columns(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFooter().getBlocks().get(0).getColumns();
    }
  }

  /** Rows with every value and null at every depth, the same on each call. */
  private static List<RowData> rows(Schema schema) {
    RowType type = FlinkSchemaUtil.convert(schema);
    Random random = new Random(7);
    List<RowData> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add((RowData) value(type, random));
    }

    return rows;
  }

  private static Object value(LogicalType type, Random random) {
    switch (type.getTypeRoot()) {
      case ROW:
        Object[] fields = type.getChildren().stream().map(field -> orNull(field, random)).toArray();
        return GenericRowData.of(fields);
      case ARRAY:
        Object[] elements = new Object[random.nextInt(4)];
        for (int i = 0; i < elements.length; i++) {
          elements[i] = orNull(((ArrayType) type).getElementType(), random);
        }

        return new GenericArrayData(elements);
      case VARCHAR:
        return StringData.fromString("tëxt-" + random.nextInt(random.nextBoolean() ? 5 : 5_000));
      case VARBINARY:
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
      case BOOLEAN:
        return random.nextBoolean();
      case BIGINT:
        return random.nextLong();
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return TimestampData.fromEpochMillis(random.nextInt(), random.nextInt(999) * 1_000);
      default:
        return random.nextInt(1_000);
    }
  }

  private static Object orNull(LogicalType type, Random random) {
    return random.nextInt(5) == 0 ? null : value(type, random);
  }
}
