package io.eventlake.family.contract;

import io.eventlake.event.RawRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Rows by the columns that the contract names. */
final class NamedRows implements RowMaker {

  private final BronzeRows bronze;
  private final SilverRows silver;

  /**
   * @throws IllegalArgumentException when the contract does not fit the tables
   */
  NamedRows(Contract contract, RowType bronze, RowType silver) {
    this.bronze = new BronzeRows(contract, bronze);
    this.silver = new SilverRows(contract, silver);
  }

  @Override
  public RowData bronze(EventValues event, RawRecord record, EventPlace place, EventTimes times) {
    return bronze.row(event, record, place, times);
  }

  @Override
  public RowData silver(EventValues event, EventTimes times) {
    return silver.row(event, times);
  }
}
