package io.eventlake.collect.intake;

import java.nio.charset.StandardCharsets;

/**
 * A record for a family's stream.
 *
 * @param key what keeps it in order: records of one key stay in theirs; at most 256 characters
 */
public record OutgoingRecord(String key, byte[] data) {

  /** Most characters of a key that Kinesis takes. */
  public static final int MOST_KEY_CHARS = 256;

  /** Most bytes of a record that Kinesis takes, its key included. */
  public static final int MOST_BYTES = 1 << 20;

  /** As Kinesis counts. */
  public int bytes() {
    return data.length + key.getBytes(StandardCharsets.UTF_8).length;
  }
}
