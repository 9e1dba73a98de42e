package io.eventlake.family.web;

import io.eventlake.event.RawRecord;
import io.eventlake.family.contract.EventPlace;
import io.eventlake.family.contract.EventTimes;
import io.eventlake.family.contract.EventValues;
import io.eventlake.family.contract.RowMaker;
import org.apache.flink.table.data.RowData;

/**
 * The rows that the contract makes by name, made by position in straight lines: half as dear. A
 * test compares the two.
 */
final class WebRows implements RowMaker {

  private final WebBronzeRows bronze = new WebBronzeRows();
  private final WebSilverRows silver = new WebSilverRows();

  @Override
  public RowData bronze(EventValues event, RawRecord record, EventPlace place, EventTimes times) {
    return bronze.row(event, record, place, times);
  }

  @Override
  public RowData silver(EventValues event, EventTimes times) {
    return silver.row(event, times);
  }
}
