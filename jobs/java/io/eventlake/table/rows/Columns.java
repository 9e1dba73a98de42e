package io.eventlake.table.rows;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/** Turns values into what a row holds: instants in UTC, days since the epoch, binary strings. */
public final class Columns {

  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final long MILLIS_PER_MINUTE = 60_000L;
  private static final long MICROS_PER_MILLI = 1_000L;
  private static final int NANOS_PER_MICRO = 1_000;

  /** Precision of the timestamp columns, digits of a second. */
  private static final int MICROSECONDS = 6;

  private static final long MILLIS_PER_HOUR = 3_600_000L;
  private static final StringData[] HOURS = hours();

  private Columns() {}

  /**
   * The position of a column that rows of the type must have.
   *
   * @throws IllegalArgumentException where they lack it
   */
  public static int position(RowType type, String name) {
    int position = type.getFieldIndex(name);
    if (position < 0) {
      throw new IllegalArgumentException(
          "the table has no column "
              + name
              + ", which every family has; it has "
              + String.join(", ", type.getFieldNames()));
    }

    return position;
  }

  /** Null stays null. */
  public static StringData text(String value) {
    return value == null ? null : StringData.fromString(value);
  }

  public static TimestampData timestamp(long epochMillis) {
    return TimestampData.fromEpochMillis(epochMillis);
  }

  public static TimestampData timestampMicros(long epochMicros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(epochMicros, MICROS_PER_MILLI),
        (int) Math.floorMod(epochMicros, MICROS_PER_MILLI) * NANOS_PER_MICRO);
  }

  public static int day(long epochMillis) {
    return (int) Math.floorDiv(epochMillis, MILLIS_PER_DAY);
  }

  /** Hour of the UTC day, two digits. */
  public static StringData hour(long epochMillis) {
    return HOURS[(int) (Math.floorMod(epochMillis, MILLIS_PER_DAY) / MILLIS_PER_HOUR)];
  }

  private static StringData[] hours() {
    StringData[] hours = new StringData[24];
    for (int hour = 0; hour < hours.length; hour++) {
      hours[hour] = StringData.fromString(hour < 10 ? "0" + hour : Integer.toString(hour));
    }

    return hours;
  }

  public static TimestampData minute(long epochMillis) {
    return timestamp(minuteMillis(epochMillis));
  }

  public static long minuteMillis(long epochMillis) {
    return epochMillis - Math.floorMod(epochMillis, MILLIS_PER_MINUTE);
  }

  /** Start of a day, epoch milliseconds. */
  public static long startOfDay(int epochDay) {
    return epochDay * MILLIS_PER_DAY;
  }

  /** A text of a row; null stays null. */
  public static String string(RowData row, int column) {
    return row.isNullAt(column) ? null : row.getString(column).toString();
  }

  /** A text of a row as it is; null stays null. */
  public static StringData textOrNull(RowData row, int column) {
    return row.isNullAt(column) ? null : row.getString(column);
  }

  /** An instant of a row, epoch milliseconds. */
  public static long millis(RowData row, int column) {
    return row.getTimestamp(column, MICROSECONDS).getMillisecond();
  }

  /** An instant of a row, epoch microseconds. */
  public static long micros(RowData row, int column) {
    TimestampData instant = row.getTimestamp(column, MICROSECONDS);
    return instant.getMillisecond() * MICROS_PER_MILLI
        + instant.getNanoOfMillisecond() / NANOS_PER_MICRO;
  }
}
