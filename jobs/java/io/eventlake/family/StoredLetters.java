package io.eventlake.family;

import io.eventlake.event.RawRecord;
import io.eventlake.operator.rebuild.LetterRows;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Rows of {@code bronze.dead_letters}, columns as its DDL has them, with one more: whether to
 * replay.
 */
public final class StoredLetters implements LetterRows {

  private static final long serialVersionUID = 1L;

  private static final int REASON = 1;
  private static final int PAYLOAD = 4;
  private static final int PAYLOAD_BYTES = 6;
  private static final int ARRIVAL_TS = 7;
  private static final int SHARD_ID = 8;
  private static final int SEQUENCE_NUMBER = 9;
  private static final int SUB_SEQUENCE_NUMBER = 10;
  private static final int REPLAYED_TS = 13;

  private final RowData.FieldGetter[] columns;

  /**
   * @param type of the table's rows
   */
  public StoredLetters(RowType type) {
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
    return Columns.string(letter, REASON);
  }

  @Override
  public RawRecord record(RowData letter) {
    RawRecord record =
        new RawRecord(
            letter.isNullAt(PAYLOAD) ? new byte[0] : letter.getBinary(PAYLOAD),
            Columns.string(letter, SHARD_ID),
            Columns.string(letter, SEQUENCE_NUMBER),
            letter.getInt(SUB_SEQUENCE_NUMBER),
            Columns.millis(letter, ARRIVAL_TS),
            true);
    record.payloadBytes = letter.getLong(PAYLOAD_BYTES);
    return record;
  }

  @Override
  public RowData kept(RowData letter) {
    return copy(letter);
  }

  @Override
  public RowData replayed(RowData letter, long replayedMillis) {
    GenericRowData row = copy(letter);
    row.setField(REPLAYED_TS, Columns.timestamp(replayedMillis));
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
