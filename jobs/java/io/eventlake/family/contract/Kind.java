package io.eventlake.family.contract;

import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** How a column holds the values of a property. */
enum Kind {
  TEXT(LogicalTypeRoot.VARCHAR),
  LONG(LogicalTypeRoot.BIGINT),
  DOUBLE(LogicalTypeRoot.DOUBLE),
  BOOLEAN(LogicalTypeRoot.BOOLEAN),
  TIMESTAMP(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE),
  TEXTS(LogicalTypeRoot.ARRAY),
  STRUCT(LogicalTypeRoot.ROW),
  /** Of the lake, whatever the event says. */
  SYSTEM(null);

  /** Precision of the timestamp columns, digits of a second. */
  static final int MICROSECONDS = 6;

  private final LogicalTypeRoot column;

  Kind(LogicalTypeRoot column) {
    this.column = column;
  }

  static Kind of(Property property) {
    switch (property.type) {
      case INTEGER:
        return LONG;
      case NUMBER:
        return DOUBLE;
      case BOOLEAN:
        return BOOLEAN;
      case TIMESTAMP:
        return TIMESTAMP;
      case TEXTS:
        return TEXTS;
      case OBJECT:
        return STRUCT;
      default:
        return TEXT;
    }
  }

  /** True for a column that such values fit. */
  boolean fits(LogicalType type) {
    return type.is(column) && (this != TEXTS || TEXT.fits(((ArrayType) type).getElementType()));
  }
}
