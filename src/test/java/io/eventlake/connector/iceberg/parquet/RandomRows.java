package io.eventlake.connector.iceberg.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Rows whose columns have habits, as those of events do: some are always null or never, some have
 * one value, a few, or another one each time; texts are empty, long, or alike in their beginnings.
 */
final class RandomRows {

  private static final double[] DOUBLES = {
    Double.NaN, -0.0, 0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -1.5, 1e300
  };
  private static final int[] KINDS_OF_VALUES = {1, 3, 40, 1_000_000};
  private static final int[] SHARES_OF_NULLS = {0, 0, 20, 50, 98, 100};
  private static final String LONG = "ÿ\uFFFF\u0000long".repeat(40);

  private final Random random;

  /** By column: nulls of a hundred, how many values there are, and from which on. */
  private final Map<String, int[]> habits = new HashMap<>();

  RandomRows(Random random) {
    this.random = random;
  }

  List<RowData> of(RowType type, int count) {
    List<RowData> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add((RowData) value(type, "", random.nextInt()));
    }

    return rows;
  }

  private Object orNull(LogicalType type, String path) {
    int[] habit =
        habits.computeIfAbsent(
            path,
            any ->
                new int[] {
                  SHARES_OF_NULLS[random.nextInt(SHARES_OF_NULLS.length)],
                  KINDS_OF_VALUES[random.nextInt(KINDS_OF_VALUES.length)],
                  random.nextInt()
                });
    if (random.nextInt(100) < habit[0]) {
      return null;
    }

    return value(type, path, habit[2] + random.nextInt(habit[1]));
  }

  private Object value(LogicalType type, String path, int number) {
    switch (type.getTypeRoot()) {
      case ROW:
        List<RowType.RowField> fields = ((RowType) type).getFields();
        return GenericRowData.of(
            fields.stream().map(f -> orNull(f.getType(), path + "." + f.getName())).toArray());
      case ARRAY:
        Object[] elements = new Object[random.nextInt(4)];
        for (int i = 0; i < elements.length; i++) {
          elements[i] = orNull(((ArrayType) type).getElementType(), path + "[]");
        }

        return new GenericArrayData(elements);
      case VARCHAR:
        return StringData.fromString(text(number));
      case VARBINARY:
        return text(number).getBytes(StandardCharsets.UTF_16BE);
      case BOOLEAN:
        return number % 2 == 0;
      case BIGINT:
        return number * 0x9E3779B97F4A7C15L;
      case DOUBLE:
        int at = Math.floorMod(number, DOUBLES.length + 2);
        return at < DOUBLES.length ? DOUBLES[at] : number / 7.0;
      case DECIMAL:
        return decimal((DecimalType) type, number);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return TimestampData.fromEpochMillis(number * 1_000L, Math.floorMod(number, 999) * 1_000);
      default:
        return number;
    }
  }

  private static String text(int number) {
    switch (Math.floorMod(number, 11)) {
      case 0:
        return "";
      case 1:
        return LONG + number;
      case 2:
        return "tëxt " + number % 7;
      default:
        return Integer.toHexString(number);
    }
  }

  private static DecimalData decimal(DecimalType type, int number) {
    BigInteger most = BigInteger.TEN.pow(type.getPrecision());
    BigInteger digits =
        BigInteger.valueOf(number).multiply(new BigInteger("987654321987654321987654321987"));
    return DecimalData.fromBigDecimal(
        new BigDecimal(digits.remainder(most), type.getScale()),
        type.getPrecision(),
        type.getScale());
  }
}
