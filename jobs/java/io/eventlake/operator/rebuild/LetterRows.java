package io.eventlake.operator.rebuild;

import io.eventlake.event.RawRecord;
import java.io.Serializable;
import org.apache.flink.table.data.RowData;

/** Reads dead letters that a replay looks at, and writes what becomes of them. */
public interface LetterRows extends Serializable {

  /** Whether the letter is to be replayed. */
  boolean chosen(RowData letter);

  /** Reason code by which the record was rejected. */
  String reason(RowData letter);

  /** The record as it came, its arrival known. */
  RawRecord record(RowData letter);

  /** The table's row of a letter that stays as it is. */
  RowData kept(RowData letter);

  /**
   * The table's row of a letter that is an event now.
   *
   * @param replayedMillis when it was replayed, epoch milliseconds
   */
  RowData replayed(RowData letter, long replayedMillis);
}
