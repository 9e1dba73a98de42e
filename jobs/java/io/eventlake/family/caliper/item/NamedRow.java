package io.eventlake.family.caliper.item;

import io.eventlake.table.rows.Columns;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/**
 * A row that is written by the names of its columns; what is not set is null. Most rows are written
 * in one order: each place of it remembers which column came there the last time.
 */
final class NamedRow {

  private final Map<String, Integer> positions = new HashMap<>();
  private final String[] columns;
  private final int[] places;
  private GenericRowData row;
  private int next;

  NamedRow(RowType type) {
    columns = new String[type.getFieldCount()];
    places = new int[columns.length];
    for (int i = 0; i < columns.length; i++) {
      positions.put(type.getFieldNames().get(i), i);
    }
  }

  NamedRow begin() {
    row = new GenericRowData(columns.length);
    next = 0;
    return this;
  }

  /** A value as rows hold it. */
  NamedRow value(String column, Object value) {
    row.setField(position(column), value);
    return this;
  }

  private int position(String column) {
    int at = next < columns.length ? next++ : 0;
    if (!column.equals(columns[at])) {
      Integer position = positions.get(column);
      if (position == null) {
        throw new IllegalArgumentException("The table has no column " + column);
      }

      columns[at] = column;
      places[at] = position;
    }

    return places[at];
  }

  NamedRow text(String column, String value) {
    return value(column, Columns.text(value));
  }

  /** Epoch microseconds. */
  NamedRow micros(String column, Long micros) {
    return value(column, instant(micros));
  }

  NamedRow decimal(String column, BigDecimal value) {
    return value(column, decimal(value));
  }

  /** Null where there are none. */
  NamedRow texts(String column, Collection<String> values) {
    return value(column, array(values));
  }

  GenericRowData end() {
    return row;
  }

  /** Null where there are none. */
  static ArrayData array(Collection<String> values) {
    if (values.isEmpty()) {
      return null;
    }

    Object[] array = new Object[values.size()];
    int i = 0;
    for (String value : values) {
      array[i++] = StringData.fromString(value);
    }

    return new GenericArrayData(array);
  }

  static TimestampData instant(Long micros) {
    return micros == null ? null : Columns.timestampMicros(micros);
  }

  static DecimalData decimal(BigDecimal value) {
    return value == null ? null : DecimalData.fromBigDecimal(value, Numbers.DIGITS, value.scale());
  }
}
