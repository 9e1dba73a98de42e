package io.eventlake.job.xp;

import io.eventlake.table.rows.Columns;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Rows as lists of plain values that can be compared: times as microseconds since the epoch, days
 * as days since then, decimals with the digits of their column.
 */
final class RowValues {

  private final RowType type;

  RowValues(RowType type) {
    this.type = type;
  }

  /** The columns, as a query lists them. */
  String columns() {
    return String.join(", ", type.getFieldNames());
  }

  int position(String column) {
    return Columns.position(type, column);
  }

  /**
   * A row of a query.
   *
   * @param first place of the first column in it
   */
  List<Object> ofQuery(List<Object> row, int first) {
    List<Object> values = new ArrayList<>(type.getFieldCount());
    for (int i = 0; i < type.getFieldCount(); i++) {
      values.add(ofQuery(type.getTypeAt(i), row.get(first + i)));
    }

    return values;
  }

  private static Object ofQuery(LogicalType type, Object value) {
    if (value == null) {
      return null;
    }

    switch (type.getTypeRoot()) {
      case DATE:
        return (int) LocalDate.parse((String) value).toEpochDay();
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return micros(value);
      case DECIMAL:
        return ((BigDecimal) value).setScale(((DecimalType) type).getScale());
      case BIGINT:
        return ((Number) value).longValue();
      case INTEGER:
        return ((Number) value).intValue();
      default:
        return value;
    }
  }

  /** Microseconds since the epoch, of a time as queries give it; null stays null. */
  static Long micros(Object time) {
    return time == null
        ? null
        : (Long) ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse((String) time));
  }

  /** As the table has it. */
  GenericRowData row(List<Object> values) {
    GenericRowData row = new GenericRowData(type.getFieldCount());
    for (int i = 0; i < type.getFieldCount(); i++) {
      row.setField(i, field(type.getTypeAt(i), values.get(i)));
    }

    return row;
  }

  private static Object field(LogicalType type, Object value) {
    if (value == null) {
      return null;
    }

    switch (type.getTypeRoot()) {
      case VARCHAR:
        return Columns.text((String) value);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return Columns.timestampMicros((Long) value);
      case DECIMAL:
        DecimalType decimal = (DecimalType) type;
        return DecimalData.fromBigDecimal(
            (BigDecimal) value, decimal.getPrecision(), decimal.getScale());
      case ARRAY:
        return new GenericArrayData(
            ((List<?>) value).stream().map(each -> Columns.text((String) each)).toArray());
      default:
        return value;
    }
  }
}
