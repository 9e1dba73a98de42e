package io.eventlake.family;

import io.eventlake.operator.count.Additive;
import io.eventlake.operator.count.Grain;
import io.eventlake.operator.session.SessionFacts;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Sums silver rows up to rows of {@code gold.minute_activity}, in the order of its columns. */
public final class ActivityRows implements Additive<RowData> {

  private static final long serialVersionUID = 1L;

  private final SessionFacts facts;

  public ActivityRows(SessionFacts facts) {
    this.facts = facts;
  }

  @Override
  public void grain(RowData silver, Grain grain) {
    grain.set(
        Columns.minuteMillis(facts.eventTimeMillis(silver)),
        facts.eventType(silver),
        text(facts.country(silver)),
        text(facts.variant(silver)));
  }

  @Override
  public int sums() {
    return 2;
  }

  @Override
  public boolean add(RowData silver, long[] sums) {
    long payoutCents = facts.payoutCents(silver);
    if (payoutCents > Long.MAX_VALUE - sums[1]) {
      return false;
    }

    sums[0]++;
    sums[1] += payoutCents;
    return true;
  }

  @Override
  public RowData row(Grain grain, long[] sums) {
    return GenericRowData.of(
        Columns.timestamp(grain.minuteMillis()),
        Columns.text(grain.first()),
        Columns.text(grain.second()),
        Columns.text(grain.third()),
        sums[0],
        sums[1],
        Columns.day(grain.minuteMillis()));
  }

  private static String text(StringData text) {
    return text == null ? null : text.toString();
  }
}
