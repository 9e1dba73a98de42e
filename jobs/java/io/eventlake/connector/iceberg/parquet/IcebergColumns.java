package io.eventlake.connector.iceberg.parquet;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.flink.data.FlinkParquetWriters;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ColumnChunkPageWriteStore;

/**
 * Columns as Iceberg and Parquet write them, of any type: maps, lists of structs, required ones.
 */
final class IcebergColumns implements FileColumns {

  private final ParquetSettings settings;
  private final ParquetValueWriter<RowData> rows;
  private final ProjectedRowData projected;
  private ColumnWriteStore columns;

  IcebergColumns(ParquetSettings settings, RowType type, int[] positions) {
    this.settings = settings;
    this.rows = FlinkParquetWriters.buildWriter(type, settings.schema);
    this.projected = ProjectedRowData.from(positions);
  }

  @Override
  public void open(ColumnChunkPageWriteStore pages) {
    columns = settings.encoding.newColumnWriteStore(settings.schema, pages, pages);
    rows.setColumnStore(columns);
  }

  @Override
  public void add(RowData row) {
    rows.write(0, projected.replaceRow(row));
    columns.endRecord();
  }

  @Override
  public long bufferedBytes() {
    return columns.getBufferedSize();
  }

  @Override
  public void flush() {
    columns.flush();
    columns.close();
  }

  @Override
  public List<FieldMetrics<?>> metrics() {
    return rows.metrics().collect(Collectors.toList());
  }

  /** All of it: Iceberg's writers go on counting, so that each file needs its own. */
  @Override
  public long retainedBytes() {
    return Long.MAX_VALUE;
  }
}
