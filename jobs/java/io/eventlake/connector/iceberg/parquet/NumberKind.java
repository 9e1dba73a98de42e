package io.eventlake.connector.iceberg.parquet;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;

/** How numbers of a type are read from rows and ordered, all as 64 bits. */
enum NumberKind {
  INT(Integer.BYTES),
  LONG(Long.BYTES),
  MICROS(Long.BYTES),
  SHORT_DECIMAL(Integer.BYTES),
  LONG_DECIMAL(Long.BYTES),
  DOUBLE(Long.BYTES);

  private static final int MICROSECONDS = 6;
  private static final long MICROS_PER_MILLI = 1_000L;
  private static final int NANOS_PER_MICRO = 1_000;

  /** Digits that Iceberg keeps in 32 bits, and in 64. */
  private static final int SHORT_DIGITS = 9;

  private static final int LONG_DIGITS = 18;

  /** Size of a number in a page. */
  final int bytes;

  NumberKind(int bytes) {
    this.bytes = bytes;
  }

  /** Null for a type that is none of them. */
  static NumberKind of(LogicalType type) {
    switch (type.getTypeRoot()) {
      case INTEGER:
      case DATE:
        return INT;
      case BIGINT:
        return LONG;
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return ((TimestampType) type).getPrecision() == MICROSECONDS ? MICROS : null;
      case DOUBLE:
        return DOUBLE;
      case DECIMAL:
        int digits = ((DecimalType) type).getPrecision();
        return digits <= SHORT_DIGITS ? SHORT_DECIMAL : digits <= LONG_DIGITS ? LONG_DECIMAL : null;
      default:
        return null;
    }
  }

  /**
   * Reads a number that is not null.
   *
   * @param type the field's, as {@link #of} was given it
   */
  long read(RowData row, int position, LogicalType type) {
    switch (this) {
      case INT:
        return row.getInt(position);
      case LONG:
        return row.getLong(position);
      case MICROS:
        return micros(row.getTimestamp(position, MICROSECONDS));
      case DOUBLE:
        return Double.doubleToLongBits(row.getDouble(position));
      default:
        DecimalType decimal = (DecimalType) type;
        return row.getDecimal(position, decimal.getPrecision(), decimal.getScale())
            .toUnscaledLong();
    }
  }

  /** A number that is greater where the value is; its own inverse. */
  long ordered(long number) {
    // Of a negative double the rest grows as the value falls.
    return this == DOUBLE ? number ^ number >> Long.SIZE - 1 & Long.MAX_VALUE : number;
  }

  /** Tells the statistics of a page of a value. */
  void tell(long number, Statistics<?> page) {
    if (this == DOUBLE) {
      page.updateStats(Double.longBitsToDouble(number));
    } else if (bytes == Integer.BYTES) {
      page.updateStats((int) number);
    } else {
      page.updateStats(number);
    }
  }

  private static long micros(TimestampData timestamp) {
    return timestamp.getMillisecond() * MICROS_PER_MILLI
        + timestamp.getNanoOfMillisecond() / NANOS_PER_MICRO;
  }
}
