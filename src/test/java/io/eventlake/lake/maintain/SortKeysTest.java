package io.eventlake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.SortOrderComparators;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** Rows stand by their keys as Iceberg compares them. */
class SortKeysTest {

  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.optional(1, "text", Types.StringType.get()),
          Types.NestedField.optional(2, "at", Types.TimestampType.withoutZone()),
          Types.NestedField.optional(3, "big", Types.LongType.get()),
          Types.NestedField.optional(4, "small", Types.IntegerType.get()),
          Types.NestedField.optional(5, "day", Types.DateType.get()),
          Types.NestedField.optional(6, "flag", Types.BooleanType.get()),
          Types.NestedField.optional(7, "ratio", Types.DoubleType.get()));
  private static final RowType ROWS = FlinkSchemaUtil.convert(SCHEMA);
  private static final List<String> COLUMNS = List.of("text", "at", "big", "small", "day", "flag");
  private static final String[] TEXTS = {
    "",
    "a",
    "a\u0000",
    "a\u0000b",
    "aa",
    "ab",
    "b",
    "\u007f",
    "\u00e9",
    "\u05e9\u05dc",
    "\uffee",
    "\ud83d\ude00",
    "sid_0123456789",
    "sid_0123456780"
  };
  private static final long[] NUMBERS = {Long.MIN_VALUE, -257, -1, 0, 1, 255, 256, Long.MAX_VALUE};

  @Test
  void orderRowsAsIcebergDoes() {
    Random random = new Random(Seed.of(getClass(), 20_261_202));
    for (int i = 0; i < 40; i++) {
      SortOrder order = order(random);
      SortKeys keys = new SortKeys(SCHEMA, order, ROWS);
      Comparator<StructLike> expected = SortOrderComparators.forSchema(SCHEMA, order);
      for (int k = 0; k < 300; k++) {
        RowData one = row(random);
        RowData other = row(random);
        int byKey = new KeyedRow(one, keys.of(one)).compareTo(new KeyedRow(other, keys.of(other)));
        assertThat(Integer.signum(byKey))
            .as("%s: %s, %s", order, one, other)
            .isEqualTo(Integer.signum(expected.compare(struct(one), struct(other))));
      }
    }
  }

  @Test
  void knowOrdersOfColumnsAsTheyAre() {
    assertThat(SortKeys.knows(SCHEMA, SortOrder.builderFor(SCHEMA).asc("text").build(), ROWS))
        .isTrue();
    assertThat(SortKeys.knows(SCHEMA, SortOrder.builderFor(SCHEMA).asc("ratio").build(), ROWS))
        .isFalse();
    SortOrder buckets = SortOrder.builderFor(SCHEMA).asc(Expressions.bucket("text", 4)).build();
    assertThat(SortKeys.knows(SCHEMA, buckets, ROWS)).isFalse();
  }

  private static SortOrder order(Random random) {
    List<String> columns = new ArrayList<>(COLUMNS);
    Collections.shuffle(columns, random);
    SortOrder.Builder order = SortOrder.builderFor(SCHEMA);
    for (String column : columns.subList(0, 1 + random.nextInt(3))) {
      order.sortBy(
          column,
          random.nextBoolean() ? SortDirection.ASC : SortDirection.DESC,
          random.nextBoolean() ? NullOrder.NULLS_FIRST : NullOrder.NULLS_LAST);
    }

    return order.build();
  }

  private static RowData row(Random random) {
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    GenericRowData row = new GenericRowData(SCHEMA.columns().size());
    row.setField(0, StringData.fromString(TEXTS[random.nextInt(TEXTS.length)]));
    row.setField(1, TimestampData.fromEpochMillis(number >> 12, random.nextInt(3) * 1_000));
    row.setField(2, number);
    row.setField(3, (int) (number >> 32));
    row.setField(4, (int) (number >> 40));
    row.setField(5, random.nextBoolean());
    for (int i = 0; i < 6; i++) {
      if (random.nextInt(5) == 0) {
        row.setField(i, null);
      }
    }

    return row;
  }

  private static StructLike struct(RowData row) {
    return new RowDataWrapper(ROWS, SCHEMA.asStruct()).wrap(row);
  }
}
