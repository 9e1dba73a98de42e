package io.eventlake.lake.audit;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/** The column of a table that says of which day a row is: a date or an instant. */
final class DayColumn {

  private static final long MICROS = TimeUnit.DAYS.toMicros(1);

  private final TableName table;
  private final NestedField field;

  DayColumn(TableSet set, TableName table, String name) {
    this.table = table;
    this.field = set.definition(table).schema().findField(name);
    if (field == null) {
      throw new IllegalStateException(table + " has no column " + name);
    }
  }

  TableName table() {
    return table;
  }

  String name() {
    return field.name();
  }

  boolean isDate() {
    return field.type().typeId() == Type.TypeID.DATE;
  }

  /** The first day of which a file can hold rows; null where nothing is known. */
  LocalDate first(DataFile file, PartitionSpec spec, int fieldId) {
    return day(partition(file, spec, fieldId), file.lowerBounds(), fieldId);
  }

  /** The last such day; null where nothing is known. */
  LocalDate last(DataFile file, PartitionSpec spec, int fieldId) {
    return day(partition(file, spec, fieldId), file.upperBounds(), fieldId);
  }

  /** The value of a partition that is one day of the column, epoch days; null where none is. */
  private static Integer partition(DataFile file, PartitionSpec spec, int fieldId) {
    for (int i = 0; i < spec.fields().size(); i++) {
      String transform = spec.fields().get(i).transform().toString();
      if (spec.fields().get(i).sourceId() == fieldId
          && (transform.equals("identity") || transform.equals("day"))) {
        Object value = file.partition().get(i, Object.class);
        return value instanceof Integer ? (Integer) value : null;
      }
    }

    return null;
  }

  private LocalDate day(Integer partition, java.util.Map<Integer, ByteBuffer> bounds, int fieldId) {
    if (partition != null) {
      return LocalDate.ofEpochDay(partition);
    }

    ByteBuffer bound = bounds == null ? null : bounds.get(fieldId);
    if (bound == null) {
      return null;
    }

    Number value = Conversions.fromByteBuffer(field.type(), bound);
    return LocalDate.ofEpochDay(
        isDate() ? value.longValue() : Math.floorDiv(value.longValue(), MICROS));
  }
}
