package io.eventlake.connector.iceberg.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.schema.GroupType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type;

/** Makes the columns of rows of a type, in its shape. */
final class ColumnTree {

  /** In the order of the schema. */
  final List<Leaf> leaves = new ArrayList<>();

  /** An outer one before those in it. */
  final List<StructColumn> structs = new ArrayList<>();

  final RowColumn[] columns;

  private final ParquetSettings settings;
  private final MessageType schema;

  /**
   * @param rows the columns that are written, as {@link #canWrite} says
   * @param positions where each of them is in the rows that come
   */
  ColumnTree(ParquetSettings settings, RowType rows, int[] positions) {
    this.settings = settings;
    this.schema = settings.schema;
    this.columns = columns(rows, positions, schema, new String[0]);
  }

  /** Whether all types are known here: all that the project's own tables have are. */
  static boolean canWrite(LogicalType type) {
    switch (type.getTypeRoot()) {
      case ROW:
        return type.getChildren().stream().allMatch(ColumnTree::canWriteField);
      case ARRAY:
        LogicalType element = ((ArrayType) type).getElementType();
        return element.isNullable() && element.is(LogicalTypeRoot.VARCHAR);
      case VARCHAR:
      case VARBINARY:
      case BOOLEAN:
      case DECIMAL:
        return true;
      default:
        return NumberKind.of(type) != null;
    }
  }

  /** A struct or a list that must be there is for Iceberg, which says so where it is not. */
  private static boolean canWriteField(LogicalType type) {
    return canWrite(type)
        && (type.isNullable() || !type.is(LogicalTypeRoot.ROW) && !type.is(LogicalTypeRoot.ARRAY));
  }

  private RowColumn[] columns(RowType row, int[] positions, GroupType group, String[] path) {
    RowColumn[] result = new RowColumn[row.getFieldCount()];
    for (int i = 0; i < result.length; i++) {
      Type field = group.getType(i);
      result[i] = column(positions[i], row.getTypeAt(i), field, below(path, field));
    }

    return result;
  }

  private RowColumn column(int position, LogicalType type, Type field, String[] path) {
    switch (type.getTypeRoot()) {
      case ROW:
        return struct(position, (RowType) type, field.asGroupType(), path);
      case ARRAY:
        return list(position, field.asGroupType(), path);
      case VARCHAR:
        return leaf(new BinaryLeaf(position, true, at(path), settings));
      case VARBINARY:
        return leaf(new BinaryLeaf(position, false, at(path), settings));
      case BOOLEAN:
        return leaf(new BooleanLeaf(position, at(path), settings));
      default:
        return leaf(
            NumberKind.of(type) == null
                ? new DecimalLeaf(position, (DecimalType) type, at(path), settings)
                : new NumberLeaf(position, type, at(path), settings));
    }
  }

  private RowColumn struct(int position, RowType type, GroupType group, String[] path) {
    int[] positions = new int[type.getFieldCount()];
    Arrays.setAll(positions, field -> field);
    int absent = schema.getMaxDefinitionLevel(path) - 1;
    int place = structs.size();
    StructColumn struct = new StructColumn(position, absent, columns(type, positions, group, path));
    structs.add(place, struct);
    return struct;
  }

  private RowColumn list(int position, GroupType group, String[] path) {
    GroupType repeated = group.getType(0).asGroupType();
    String[] repeatedPath = below(path, repeated);
    String[] elementPath = below(repeatedPath, repeated.getType(0));
    return new TextListColumn(
        position,
        schema.getMaxDefinitionLevel(path),
        schema.getMaxRepetitionLevel(repeatedPath),
        leaf(new BinaryLeaf(0, true, at(elementPath), settings)));
  }

  private <L extends Leaf> L leaf(L leaf) {
    leaves.add(leaf);
    return leaf;
  }

  private ColumnDescriptor at(String[] path) {
    return schema.getColumnDescription(path);
  }

  private static String[] below(String[] path, Type field) {
    String[] result = Arrays.copyOf(path, path.length + 1);
    result[path.length] = field.getName();
    return result;
  }
}
