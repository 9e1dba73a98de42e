package io.eventlake.connector.iceberg.sink;

import io.eventlake.table.TableDefinition;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.PropertyUtil;

/** The writers of Iceberg's own sink for Flink, to a table that is only appended to. */
public final class IcebergWriters {

  private static final int NO_TASK = 0;

  private IcebergWriters() {}

  /** Writers of the columns that the definition has, with the ids of the loaded table. */
  public static RowDataTaskWriterFactory of(Table table, TableDefinition definition) {
    Schema written =
        new Schema(
            definition.schema().columns().stream()
                .map(Types.NestedField::name)
                .map(table.schema()::findField)
                .collect(Collectors.toList()));
    RowDataTaskWriterFactory writers =
        new RowDataTaskWriterFactory(
            () -> table,
            FlinkSchemaUtil.convert(written),
            PropertyUtil.propertyAsLong(
                table.properties(),
                TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
                TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT),
            FileFormat.PARQUET,
            table.properties(),
            List.of(),
            false,
            written,
            table.spec());
    writers.initialize(NO_TASK, NO_TASK);
    return writers;
  }
}
