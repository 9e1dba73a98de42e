package io.eventlake.family.web;

import io.eventlake.operator.count.Additive;
import io.eventlake.operator.count.Grain;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Sums silver rows up to rows of {@code gold.minute_activity}, in the order of its columns. */
final class WebActivityRows implements Additive<RowData> {

  private static final long serialVersionUID = 1L;

  @Override
  public void grain(RowData silver, Grain grain) {
    boolean skewed = silver.getBoolean(WebColumns.CLOCK_SKEWED);
    grain.set(
        Columns.minuteMillis(
            Columns.millis(silver, skewed ? WebColumns.ARRIVAL_TS : WebColumns.TS)),
        WebEvents.shared(silver.getString(WebColumns.EVENT_TYPE)).toString(),
        Columns.string(silver, WebColumns.GEO_COUNTRY),
        Columns.string(silver, WebColumns.AB_VARIANT));
  }

  @Override
  public int sums() {
    return 2;
  }

  @Override
  public boolean add(RowData silver, long[] sums) {
    long payoutCents =
        silver.isNullAt(WebColumns.PAYOUT_CENTS) ? 0 : silver.getLong(WebColumns.PAYOUT_CENTS);
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
}
