package io.eventlake.connector.iceberg.parquet;

import java.util.List;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
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

  /** Takes whole rows and writes their key. */
  final ColumnPool columns;

  KeyColumns(Table table, Schema written, List<Integer> keyIds) {
    Schema key = TypeUtil.select(written, Set.copyOf(keyIds));
    int[] positions =
        key.columns().stream()
            .map(NestedField::fieldId)
            .mapToInt(id -> written.columns().indexOf(written.findField(id)))
            .toArray();
    this.settings = new ParquetSettings(table, key, Set.of());
    this.columns = new ColumnPool(settings, FlinkSchemaUtil.convert(key), positions);
  }
}
