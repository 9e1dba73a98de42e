package io.eventlake.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** Rows that no table has taken yet, as {@link LakeReader} has those of tables. */
public final class RowMaps {

  private RowMaps() {}

  public static Map<String, Object> of(RowData row, RowType type) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      LogicalType field = type.getTypeAt(i);
      Object value = RowData.createFieldGetter(field, i).getFieldOrNull(row);
      map.put(type.getFieldNames().get(i), plain(value, field));
    }

    return map;
  }

  private static Object plain(Object value, LogicalType type) {
    if (value instanceof ArrayData array) {
      LogicalType elementType = ((ArrayType) type).getElementType();
      ArrayData.ElementGetter getter = ArrayData.createElementGetter(elementType);
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        elements.add(plain(getter.getElementOrNull(array, i), elementType));
      }
      return elements;
    }
    if (value instanceof RowData struct) {
      return of(struct, (RowType) type);
    }
    if (value instanceof TimestampData timestamp) {
      return timestamp.toLocalDateTime();
    }
    if (value instanceof DecimalData decimal) {
      return decimal.toBigDecimal();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (type.is(LogicalTypeRoot.DATE) && value != null) {
      return LocalDate.ofEpochDay((Integer) value);
    }

    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }
}
