package io.eventlake.operator.segment;

import io.eventlake.event.RawRecord;
import java.io.Serializable;

/** Reads what changed in the segment table: the port to the format of the change records. */
public interface ChangeDecoder extends Serializable {

  /**
   * Reads one record and says what it is in exactly one call. Never throws for any bytes. Used from
   * one thread.
   */
  void decode(RawRecord record, ChangeOutput output);
}
