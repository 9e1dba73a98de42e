package io.eventlake.family.caliper.gold;

import io.eventlake.table.rows.Columns;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

/** Rows of {@code gold.facts}, in the order of its columns: one of each number reported. */
public final class FactRows implements FlatMapFunction<RowData, RowData> {

  private static final long serialVersionUID = 1L;

  private static final int MICROSECONDS = 6;
  private static final int START = 4;
  private static final int END = 5;

  private final Measures measures;
  private final int eventId;
  private final int id;
  private final int ts;
  private final int learner;
  private final int scoreGiven;
  private final int activityId;
  private final int objectId;
  private final int subject;
  private final int courseId;
  private final int groupId;
  private final int edAppId;
  private final int appId;
  private final int eventDt;

  /**
   * @param silver type of the rows that these are made of
   */
  public FactRows(RowType silver) {
    measures = new Measures(silver);
    eventId = Columns.position(silver, "event_id");
    id = Columns.position(silver, "id");
    ts = Columns.position(silver, "ts");
    learner = Columns.position(silver, "user_id_hash");
    scoreGiven = Columns.position(silver, "score_given");
    activityId = Columns.position(silver, "activity_id");
    objectId = Columns.position(silver, "object_id");
    subject = Columns.position(silver, "subject");
    courseId = Columns.position(silver, "course_id");
    groupId = Columns.position(silver, "group_id");
    edAppId = Columns.position(silver, "ed_app_id");
    appId = Columns.position(silver, "app_id");
    eventDt = Columns.position(silver, "event_dt");
  }

  @Override
  public void flatMap(RowData silver, Collector<RowData> out) {
    boolean totals = measures.areTotals(silver);
    for (int i = 0; i < measures.count(silver); i++) {
      RowData measure = measures.at(silver, i);
      String metric = Measures.metric(measure);
      out.collect(
          row(
              silver,
              Integer.toString(i),
              metric,
              Measures.unit(metric),
              Measures.value(measure),
              totals,
              time(measure, START),
              time(measure, END)));
    }

    if (!silver.isNullAt(scoreGiven)) {
      DecimalData score = silver.getDecimal(scoreGiven, Measures.DIGITS, Measures.SCALE);
      out.collect(row(silver, "score", "scoreGiven", "points", score, false, null, null));
    }
  }

  private static TimestampData time(RowData measure, int field) {
    return measure.isNullAt(field) ? null : measure.getTimestamp(field, MICROSECONDS);
  }

  private RowData row(
      RowData silver,
      String position,
      String metric,
      String unit,
      DecimalData value,
      boolean cumulative,
      TimestampData start,
      TimestampData end) {
    return GenericRowData.of(
        StringData.fromString(silver.getString(eventId) + "#" + position),
        StringData.fromString("caliper:event:" + silver.getString(id)),
        silver.getString(eventId),
        silver.getTimestamp(ts, MICROSECONDS),
        Columns.textOrNull(silver, learner),
        Columns.text(metric),
        StringData.fromString(unit),
        value,
        cumulative,
        start,
        end,
        either(silver, activityId, objectId),
        Columns.textOrNull(silver, subject),
        either(silver, courseId, groupId),
        either(silver, edAppId, appId),
        silver.getInt(eventDt));
  }

  private static StringData either(RowData silver, int one, int other) {
    return Columns.textOrNull(silver, silver.isNullAt(one) ? other : one);
  }
}
