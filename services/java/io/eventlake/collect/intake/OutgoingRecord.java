package io.eventlake.collect.intake;

import java.nio.charset.StandardCharsets;

/**
 * A record for a family's stream.
 *
 * @param key what keeps it in order: records of one key stay in theirs; at most 256 characters
 * @param number null until it has one
 */
public record OutgoingRecord(String key, byte[] data, RecordNumber number) {

  /** Most characters of a key that Kinesis takes. */
  public static final int MOST_KEY_CHARS = 256;

  /** Most bytes of a record, its key included: what Kinesis takes, less what tells its number. */
  public static final int MOST_BYTES = (1 << 20) - 4_096;

  public OutgoingRecord(String key, byte[] data) {
    this(key, data, null);
  }

  /** The same with a number. */
  public OutgoingRecord numbered(RecordNumber with) {
    return new OutgoingRecord(key, data, with);
  }

  /** As Kinesis counts. */
  public int bytes() {
    return data.length + key.getBytes(StandardCharsets.UTF_8).length;
  }
}
