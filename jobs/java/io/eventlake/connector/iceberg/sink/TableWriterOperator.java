package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableDiff;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.io.WriteResult;
import org.apache.iceberg.types.Types;

/**
 * Writes rows to a table's files and hands the closed files to the committer before each
 * checkpoint's barrier, so that it needs no state of its own. Retractions become equality deletes
 * on the table's key.
 */
final class TableWriterOperator extends AbstractStreamOperator<WrittenFiles>
    implements OneInputStreamOperator<RowData, WrittenFiles>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final LakeCatalog lake;
  private final String layer;
  private final String tableName;
  private final List<String> columns;
  private final List<String> keyColumns;

  private transient Table table;
  private transient AutoCloseable catalog;
  private transient RowWriters writers;
  private transient TaskWriter<RowData> writer;
  private transient long addedRows;
  private transient long watermarkMillis;

  @SuppressWarnings("this-escape")
  TableWriterOperator(LakeCatalog lake, TableDefinition definition) {
    this.lake = lake;
    this.layer = definition.name().layer();
    this.tableName = definition.name().table();
    this.columns =
        definition.schema().columns().stream()
            .map(Types.NestedField::name)
            .collect(Collectors.toList());
    this.keyColumns = new ArrayList<>(definition.keyColumns());
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    Catalog opened = lake.requireExisting().open();
    catalog = opened instanceof AutoCloseable ? (AutoCloseable) opened : () -> {};
    table = opened.loadTable(lake.identifier(TableName.of(layer, tableName)));
    if (!keyColumns.isEmpty()) {
      requirePartitions();
    }

    writers =
        new RowWriters(
            table,
            columns,
            keyColumns,
            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
            getRuntimeContext().getTaskInfo().getAttemptNumber());
    writer = writers.create();
    watermarkMillis = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<RowData> element) throws IOException {
    RowData row = element.getValue();
    writer.write(row);
    if (row.getRowKind() == RowKind.INSERT || row.getRowKind() == RowKind.UPDATE_AFTER) {
      addedRows++;
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(mark);
    watermarkMillis = mark.getTimestamp();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws IOException {
    emitFiles(checkpointId);
  }

  @Override
  public void endInput() throws IOException {
    emitFiles(Long.MAX_VALUE);
  }

  @Override
  public void close() throws Exception {
    try {
      if (writer != null) {
        writer.abort();
      }

      if (writers != null) {
        writers.close();
      }

      if (catalog != null) {
        catalog.close();
      }
    } finally {
      super.close();
    }
  }

  /**
   * A correction removes the row that it replaces within the partition, and by the partitions, that
   * the row was written with: by others it would leave both. The start of the job has looked; since
   * then somebody may have changed the table.
   */
  private void requirePartitions() {
    TableDiff diff =
        TableDiff.between(lake.set().definition(TableName.of(layer, tableName)), table);
    if (!diff.conflicts().isEmpty()) {
      // A restart would end here again.
      throw new SuppressRestartsException(
          new LakeException(
              "The table does not fit this job any more: "
                  + diff.table()
                  + ": "
                  + diff.conflicts().get(0)
                  + ". Corrections would not find the rows that they replace; nothing was written."
                  + " Change the table back, then restore the last checkpoint"));
    }
  }

  /** Also when there are none: the committer learns the watermark from it. */
  private void emitFiles(long checkpointId) throws IOException {
    WriteResult result = writer.complete();
    String files = FilesFormat.write(result, table.specs());
    output.collect(
        new StreamRecord<>(
            new WrittenFiles(
                layer + "." + tableName, files, addedRows, watermarkMillis, checkpointId)));
    addedRows = 0;
    writer = writers.create();
  }
}
