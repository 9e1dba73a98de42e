package io.eventlake.connector.iceberg.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.flink.data.FlinkParquetWriters;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.schema.GroupType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type;

/**
 * Takes rows apart into Parquet's columns. Iceberg's own writers do the same, but copy each string
 * and box each number (docs/adr/0007).
 */
final class RowShredder implements ParquetValueWriter<RowData> {

  private final MessageType schema;
  private final List<ShreddedLeaf> leaves = new ArrayList<>();
  private final ShreddedColumn[] columns;

  private RowShredder(RowType rows, MessageType schema) {
    this.schema = schema;
    this.columns = columns(rows, schema, new String[0]);
  }

  /** A writer of such rows; Iceberg's where a type is not known here, a map for example. */
  static ParquetValueWriter<RowData> of(RowType rows, MessageType schema) {
    return canShred(rows)
        ? new RowShredder(rows, schema)
        : FlinkParquetWriters.buildWriter(rows, schema);
  }

  @Override
  public void write(int repetition, RowData row) {
    for (ShreddedColumn column : columns) {
      column.write(row, repetition);
    }
  }

  /** None: only a writer around this one would ask. */
  @Override
  public List<TripleWriter<?>> columns() {
    return Collections.emptyList();
  }

  @Override
  public void setColumnStore(ColumnWriteStore store) {
    for (ShreddedLeaf leaf : leaves) {
      leaf.setColumnStore(store);
    }
  }

  private static boolean canShred(LogicalType type) {
    switch (type.getTypeRoot()) {
      case ROW:
        return type.getChildren().stream().allMatch(field -> field.isNullable() && canShred(field));
      case ARRAY:
        LogicalType element = ((ArrayType) type).getElementType();
        return element.isNullable() && element.is(LogicalTypeRoot.VARCHAR);
      default:
        return ShreddedLeaf.canShred(type);
    }
  }

  private ShreddedColumn[] columns(RowType row, GroupType group, String[] path) {
    ShreddedColumn[] result = new ShreddedColumn[row.getFieldCount()];
    for (int i = 0; i < result.length; i++) {
      Type field = group.getType(i);
      result[i] = column(i, row.getTypeAt(i), field, below(path, field));
    }

    return result;
  }

  private ShreddedColumn column(int position, LogicalType type, Type field, String[] path) {
    switch (type.getTypeRoot()) {
      case ROW:
        return struct(position, (RowType) type, field.asGroupType(), path);
      case ARRAY:
        return list(position, (ArrayType) type, field.asGroupType(), path);
      default:
        return leaf(position, type, path);
    }
  }

  private ShreddedColumn struct(int position, RowType type, GroupType group, String[] path) {
    int firstLeaf = leaves.size();
    ShreddedColumn[] fields = columns(type, group, path);
    ShreddedLeaf[] own = leaves.subList(firstLeaf, leaves.size()).toArray(new ShreddedLeaf[0]);
    int definition = schema.getMaxDefinitionLevel(path);
    return (row, repetition) -> {
      if (row.isNullAt(position)) {
        for (ShreddedLeaf leaf : own) {
          leaf.writeNull(repetition, definition - 1);
        }
      } else {
        RowData struct = row.getRow(position, fields.length);
        for (ShreddedColumn field : fields) {
          field.write(struct, repetition);
        }
      }
    };
  }

  private ShreddedColumn list(int position, ArrayType type, GroupType group, String[] path) {
    GroupType repeated = group.getType(0).asGroupType();
    String[] repeatedPath = below(path, repeated);
    Type element = repeated.getType(0);
    ShreddedLeaf leaf = leaf(0, type.getElementType(), below(repeatedPath, element));
    int definition = schema.getMaxDefinitionLevel(path);
    int inner = schema.getMaxRepetitionLevel(repeatedPath);
    return (row, repetition) -> {
      if (row.isNullAt(position)) {
        leaf.writeNull(repetition, definition - 1);
      } else {
        leaf.writeElements(row.getArray(position), repetition, inner, definition);
      }
    };
  }

  private ShreddedLeaf leaf(int position, LogicalType type, String[] path) {
    ShreddedLeaf leaf = new ShreddedLeaf(position, type, schema.getColumnDescription(path));
    leaves.add(leaf);
    return leaf;
  }

  private static String[] below(String[] path, Type field) {
    String[] result = Arrays.copyOf(path, path.length + 1);
    result[path.length] = field.getName();
    return result;
  }
}
