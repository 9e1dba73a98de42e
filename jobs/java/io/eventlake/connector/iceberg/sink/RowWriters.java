package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.parquet.ParquetAppenders;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.util.PropertyUtil;

/** Makes the writers of one subtask to one table: a new one for each checkpoint. */
final class RowWriters implements AutoCloseable {

  /**
   * Partitions with open files at once. The columns of an open file take 40 to 110 KB with the
   * first row (measured on the heap): 70 MB where all ten tables of two subtasks have that many
   * open.
   */
  static final int MOST_OPEN = 64;

  final Table table;
  final Schema written;
  final List<Integer> keyIds;
  final RowPartition partitions;
  final ParquetAppenders appenders;
  final OutputFileFactory files;
  final long targetFileBytes;
  final int mostOpen;

  /**
   * Prepares writers of the columns this release knows, with the ids that the table gave them: a
   * table that has moved on keeps its other columns null.
   */
  RowWriters(Table table, List<String> columns, List<String> keyColumns, int subtask, int attempt) {
    this(table, columns, keyColumns, Set.of(), subtask, attempt, MOST_OPEN);
  }

  /**
   * @param soughtBy columns whose values files of data are looked for by
   * @param mostOpen partitions with open files at once
   */
  RowWriters(
      Table table,
      List<String> columns,
      List<String> keyColumns,
      Set<String> soughtBy,
      int subtask,
      int attempt,
      int mostOpen) {
    this.mostOpen = mostOpen;
    this.table = table;
    this.written =
        new Schema(columns.stream().map(table.schema()::findField).collect(Collectors.toList()));
    this.keyIds =
        keyColumns.stream()
            .map(column -> written.findField(column).fieldId())
            .collect(Collectors.toList());
    this.partitions = new RowPartition(table.spec(), written);
    this.appenders = new ParquetAppenders(table, written, keyIds, soughtBy);
    this.files =
        OutputFileFactory.builderFor(table, subtask, attempt).format(FileFormat.PARQUET).build();
    this.targetFileBytes =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
  }

  /** A writer that takes retractions only where the table has a key. */
  TaskWriter<RowData> create() {
    return keyIds.isEmpty() ? new AppendedRows(this) : new KeyedRows(this);
  }

  @Override
  public void close() throws IOException {
    appenders.close();
  }
}
