package io.eventlake.family.caliper.gold;

import io.eventlake.table.rows.Columns;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** The measures that a row of {@code silver.events} reports. */
final class Measures implements Serializable {

  static final int DIGITS = 18;

  /** Digits behind the point of a measure. */
  static final int SCALE = 4;

  private static final long serialVersionUID = 1L;

  private static final int FIELDS = 6;
  private static final String TOTALS = "AggregateMeasureCollection";
  private static final String ACTIVE = "active";
  private static final String XP = "xpEarned";

  /** What one event may add: as much as a column holds. */
  private static final BigDecimal MOST = BigDecimal.TEN.pow(DIGITS).subtract(BigDecimal.ONE);

  /** Of a value in ten thousandths. */
  private static final long PER_MILLI = 10;

  private static final Map<String, String> UNITS =
      Map.of(
          XP,
          "xp",
          ACTIVE,
          "s",
          "inactive",
          "s",
          "waste",
          "s",
          "unknown",
          "s",
          "anti-pattern",
          "s",
          "MinutesOnTask",
          "min",
          "WordsRead",
          "words");

  private final int measures;
  private final int generatedType;

  Measures(RowType silver) {
    measures = Columns.position(silver, "measures");
    generatedType = Columns.position(silver, "generated_type");
  }

  /** How many there are. */
  int count(RowData silver) {
    return silver.isNullAt(measures) ? 0 : silver.getArray(measures).size();
  }

  /** Metric, value, greatest value, sub type, start and end of one. */
  RowData at(RowData silver, int position) {
    ArrayData all = silver.getArray(measures);
    return all.getRow(position, FIELDS);
  }

  static String metric(RowData measure) {
    return Columns.string(measure, 0);
  }

  static DecimalData value(RowData measure) {
    return measure.getDecimal(1, DIGITS, SCALE);
  }

  static String unit(String metric) {
    return UNITS.getOrDefault(metric, "count");
  }

  /** True where they are totals up to their end, of which only the last counts. */
  boolean areTotals(RowData silver) {
    return TOTALS.equals(Columns.string(silver, generatedType));
  }

  /** Milliseconds of active time that the event adds; they fit a long many times over. */
  long activeMillis(RowData silver) {
    return sum(silver, ACTIVE) / PER_MILLI;
  }

  boolean reportsActive(RowData silver) {
    for (int i = 0; i < count(silver); i++) {
      if (!areTotals(silver) && ACTIVE.equals(metric(at(silver, i)))) {
        return true;
      }
    }

    return false;
  }

  /** XP that the event adds, in ten thousandths. */
  long xp(RowData silver) {
    return sum(silver, XP);
  }

  private long sum(RowData silver, String metric) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < count(silver); i++) {
      RowData measure = at(silver, i);
      if (metric.equals(metric(measure)) && !areTotals(silver)) {
        sum = sum.add(value(measure).toBigDecimal());
      }
    }

    return sum.movePointRight(SCALE).min(MOST).max(MOST.negate()).longValue();
  }
}
