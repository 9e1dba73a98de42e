package io.eventlake.connector.iceberg.parquet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The columns of a table's key, which are all that a delete by key says of a row.
 *
 * <p>Iceberg plans a query's deletes by the statistics of their files: another column that is there
 * and null keeps a delete from a query that asks for a value of it, and the deleted row comes back.
 */
final class KeyColumns {

  final ParquetSettings settings;
  private final Schema key;
  private final int[] positions;

  KeyColumns(Table table, Schema written, List<Integer> keyIds) {
    this.key = TypeUtil.select(written, Set.copyOf(keyIds));
    this.settings = new ParquetSettings(table, key, Set.of());
    this.positions =
        key.columns().stream()
            .map(NestedField::fieldId)
            .mapToInt(id -> written.columns().indexOf(written.findField(id)))
            .toArray();
  }

  /** Takes whole rows and writes their key. */
  ParquetValueWriter<RowData> writer() {
    return new Writer(
        RowShredder.of(FlinkSchemaUtil.convert(key), settings.schema),
        ProjectedRowData.from(positions));
  }

  private static final class Writer implements ParquetValueWriter<RowData> {

    private final ParquetValueWriter<RowData> keys;
    private final ProjectedRowData key;

    private Writer(ParquetValueWriter<RowData> keys, ProjectedRowData key) {
      this.keys = keys;
      this.key = key;
    }

    @Override
    public void write(int repetition, RowData row) {
      keys.write(repetition, key.replaceRow(row));
    }

    @Override
    public List<TripleWriter<?>> columns() {
      return keys.columns();
    }

    @Override
    public void setColumnStore(ColumnWriteStore store) {
      keys.setColumnStore(store);
    }

    @Override
    public Stream<FieldMetrics<?>> metrics() {
      return keys.metrics();
    }
  }
}
