package io.eventlake.family;

import io.eventlake.event.RawRecord;
import io.eventlake.operator.rebuild.LetterRows;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Rows of {@code bronze.dead_letters}, columns found by name, with one more: whether to replay. */
public final class StoredLetters implements LetterRows {

  private static final long serialVersionUID = 1L;

  private final int reason;
  private final int payload;
  private final int payloadBytes;
  private final int arrivalTs;
  private final int shardId;
  private final int sequenceNumber;
  private final int subSequenceNumber;
  private final int eventIndex;
  private final int eventCount;
  private final int replayedTs;
  private final RowData.FieldGetter[] columns;

  /**
   * @param type of the table's rows
   */
  public StoredLetters(RowType type) {
    reason = Columns.position(type, "reason");
    payload = Columns.position(type, "payload");
    payloadBytes = Columns.position(type, "payload_bytes");
    arrivalTs = Columns.position(type, "arrival_ts");
    shardId = Columns.position(type, "shard_id");
    sequenceNumber = Columns.position(type, "sequence_number");
    subSequenceNumber = Columns.position(type, "sub_sequence_number");
    eventIndex = Columns.position(type, "event_index");
    eventCount = Columns.position(type, "event_count");
    replayedTs = Columns.position(type, "replayed_ts");
    columns = new RowData.FieldGetter[type.getFieldCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = RowData.createFieldGetter(type.getTypeAt(i), i);
    }
  }

  @Override
  public boolean chosen(RowData letter) {
    return letter.getBoolean(columns.length);
  }

  @Override
  public String reason(RowData letter) {
    return Columns.string(letter, reason);
  }

  @Override
  public RawRecord record(RowData letter) {
    RawRecord record =
        new RawRecord(
            letter.isNullAt(payload) ? new byte[0] : letter.getBinary(payload),
            Columns.string(letter, shardId),
            Columns.string(letter, sequenceNumber),
            letter.getInt(subSequenceNumber),
            Columns.millis(letter, arrivalTs),
            true);
    record.payloadBytes = letter.getLong(payloadBytes);
    if (!letter.isNullAt(eventIndex) && !letter.isNullAt(eventCount)) {
      record.eventIndex = letter.getInt(eventIndex);
      record.eventCount = letter.getInt(eventCount);
    }

    return record;
  }

  @Override
  public RowData kept(RowData letter) {
    return copy(letter);
  }

  @Override
  public RowData replayed(RowData letter, long replayedMillis) {
    GenericRowData row = copy(letter);
    row.setField(replayedTs, Columns.timestamp(replayedMillis));
    return row;
  }

  private GenericRowData copy(RowData letter) {
    GenericRowData row = new GenericRowData(columns.length);
    for (int i = 0; i < columns.length; i++) {
      row.setField(i, columns[i].getFieldOrNull(letter));
    }

    return row;
  }
}
