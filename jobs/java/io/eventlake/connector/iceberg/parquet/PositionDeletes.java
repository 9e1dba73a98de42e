package io.eventlake.connector.iceberg.parquet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.io.DeleteSchemaUtil;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;

/** The files that say at which place of which file a row is gone. */
final class PositionDeletes implements AutoCloseable {

  private static final Schema PLACES = DeleteSchemaUtil.pathPosSchema();

  private final ParquetSettings settings;
  private final ColumnPool columns;
  private final Map<String, String> footer;

  PositionDeletes(Table table) {
    this.settings =
        new ParquetSettings(table, PLACES, Set.of(), MetricsConfig.forPositionDelete(table));
    this.columns = new ColumnPool(settings, FlinkSchemaUtil.convert(PLACES));
    this.footer = settings.footer("delete-type", "position");
  }

  FileAppender<StructLike> open(OutputFile output) {
    return new Places(new ParquetFile(settings, footer, columns, output));
  }

  @Override
  public void close() {
    settings.close();
  }

  /** Takes Iceberg's deletes as rows. */
  private static final class Places implements FileAppender<StructLike> {

    private final FileAppender<RowData> rows;
    private final GenericRowData row = new GenericRowData(2);
    private CharSequence file;

    private Places(FileAppender<RowData> rows) {
      this.rows = rows;
    }

    @Override
    public void add(StructLike delete) {
      PositionDelete<?> place = (PositionDelete<?>) delete;
      if (!place.path().equals(file)) {
        file = place.path();
        row.setField(0, StringData.fromString(file.toString()));
      }

      row.setField(1, place.pos());
      rows.add(row);
    }

    @Override
    public Metrics metrics() {
      return rows.metrics();
    }

    @Override
    public long length() {
      return rows.length();
    }

    @Override
    public List<Long> splitOffsets() {
      return rows.splitOffsets();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
