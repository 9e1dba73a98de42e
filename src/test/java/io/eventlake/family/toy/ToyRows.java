package io.eventlake.family.toy;

import io.eventlake.table.rows.Columns;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

/** Rows of {@code gold.fact_toys}, one of each toy that was built. */
final class ToyRows implements FlatMapFunction<RowData, RowData> {

  private static final long serialVersionUID = 1L;

  private static final StringData BUILT = StringData.fromString(ToyProperties.BUILT);

  private final int eventId;
  private final int eventType;
  private final int colour;
  private final int pieces;
  private final int eventDt;

  /**
   * @param silver type of the rows that these are made of
   */
  ToyRows(RowType silver) {
    eventId = silver.getFieldIndex("event_id");
    eventType = silver.getFieldIndex("event_type");
    colour = silver.getFieldIndex("colour");
    pieces = silver.getFieldIndex("pieces");
    eventDt = silver.getFieldIndex("event_dt");
  }

  @Override
  public void flatMap(RowData silver, Collector<RowData> out) {
    if (BUILT.equals(silver.getString(eventType))) {
      out.collect(
          GenericRowData.of(
              silver.getString(eventId),
              Columns.textOrNull(silver, colour),
              silver.getLong(pieces),
              silver.getInt(eventDt)));
    }
  }
}
