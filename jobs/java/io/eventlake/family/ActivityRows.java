package io.eventlake.family;

import io.eventlake.operator.count.Additive;
import io.eventlake.operator.session.SessionFacts;
import io.eventlake.table.rows.Columns;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Sums silver rows up to rows of {@code gold.minute_activity}, in the order of its columns. */
public final class ActivityRows implements Additive<RowData> {

  private static final long serialVersionUID = 1L;

  private final SessionFacts facts;

  public ActivityRows(SessionFacts facts) {
    this.facts = facts;
  }

  @Override
  public Object key(RowData silver) {
    return Arrays.asList(
        Columns.minuteMillis(facts.eventTimeMillis(silver)),
        facts.eventType(silver),
        facts.country(silver),
        facts.variant(silver));
  }

  @Override
  public int sums() {
    return 2;
  }

  @Override
  public void add(RowData silver, long[] sums) {
    sums[0]++;
    sums[1] += facts.payoutCents(silver);
  }

  @Override
  public RowData row(Object key, long[] sums) {
    List<?> grain = (List<?>) key;
    long minute = (Long) grain.get(0);
    return GenericRowData.of(
        Columns.timestamp(minute),
        Columns.text((String) grain.get(1)),
        Columns.text((String) grain.get(2)),
        Columns.text((String) grain.get(3)),
        sums[0],
        sums[1],
        Columns.day(minute));
  }
}
