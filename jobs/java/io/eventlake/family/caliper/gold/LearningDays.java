package io.eventlake.family.caliper.gold;

import io.eventlake.operator.count.Additive;
import io.eventlake.operator.count.Grain;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Sums silver rows up to rows of {@code gold.learning_days}, in the order of its columns. */
public final class LearningDays implements Additive<RowData> {

  private static final long serialVersionUID = 1L;

  private static final int EVENTS = 0;
  private static final int VIEWS = 1;
  private static final int ITEMS = 2;
  private static final int SUBMISSIONS = 3;
  private static final int GRADES = 4;
  private static final int ACTIVE = 5;
  private static final int XP = 6;

  /** Digits behind the point of seconds. */
  private static final int MILLIS = 3;

  /** As much as a column holds. */
  private static final long MOST = 999_999_999_999_999_999L;

  private final Measures measures;
  private final int eventType;
  private final int action;
  private final int learner;
  private final int edApp;
  private final int group;
  private final int eventDt;

  /**
   * @param silver type of the rows that are summed
   */
  public LearningDays(RowType silver) {
    measures = new Measures(silver);
    eventType = Columns.position(silver, "event_type");
    action = Columns.position(silver, "action");
    learner = Columns.position(silver, "user_id_hash");
    edApp = Columns.position(silver, "ed_app_id");
    group = Columns.position(silver, "group_id");
    eventDt = Columns.position(silver, "event_dt");
  }

  @Override
  public void grain(RowData silver, Grain grain) {
    grain.set(
        Columns.startOfDay(silver.getInt(eventDt)),
        Columns.string(silver, learner),
        Columns.string(silver, edApp),
        Columns.string(silver, group));
  }

  @Override
  public int sums() {
    return XP + 1;
  }

  @Override
  public boolean add(RowData silver, long[] sums) {
    long active = sums[ACTIVE] + measures.activeMillis(silver);
    long xp = sums[XP] + measures.xp(silver);
    if (Math.abs(active) > MOST || Math.abs(xp) > MOST) {
      return false;
    }

    String type = Columns.string(silver, eventType);
    String what = Columns.string(silver, action);
    sums[EVENTS]++;
    sums[VIEWS] += EventKinds.isView(type) ? 1 : 0;
    sums[ITEMS] += EventKinds.isItem(type) && "Completed".equals(what) ? 1 : 0;
    sums[SUBMISSIONS] += EventKinds.isWork(type) && "Submitted".equals(what) ? 1 : 0;
    sums[GRADES] += type.equals("GradeEvent") ? 1 : 0;
    sums[ACTIVE] = active;
    sums[XP] = xp;
    return true;
  }

  @Override
  public RowData row(Grain grain, long[] sums) {
    return GenericRowData.of(
        Columns.day(grain.minuteMillis()),
        Columns.text(grain.first()),
        Columns.text(grain.second()),
        Columns.text(grain.third()),
        sums[EVENTS],
        sums[VIEWS],
        sums[ITEMS],
        sums[SUBMISSIONS],
        sums[GRADES],
        DecimalData.fromUnscaledLong(sums[ACTIVE], Measures.DIGITS, MILLIS),
        DecimalData.fromUnscaledLong(sums[XP], Measures.DIGITS, Measures.SCALE));
  }
}
