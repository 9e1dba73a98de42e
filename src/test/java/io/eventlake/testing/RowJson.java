package io.eventlake.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Rows as JSON for golden files: timestamps and dates in ISO 8601, bytes as UTF-8 text. */
public final class RowJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RowJson() {}

  public static ObjectNode of(RowData row, RowType type) {
    ObjectNode json = NODES.objectNode();
    for (int i = 0; i < type.getFieldCount(); i++) {
      RowData.FieldGetter field = RowData.createFieldGetter(type.getTypeAt(i), i);
      json.set(type.getFieldNames().get(i), value(field.getFieldOrNull(row), type.getTypeAt(i)));
    }

    return json;
  }

  private static JsonNode value(Object value, LogicalType type) {
    if (value == null) {
      return NODES.nullNode();
    }

    switch (type.getTypeRoot()) {
      case ROW:
        return of((RowData) value, (RowType) type);
      case ARRAY:
        return array((ArrayData) value, ((ArrayType) type).getElementType());
      case DATE:
        return NODES.textNode(LocalDate.ofEpochDay((Integer) value).toString());
      case INTEGER:
        return NODES.numberNode((Integer) value);
      case BIGINT:
        return NODES.numberNode((Long) value);
      case DOUBLE:
        return NODES.numberNode((Double) value);
      case BOOLEAN:
        return NODES.booleanNode((Boolean) value);
      case VARBINARY:
        return NODES.textNode(new String((byte[]) value, StandardCharsets.UTF_8));
      default:
        return NODES.textNode(value.toString());
    }
  }

  private static ArrayNode array(ArrayData array, LogicalType elementType) {
    ArrayNode json = NODES.arrayNode();
    ArrayData.ElementGetter element = ArrayData.createElementGetter(elementType);
    for (int i = 0; i < array.size(); i++) {
      json.add(value(element.getElementOrNull(array, i), elementType));
    }

    return json;
  }
}
