package io.eventlake.lake.maintain;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;

/**
 * The place of a row in its table's order as bytes, made once for each row: rows stand in the order
 * when their keys do, compared as numbers without signs. Texts stand by their UTF-8. Not for
 * several threads.
 */
final class SortKeys {

  private static final Set<LogicalTypeRoot> TYPES =
      Set.of(
          LogicalTypeRoot.VARCHAR,
          LogicalTypeRoot.BIGINT,
          LogicalTypeRoot.INTEGER,
          LogicalTypeRoot.DATE,
          LogicalTypeRoot.BOOLEAN,
          LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE);

  private static final int NULL_FIRST = 0;
  private static final int VALUE = 1;
  private static final int NULL_LAST = 2;
  private static final int MICROSECONDS = 6;

  private final List<Field> fields = new ArrayList<>();
  private final ByteArrayOutputStream key = new ByteArrayOutputStream();

  /**
   * Of an order.
   *
   * @param schema of the rows, which are whole
   * @throws IllegalArgumentException when it is no order of columns of the types that are known
   */
  SortKeys(Schema schema, SortOrder order, RowType rows) {
    if (!knows(schema, order, rows)) {
      throw new IllegalArgumentException("rows cannot be put in the order " + order);
    }

    for (SortField field : order.fields()) {
      int column = schema.columns().indexOf(schema.findField(field.sourceId()));
      fields.add(new Field(column, rows.getTypeAt(column), field));
    }
  }

  /** True for an order of columns as they are, of the types that have keys. */
  static boolean knows(Schema schema, SortOrder order, RowType rows) {
    return order.fields().stream()
        .allMatch(
            field -> {
              int column = schema.columns().indexOf(schema.findField(field.sourceId()));
              return column >= 0
                  && field.transform().isIdentity()
                  && TYPES.contains(rows.getTypeAt(column).getTypeRoot());
            });
  }

  byte[] of(RowData row) {
    key.reset();
    for (Field field : fields) {
      field.write(row);
    }

    return key.toByteArray();
  }

  private final class Field {

    private final int column;
    private final LogicalTypeRoot type;
    private final int ofNull;

    /** Turns bytes round where the largest value comes first. */
    private final int mask;

    private Field(int column, LogicalType type, SortField field) {
      this.column = column;
      this.type = type.getTypeRoot();
      this.ofNull = field.nullOrder() == NullOrder.NULLS_FIRST ? NULL_FIRST : NULL_LAST;
      this.mask = field.direction() == SortDirection.DESC ? 0xFF : 0;
    }

    private void write(RowData row) {
      if (row.isNullAt(column)) {
        key.write(ofNull);
        return;
      }

      key.write(VALUE);
      switch (type) {
        case VARCHAR:
          write(row.getString(column).toBytes());
          break;
        case BIGINT:
          write(row.getLong(column));
          break;
        case BOOLEAN:
          write(row.getBoolean(column) ? 1 : 0);
          break;
        case TIMESTAMP_WITHOUT_TIME_ZONE:
          TimestampData instant = row.getTimestamp(column, MICROSECONDS);
          write(instant.getMillisecond() * 1_000L + instant.getNanoOfMillisecond() / 1_000);
          break;
        default:
          write((long) row.getInt(column));
      }
    }

    /** A zero in a text is not its end: that are two. */
    private void write(byte[] text) {
      for (byte unit : text) {
        key.write(unit ^ mask);
        if (unit == 0) {
          key.write(0xFF ^ mask);
        }
      }

      key.write(mask);
      key.write(mask);
    }

    private void write(long number) {
      long unsigned = number ^ Long.MIN_VALUE;
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        key.write((int) (unsigned >>> shift) ^ mask);
      }
    }
  }
}
