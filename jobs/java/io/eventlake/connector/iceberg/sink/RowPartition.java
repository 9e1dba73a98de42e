package io.eventlake.connector.iceberg.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;

/**
 * Finds a row's partition. Rows of few partitions come mixed, so those seen last are remembered by
 * the values that they have in the row: making a key anew costs several times that comparison.
 */
final class RowPartition {

  private static final int REMEMBERED = 16;

  private final RowDataWrapper struct;
  private final PartitionKey key;
  private final boolean byValue;
  private final RowData.FieldGetter[] sources;
  private final List<Known> known = new ArrayList<>();

  RowPartition(PartitionSpec spec, Schema written) {
    RowType rows = FlinkSchemaUtil.convert(written);
    this.struct = new RowDataWrapper(rows, written.asStruct());
    this.key = new PartitionKey(spec, written);
    this.byValue =
        spec.fields().stream()
            .allMatch(field -> field.transform().isIdentity() && position(field, written) >= 0);
    this.sources =
        spec.fields().stream()
            .filter(field -> byValue)
            .map(field -> getter(position(field, written), rows))
            .toArray(RowData.FieldGetter[]::new);
  }

  /** The partition; the caller may keep it. */
  PartitionKey of(RowData row) {
    for (Known one : known) {
      if (one.has(row)) {
        return one.key;
      }
    }

    key.partition(struct.wrap(row));
    PartitionKey found = key.copy();
    if (byValue) {
      remember(row, found);
    }

    return found;
  }

  private void remember(RowData row, PartitionKey found) {
    Object[] values = new Object[sources.length];
    for (int i = 0; i < values.length; i++) {
      Object value = sources[i].getFieldOrNull(row);
      // A string may be a view of the memory of a whole record.
      values[i] = value instanceof StringData ? StringData.fromString(value.toString()) : value;
    }

    if (known.size() == REMEMBERED) {
      known.clear();
    }

    known.add(new Known(values, found));
  }

  /** Of the source column in the row; negative for one within a struct. */
  private static int position(PartitionField field, Schema written) {
    return written.columns().indexOf(written.findField(field.sourceId()));
  }

  private static RowData.FieldGetter getter(int position, RowType rows) {
    return RowData.createFieldGetter(rows.getTypeAt(position), position);
  }

  /** A partition and the values that its rows have. */
  private final class Known {

    private final Object[] values;
    private final PartitionKey key;

    private Known(Object[] values, PartitionKey key) {
      this.values = values;
      this.key = key;
    }

    private boolean has(RowData row) {
      for (int i = 0; i < values.length; i++) {
        Object value = sources[i].getFieldOrNull(row);
        if (value == null ? values[i] != null : !value.equals(values[i])) {
          return false;
        }
      }

      return true;
    }
  }
}
