package io.eventlake.family.contract;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/** Reads what silver takes of an event off its row of {@code bronze.events}: the way back. */
final class StoredValues {

  private final int column;
  private final int columns;
  private final List<StoredValues> structs = new ArrayList<>();
  private final List<Integer> positions = new ArrayList<>();
  private final List<Property> properties = new ArrayList<>();

  /** Of whole rows. */
  StoredValues(Contract contract, RowType type) {
    this(-1, type, "", BronzeRows.sources(contract), BronzeRows.system(type));
  }

  private StoredValues(
      int column, RowType type, String path, ColumnSources sources, SystemColumns system) {
    this.column = column;
    this.columns = type.getFieldCount();
    for (int i = 0; i < columns; i++) {
      String name = path + type.getFieldNames().get(i);
      if (system.has(name)) {
        continue;
      }

      if (Kind.STRUCT.fits(type.getTypeAt(i))) {
        RowType struct = (RowType) type.getTypeAt(i);
        structs.add(new StoredValues(i, struct, name + ".", sources, system));
      } else {
        add(i, sources.values(name, type.getTypeAt(i)));
      }
    }
  }

  /** Of several properties any tells it: they are kept as one. */
  private void add(int position, Property[] ofColumn) {
    for (Property property : ofColumn) {
      if (property.silver != null || !property.roles.isEmpty()) {
        positions.add(position);
        properties.add(property);
        return;
      }
    }
  }

  /** Sets the values of a row. */
  void read(RowData row, EventValues event) {
    for (int i = 0; i < properties.size(); i++) {
      if (!row.isNullAt(positions.get(i))) {
        set(event, properties.get(i), row, positions.get(i));
      }
    }

    for (StoredValues struct : structs) {
      if (!row.isNullAt(struct.column)) {
        struct.read(row.getRow(struct.column, struct.columns), event);
      }
    }
  }

  private static void set(EventValues event, Property property, RowData row, int position) {
    switch (Kind.of(property)) {
      case TEXT:
        event.set(property, text(property, row.getString(position)));
        break;
      case LONG:
        event.set(property, row.getLong(position));
        break;
      case DOUBLE:
        event.set(property, row.getDouble(position));
        break;
      case BOOLEAN:
        event.set(property, row.getBoolean(position) ? 1 : 0);
        break;
      case TIMESTAMP:
        event.set(property, micros(row.getTimestamp(position, Kind.MICROSECONDS)));
        break;
      default:
        event.set(property, list(row.getArray(position)));
    }
  }

  /** Release 0.1.0 kept addresses as sent. */
  private static StringData text(Property property, StringData text) {
    if (property.type == PropertyType.CHOICE) {
      return property.sharedChoice(text);
    }

    String networks =
        property.type == PropertyType.ADDRESS ? AddressText.cut(text.toString()) : null;
    return networks == null ? text : StringData.fromString(networks);
  }

  private static StringData[] list(ArrayData array) {
    StringData[] list = new StringData[array.size()];
    for (int i = 0; i < list.length; i++) {
      list[i] = array.getString(i);
    }

    return list;
  }

  private static long micros(TimestampData instant) {
    return instant.getMillisecond() * 1_000L + instant.getNanoOfMillisecond() / 1_000;
  }
}
