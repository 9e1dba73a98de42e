package io.eventlake.lake.marts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Rows of a query as rows of a table. */
final class ResultRows {

  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private ResultRows() {}

  /**
   * One.
   *
   * @param values those of the table's columns in order, behind others
   */
  static GenericRowData row(RowType type, List<Object> values) {
    int first = values.size() - type.getFieldCount();
    GenericRowData row = new GenericRowData(type.getFieldCount());
    for (int i = 0; i < type.getFieldCount(); i++) {
      row.setField(i, value(type.getTypeAt(i), values.get(first + i)));
    }

    return row;
  }

  private static Object value(LogicalType type, Object value) {
    if (value == null) {
      return null;
    }

    switch (type.getTypeRoot()) {
      case VARCHAR:
        return StringData.fromString((String) value);
      case DATE:
        return (int) LocalDate.parse((String) value).toEpochDay();
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return timestamp(Instant.parse((String) value));
      case BIGINT:
        return ((Number) value).longValue();
      case DOUBLE:
        return ((Number) value).doubleValue();
      default:
        throw new IllegalStateException("No mart has a column of " + type);
    }
  }

  /** Of any year of a table: nanoseconds since 1970 would hold three centuries each way only. */
  static TimestampData timestamp(Instant time) {
    int micros = time.getNano() % NANOS_PER_MILLI / NANOS_PER_MICRO;
    return TimestampData.fromEpochMillis(time.toEpochMilli(), micros * NANOS_PER_MICRO);
  }
}
