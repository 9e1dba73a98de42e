package io.eventlake.table.rows;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/**
 * The columns that {@code bronze.events} has in every family, wherever they stand; looked up once.
 */
public final class BronzeColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int eventId;
  private final int eventType;
  private final int arrivalTs;
  private final int shardId;
  private final int sequenceNumber;
  private final int subSequenceNumber;
  private final int eventIndex;

  /**
   * @param type of the table's rows
   */
  public BronzeColumns(RowType type) {
    eventId = Columns.position(type, "event_id");
    eventType = Columns.position(type, "event_type");
    arrivalTs = Columns.position(type, "arrival_ts");
    shardId = Columns.position(type, "shard_id");
    sequenceNumber = Columns.position(type, "sequence_number");
    subSequenceNumber = Columns.position(type, "sub_sequence_number");
    eventIndex = Columns.position(type, "event_index");
  }

  public StringData eventId(RowData bronze) {
    return bronze.getString(eventId);
  }

  public StringData eventType(RowData bronze) {
    return bronze.getString(eventType);
  }

  /** Epoch milliseconds, UTC. */
  public long arrivalMillis(RowData bronze) {
    return Columns.millis(bronze, arrivalTs);
  }

  public String shardId(RowData bronze) {
    return bronze.getString(shardId).toString();
  }

  public String sequenceNumber(RowData bronze) {
    return bronze.getString(sequenceNumber).toString();
  }

  public int subSequenceNumber(RowData bronze) {
    return bronze.getInt(subSequenceNumber);
  }

  /** Place of the event in its record; of release 0.1.0, which did not say, each had one. */
  public int eventIndex(RowData bronze) {
    return bronze.isNullAt(eventIndex) ? 0 : bronze.getInt(eventIndex);
  }
}
