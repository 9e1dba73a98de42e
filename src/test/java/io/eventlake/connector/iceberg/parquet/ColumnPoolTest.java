package io.eventlake.connector.iceberg.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What columns keep from file to file is bounded, whatever the rows were. */
class ColumnPoolTest {

  private static final Schema SCHEMA =
      new Schema(
          NestedField.optional(1, "page", Types.StringType.get()),
          NestedField.optional(2, "ms", Types.LongType.get()));
  private static final int ROWS = 20_000;
  private static final int MEGABYTE = 1 << 20;

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private ParquetSettings settings;
  private ColumnPool pool;

  @BeforeEach
  void open() {
    catalog.initialize("pool", Map.of());
    catalog.createNamespace(Namespace.of("any"));
    Table table = catalog.createTable(TableIdentifier.of("any", "rows"), SCHEMA);
    table.updateProperties().set(TableProperties.PARQUET_COMPRESSION, "zstd").commit();
    settings = new ParquetSettings(table, SCHEMA, Set.of());
    pool = new ColumnPool(settings, FlinkSchemaUtil.convert(SCHEMA));
  }

  @AfterEach
  void close() throws IOException {
    settings.close();
    catalog.close();
  }

  @Test
  void theNextFileHasTheColumnsOfTheOneBefore() throws IOException {
    FileColumns columns = pool.take();
    pool.giveBack(columns);
    write(ROWS, 10);
    assertThat(pool.take()).isSameAs(columns);
    assertThat(pool.take()).isNotSameAs(columns);
  }

  @Test
  void textsOfAMegabyteAreNotRemembered() throws IOException {
    write(50, MEGABYTE);
    FileColumns columns = pool.take();
    assertThat(columns.retainedBytes()).isLessThan(GrowingBytes.MOST_KEPT);
  }

  /** Each of many open files has columns that have grown; only some of them stay. */
  @Test
  void columnsOfManyFilesAreLetGo() throws IOException {
    List<FileColumns> open = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      write(ROWS, 60);
      open.add(pool.take());
    }

    open.forEach(pool::giveBack);
    long kept = 0;
    long most = 0;
    for (FileColumns columns = pool.take(); open.contains(columns); columns = pool.take()) {
      kept += columns.retainedBytes();
      most = Math.max(most, columns.retainedBytes());
    }

    assertThat(kept).isLessThanOrEqualTo(32L * MEGABYTE).isGreaterThan(32L * MEGABYTE - 2 * most);
  }

  private void write(int rows, int length) throws IOException {
    ParquetFile file =
        new ParquetFile(settings, settings.footer, pool, new InMemoryOutputFile("memory"));
    for (int i = 0; i < rows; i++) {
      String text = "x".repeat(length) + i;
      file.add(GenericRowData.of(StringData.fromString(text), (long) i));
    }

    file.close();
  }
}
