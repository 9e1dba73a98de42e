package io.eventlake.family.contract;

import io.eventlake.table.rows.Columns;
import java.util.Arrays;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/** Makes rows of an event's values as sent, and the structs within: each under its name. */
final class ValueRows {

  private static final int MORE = -1;

  private final Kind[] kinds;

  /** Places of the texts that one property tells, which most columns are; {@link #MORE} else. */
  private final int[] texts;

  private final Property[][] properties;
  private final ValueRows[] structs;

  /** Of a struct: the objects that it stands for. */
  private final Property[] objects;

  /** Of a struct: it also has values of other objects. */
  private boolean mixed;

  /**
   * @param path of the struct with a dot behind it; empty for the row
   * @param system names of columns that are the lake's
   */
  ValueRows(RowType type, String path, ColumnSources sources, SystemColumns system) {
    int columns = type.getFieldCount();
    kinds = new Kind[columns];
    texts = new int[columns];
    Arrays.fill(texts, MORE);
    properties = new Property[columns][];
    structs = new ValueRows[columns];
    objects = path.isEmpty() ? null : sources.objects(path.substring(0, path.length() - 1));
    for (int i = 0; i < columns; i++) {
      String name = path + type.getFieldNames().get(i);
      if (system.has(name)) {
        kinds[i] = Kind.SYSTEM;
      } else if (Kind.STRUCT.fits(type.getTypeAt(i))) {
        kinds[i] = Kind.STRUCT;
        structs[i] = new ValueRows((RowType) type.getTypeAt(i), name + ".", sources, system);
      } else {
        properties[i] = sources.values(name, type.getTypeAt(i));
        kinds[i] = Kind.of(properties[i][0]);
        texts[i] = isOneText(properties[i]) ? properties[i][0].index : MORE;
        mixed |= objects != null && !areWithinObjects(properties[i]);
      }
    }
  }

  static boolean isOneText(Property[] sources) {
    return sources.length == 1 && Kind.of(sources[0]) == Kind.TEXT;
  }

  private boolean areWithinObjects(Property[] values) {
    for (Property value : values) {
      boolean within = false;
      for (Property outer = value.parent; outer != null && !within; outer = outer.parent) {
        for (Property object : objects) {
          within |= object == outer;
        }
      }
      if (!within) {
        return false;
      }
    }

    return true;
  }

  /** A new row; columns of the lake are null. */
  GenericRowData row(EventValues event) {
    GenericRowData row = new GenericRowData(kinds.length);
    for (int i = 0; i < kinds.length; i++) {
      int text = texts[i];
      row.setField(i, text == MORE ? value(i, event) : event.stringAt(text));
    }

    return row;
  }

  private Object value(int column, EventValues event) {
    Property[] sources = properties[column];
    switch (kinds[column]) {
      case TEXT:
        return firstText(event, sources);
      case STRUCT:
        return structs[column].struct(event);
      case SYSTEM:
        return null;
      case BOOLEAN:
        return event.stricter(sources);
      default:
        Property property = event.present(sources);
        return property == null ? null : value(kinds[column], event, property);
    }
  }

  private static Object value(Kind kind, EventValues event, Property property) {
    switch (kind) {
      case LONG:
        return event.number(property);
      case DOUBLE:
        return event.decimal(property);
      case TIMESTAMP:
        return Columns.timestampMicros(event.number(property));
      default:
        return new GenericArrayData(event.list(property));
    }
  }

  /** Of several texts the one that keys and silver take, which pass over empty ones. */
  private static StringData firstText(EventValues event, Property[] sources) {
    StringData text = event.first(sources);
    Property property = text == null ? event.present(sources) : null;
    return property == null ? text : event.string(property);
  }

  /** Null where the producer sent no such object. */
  private RowData struct(EventValues event) {
    if (event.present(objects) != null) {
      return row(event);
    }
    if (!mixed) {
      return null;
    }

    GenericRowData row = row(event);
    for (int i = 0; i < row.getArity(); i++) {
      if (!row.isNullAt(i)) {
        return row;
      }
    }

    return null;
  }
}
