package io.eventlake.family.contract;

import io.eventlake.json.JsonText;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * Makes the row strings of a record's texts. Where text and record are the same bytes, as most are,
 * a string is a view of the record: nothing is copied until a row is written.
 */
final class EventTexts {

  private char[] text;
  private MemorySegment[] record;

  /** Begins a record. */
  void begin(byte[] payload, JsonText decoded) {
    text = decoded.chars();
    record = decoded.ascii() ? new MemorySegment[] {MemorySegmentFactory.wrap(payload)} : null;
  }

  /** The string of characters that stand in the record's text, or in a buffer of the parser. */
  StringData string(char[] chars, int offset, int length) {
    return record != null && chars == text
        ? new BinaryStringData(record, offset, length)
        : StringData.fromString(new String(chars, offset, length));
  }
}
