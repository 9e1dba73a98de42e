package io.eventlake.family.contract;

import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.writer.BinaryRowWriter;
import org.apache.flink.table.runtime.typeutils.ArrayDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Makes rows of a family's {@code silver.events}: flat, empty strings null, columns found by name.
 * They are binary, because the copies and the shuffle that follow then cost a tenth.
 */
final class SilverRows {

  private static final String TABLE = "silver.events";

  private final Kind[] kinds;

  /** Places of the texts that one property tells, which most columns are; negative else. */
  private final int[] texts;

  private final Property[][] properties;
  private final BinaryRowData row;
  private final BinaryRowWriter out;
  private final ArrayDataSerializer lists = new ArrayDataSerializer(VarCharType.STRING_TYPE);
  private final int eventId;
  private final int eventDt;
  private final int eventHour;
  private final int arrivalTs;
  private final int clockSkewed;
  private final int inSession;

  SilverRows(Contract contract, RowType type) {
    SystemColumns system =
        new SystemColumns(
            TABLE,
            type,
            "event_id",
            "event_dt",
            "event_hour",
            "arrival_ts",
            "clock_skewed",
            "in_session");
    ColumnSources sources = new ColumnSources(TABLE, contract, property -> property.silver);
    int columns = type.getFieldCount();
    texts = new int[columns];
    kinds = new Kind[columns];
    properties = new Property[columns][];
    for (int i = 0; i < columns; i++) {
      String name = type.getFieldNames().get(i);
      boolean ofLake = system.has(name);
      properties[i] = ofLake ? null : sources.values(name, type.getTypeAt(i));
      kinds[i] = ofLake ? Kind.SYSTEM : Kind.of(properties[i][0]);
      texts[i] = !ofLake && ValueRows.isOneText(properties[i]) ? properties[i][0].index : -1;
    }

    sources.requireAllTaken();
    eventId = system.required("event_id");
    eventDt = system.required("event_dt");
    eventHour = system.optional("event_hour");
    arrivalTs = system.required("arrival_ts");
    clockSkewed = system.required("clock_skewed");
    inSession = system.required("in_session");
    row = new BinaryRowData(columns);
    out = new BinaryRowWriter(row);
  }

  /** A new row, independent of the next. */
  BinaryRowData row(EventValues event, EventTimes times) {
    out.reset();
    for (int column = 0; column < kinds.length; column++) {
      int text = texts[column];
      if (text >= 0) {
        writeText(column, event.stringAt(text));
      } else if (kinds[column] == Kind.TEXT) {
        writeText(column, event.first(properties[column]));
      } else if (kinds[column] == Kind.SYSTEM) {
        writeSystem(column, event, times);
      } else {
        writeValue(column, event);
      }
    }

    out.complete();
    return row.copy();
  }

  private void writeSystem(int column, EventValues event, EventTimes times) {
    if (column == eventId) {
      out.writeString(column, event.id());
    } else if (column == eventDt) {
      out.writeInt(column, Columns.day(times.eventMillis));
    } else if (column == eventHour) {
      out.writeString(column, Columns.hour(times.eventMillis));
    } else if (column == arrivalTs) {
      out.writeTimestamp(column, Columns.timestamp(times.arrivalMillis), Kind.MICROSECONDS);
    } else if (column == clockSkewed) {
      out.writeBoolean(column, times.skewed);
    } else if (column == inSession) {
      // Sessionize knows better.
      out.writeBoolean(column, false);
    }
  }

  private void writeText(int column, StringData text) {
    if (text == null || EventValues.isEmpty(text)) {
      out.setNullAt(column);
    } else {
      out.writeString(column, text);
    }
  }

  private void writeValue(int column, EventValues event) {
    Property property = event.present(properties[column]);
    if (property == null) {
      writeNull(column);
      return;
    }

    switch (kinds[column]) {
      case LONG:
        out.writeLong(column, event.number(property));
        break;
      case DOUBLE:
        out.writeDouble(column, event.decimal(property));
        break;
      case BOOLEAN:
        out.writeBoolean(column, event.stricter(properties[column]));
        break;
      case TIMESTAMP:
        out.writeTimestamp(
            column, Columns.timestampMicros(event.number(property)), Kind.MICROSECONDS);
        break;
      default:
        writeList(column, event.list(property));
    }
  }

  private void writeNull(int column) {
    if (kinds[column] == Kind.TIMESTAMP) {
      out.writeTimestamp(column, null, Kind.MICROSECONDS);
    } else {
      out.setNullAt(column);
    }
  }

  private void writeList(int column, StringData[] list) {
    Object[] strings = new Object[list.length];
    for (int i = 0; i < list.length; i++) {
      strings[i] = EventValues.isEmpty(list[i]) ? null : list[i];
    }

    out.writeArray(column, new GenericArrayData(strings), lists);
  }
}
