package io.eventlake.operator.decode;

import io.eventlake.event.RawRecord;
import java.io.Serializable;

/**
 * Decodes and validates one family's records.
 *
 * <p>Total: whatever the bytes are, the output is called once for each event, at least once, and
 * nothing is thrown. Not thread-safe; each operator instance has its own copy.
 */
public interface EventDecoder extends Serializable {

  void decode(RawRecord record, DecodeOutput output);
}
