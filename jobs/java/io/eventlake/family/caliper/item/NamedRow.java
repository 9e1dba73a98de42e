package io.eventlake.family.caliper.item;

import io.eventlake.table.rows.Columns;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/** A row that is written by the names of its columns; what is not set is null. */
final class NamedRow {

  private final Map<String, Integer> positions = new HashMap<>();
  private GenericRowData row;

  NamedRow(RowType type) {
    for (int i = 0; i < type.getFieldCount(); i++) {
      positions.put(type.getFieldNames().get(i), i);
    }
  }

  NamedRow begin() {
    row = new GenericRowData(positions.size());
    return this;
  }

  /** A value as rows hold it. */
  NamedRow value(String column, Object value) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalArgumentException("The table has no column " + column);
    }

    row.setField(position, value);
    return this;
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
    return value(
        column,
        values.isEmpty()
            ? null
            : new GenericArrayData(values.stream().map(StringData::fromString).toArray()));
  }

  GenericRowData end() {
    return row;
  }

  static TimestampData instant(Long micros) {
    return micros == null ? null : Columns.timestampMicros(micros);
  }

  static DecimalData decimal(BigDecimal value) {
    return value == null ? null : DecimalData.fromBigDecimal(value, Numbers.DIGITS, value.scale());
  }
}
