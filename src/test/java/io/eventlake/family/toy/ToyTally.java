package io.eventlake.family.toy;

import io.eventlake.event.EventEnvelope;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.operator.session.Sums;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/** A session of play adds up the pieces of all toys that were built, and notes each event. */
final class ToyTally implements SessionTally {

  static final int PIECES = 0;

  private static final long serialVersionUID = 1L;

  private final int pieces;
  private final int colour;

  /**
   * @param silver type of the events' rows
   */
  ToyTally(RowType silver) {
    pieces = silver.getFieldIndex("pieces");
    colour = silver.getFieldIndex("colour");
  }

  @Override
  public int sums() {
    return 1;
  }

  @Override
  public int flags() {
    return 0;
  }

  @Override
  public int texts() {
    return 0;
  }

  @Override
  public boolean ofLast(int text) {
    return false;
  }

  @Override
  public void add(EventEnvelope event, long[] sums) {
    if (ToyProperties.BUILT.equals(event.eventType)) {
      sums[PIECES] = Sums.plus(sums[PIECES], event.silver.getLong(pieces));
    }
  }

  @Override
  public int flags(EventEnvelope event, int known) {
    return known;
  }

  @Override
  public StringData text(int text, EventEnvelope event) {
    return null;
  }

  @Override
  public byte[] note(EventEnvelope event) {
    long built = ToyProperties.BUILT.equals(event.eventType) ? event.silver.getLong(pieces) : 0;
    return ToyNote.of(built, Columns.textOrNull(event.silver, colour));
  }
}
