package io.eventlake.connector.iceberg.parquet;

import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriter;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/** Writes a field of a plain type into its one column; Parquet counts levels as Dremel does. */
final class ShreddedLeaf implements ShreddedColumn {

  private static final int MICROSECONDS = 6;
  private static final long MICROS_PER_MILLI = 1_000L;
  private static final int NANOS_PER_MICRO = 1_000;

  private final int position;
  private final ColumnDescriptor column;
  private final int definition;
  private final Value value;

  private ColumnWriter out;

  ShreddedLeaf(int position, LogicalType type, ColumnDescriptor column) {
    this.position = position;
    this.column = column;
    this.definition = column.getMaxDefinitionLevel();
    this.value = value(type);
  }

  static boolean canShred(LogicalType type) {
    return value(type) != null;
  }

  void setColumnStore(ColumnWriteStore store) {
    out = store.getColumnWriter(column);
  }

  @Override
  public void write(RowData row, int repetition) {
    if (row.isNullAt(position)) {
      out.writeNull(repetition, definition - 1);
    } else {
      value.write(out, row, position, repetition, definition);
    }
  }

  void writeNull(int repetition, int nullDefinition) {
    out.writeNull(repetition, nullDefinition);
  }

  /** Texts; the first continues what is around the list, the others repeat it. */
  void writeElements(ArrayData list, int first, int others, int emptyDefinition) {
    if (list.size() == 0) {
      out.writeNull(first, emptyDefinition);
    }

    for (int i = 0; i < list.size(); i++) {
      int repetition = i == 0 ? first : others;
      if (list.isNullAt(i)) {
        out.writeNull(repetition, definition - 1);
      } else {
        out.write(view(list.getString(i)), repetition, definition);
      }
    }
  }

  /** How a value that is not null is read and written; null for a type that is not known. */
  private static Value value(LogicalType type) {
    switch (type.getTypeRoot()) {
      case VARCHAR:
        return (out, row, at, rep, def) -> out.write(view(row.getString(at)), rep, def);
      case VARBINARY:
        return (out, row, at, rep, def) ->
            out.write(Binary.fromReusedByteArray(row.getBinary(at)), rep, def);
      case BOOLEAN:
        return (out, row, at, rep, def) -> out.write(row.getBoolean(at), rep, def);
      case INTEGER:
      case DATE:
        return (out, row, at, rep, def) -> out.write(row.getInt(at), rep, def);
      case BIGINT:
        return (out, row, at, rep, def) -> out.write(row.getLong(at), rep, def);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return ((TimestampType) type).getPrecision() == MICROSECONDS
            ? (out, row, at, rep, def) ->
                out.write(micros(row.getTimestamp(at, MICROSECONDS)), rep, def)
            : null;
      default:
        return null;
    }
  }

  private static long micros(TimestampData timestamp) {
    return timestamp.getMillisecond() * MICROS_PER_MILLI
        + timestamp.getNanoOfMillisecond() / NANOS_PER_MICRO;
  }

  /** The text's bytes where they are; Parquet copies what it keeps of a reused array. */
  private static Binary view(StringData text) {
    BinaryStringData binary = (BinaryStringData) text;
    MemorySegment[] segments = binary.getSegments();
    return segments.length == 1 && !segments[0].isOffHeap()
        ? Binary.fromReusedByteArray(
            segments[0].getArray(), binary.getOffset(), binary.getSizeInBytes())
        : Binary.fromReusedByteArray(text.toBytes());
  }

  @FunctionalInterface
  private interface Value {
    void write(ColumnWriter out, RowData row, int position, int repetition, int definition);
  }
}
