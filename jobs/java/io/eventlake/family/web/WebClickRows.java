package io.eventlake.family.web;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.Collector;

/** Rows of {@code gold.fact_affiliate_clicks}, in the order of its columns, from silver rows. */
final class WebClickRows implements FlatMapFunction<RowData, RowData> {

  private static final long serialVersionUID = 1L;

  private static final StringData CLICK = StringData.fromString(WebEvents.AFFILIATE_CLICK);
  private static final int MICROSECONDS = 6;

  @Override
  public void flatMap(RowData silver, Collector<RowData> out) {
    if (!CLICK.equals(silver.getString(WebColumns.EVENT_TYPE))) {
      return;
    }

    out.collect(
        GenericRowData.of(
            text(silver, WebColumns.EVENT_ID),
            silver.getTimestamp(WebColumns.TS, MICROSECONDS),
            text(silver, WebColumns.SESSION_ID),
            text(silver, WebColumns.USER_ID_HASH),
            text(silver, WebColumns.AFFILIATE_LINK_ID),
            text(silver, WebColumns.AFFILIATE_TARGET),
            silver.isNullAt(WebColumns.PAYOUT_CENTS)
                ? null
                : silver.getLong(WebColumns.PAYOUT_CENTS),
            text(silver, WebColumns.AB_VARIANT),
            text(silver, WebColumns.GEO_COUNTRY),
            silver.getInt(WebColumns.EVENT_DT)));
  }

  private static StringData text(RowData silver, int column) {
    return silver.isNullAt(column) ? null : silver.getString(column);
  }
}
