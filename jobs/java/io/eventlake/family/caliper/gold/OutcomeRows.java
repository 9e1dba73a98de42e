package io.eventlake.family.caliper.gold;

import io.eventlake.table.rows.Columns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

/** Rows of {@code gold.outcomes}, in the order of its columns: one of each grading. */
public final class OutcomeRows implements FlatMapFunction<RowData, RowData> {

  private static final long serialVersionUID = 1L;

  private static final StringData GRADING = StringData.fromString("GradeEvent");
  private static final int RATIO_SCALE = 6;
  private static final int MICROSECONDS = 6;

  /** Of silver, as far as the columns are the same. */
  private static final String[] TEXTS = {"user_id_hash", "actor_id", "actor_type", "object_id"};

  private final int[] texts = new int[TEXTS.length];
  private final int eventId;
  private final int eventType;
  private final int ts;
  private final int attemptCount;
  private final int assignableId;
  private final int assignableType;
  private final int scoreGiven;
  private final int scoreMax;
  private final int groupId;
  private final int edAppId;
  private final int eventDt;

  /**
   * @param silver type of the rows that these are made of
   */
  public OutcomeRows(RowType silver) {
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Columns.position(silver, TEXTS[i]);
    }

    eventId = Columns.position(silver, "event_id");
    eventType = Columns.position(silver, "event_type");
    ts = Columns.position(silver, "ts");
    attemptCount = Columns.position(silver, "attempt_count");
    assignableId = Columns.position(silver, "assignable_id");
    assignableType = Columns.position(silver, "assignable_type");
    scoreGiven = Columns.position(silver, "score_given");
    scoreMax = Columns.position(silver, "score_max");
    groupId = Columns.position(silver, "group_id");
    edAppId = Columns.position(silver, "ed_app_id");
    eventDt = Columns.position(silver, "event_dt");
  }

  @Override
  public void flatMap(RowData silver, Collector<RowData> out) {
    if (!GRADING.equals(silver.getString(eventType))) {
      return;
    }

    DecimalData given = points(silver, scoreGiven);
    DecimalData most = points(silver, scoreMax);
    out.collect(
        GenericRowData.of(
            silver.getString(eventId),
            silver.getTimestamp(ts, MICROSECONDS),
            Columns.textOrNull(silver, texts[0]),
            Columns.textOrNull(silver, texts[1]),
            Columns.textOrNull(silver, texts[2]),
            Columns.textOrNull(silver, texts[3]),
            silver.isNullAt(attemptCount) ? null : silver.getInt(attemptCount),
            Columns.textOrNull(silver, assignableId),
            Columns.textOrNull(silver, assignableType),
            given,
            most,
            ratio(given, most),
            Columns.textOrNull(silver, groupId),
            Columns.textOrNull(silver, edAppId),
            silver.getInt(eventDt)));
  }

  private static DecimalData points(RowData silver, int column) {
    return silver.isNullAt(column)
        ? null
        : silver.getDecimal(column, Measures.DIGITS, Measures.SCALE);
  }

  private static DecimalData ratio(DecimalData given, DecimalData most) {
    if (given == null || most == null || most.toBigDecimal().signum() == 0) {
      return null;
    }

    BigDecimal ratio =
        given.toBigDecimal().divide(most.toBigDecimal(), RATIO_SCALE, RoundingMode.HALF_UP);
    return DecimalData.fromBigDecimal(ratio, Measures.DIGITS, RATIO_SCALE);
  }
}
