package io.eventlake.bench.run;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.PropertyUtil;

/**
 * Writes rows to a table with the writers that the job's sink uses, and commits them as plain
 * appends: no checkpoint, no committer, no check of what was committed.
 */
final class TableAppends {

  private final Table table;
  private final RowDataTaskWriterFactory writers;
  private TaskWriter<RowData> writer;

  TableAppends(LakeTables lake, TableName name) {
    table = lake.load(name);
    writers = writers(table, name);
    writers.initialize(0, 0);
    writer = writers.create();
  }

  void write(RowData row) throws IOException {
    writer.write(row);
  }

  /** Closes the files and appends them to the table; nothing when there are none. */
  void commit() throws IOException {
    DataFile[] files = writer.complete().dataFiles();
    writer = writers.create();
    if (files.length == 0) {
      return;
    }

    AppendFiles append = table.newAppend();
    for (DataFile file : files) {
      append.appendFile(file);
    }

    append.commit();
  }

  private static RowDataTaskWriterFactory writers(Table table, TableName name) {
    Schema written =
        new Schema(
            Lakes.tables().definition(name).schema().columns().stream()
                .map(Types.NestedField::name)
                .map(table.schema()::findField)
                .collect(Collectors.toList()));
    return new RowDataTaskWriterFactory(
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
  }
}
