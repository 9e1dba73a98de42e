package io.eventlake.family.contract;

import java.util.Arrays;

/**
 * What of a rejected record is kept: all where consent was read, else a masked copy of what can be
 * read (design: semantics, section 1).
 */
public final class DeadLetterPayload {

  /** Most that a dead letter keeps, bytes. */
  static final int MAX_BYTES = 1 << 20;

  /** The bytes to keep, or null for none. */
  final byte[] bytes;

  /** True when anything was masked, cut or withheld. */
  final boolean masked;

  /** What to add to the message, empty or a sentence with a space in front. */
  final String note;

  private DeadLetterPayload(byte[] bytes, boolean masked, String note) {
    this.bytes = bytes;
    this.masked = masked;
    this.note = note;
  }

  /** Nothing is kept: nobody looked for consent. */
  public static DeadLetterPayload withheld() {
    return new DeadLetterPayload(null, true, " The payload is withheld.");
  }

  /** The record as sent. */
  public static DeadLetterPayload asSent(byte[] record) {
    return record.length <= MAX_BYTES
        ? new DeadLetterPayload(record, false, "")
        : new DeadLetterPayload(cut(record), true, " The payload is cut at 1 MiB.");
  }

  /**
   * A copy of the record that a family made.
   *
   * @param masked whether it lacks what a replay would need
   */
  public static DeadLetterPayload copied(byte[] copy, boolean masked) {
    return copy.length <= MAX_BYTES
        ? new DeadLetterPayload(copy, masked, "")
        : new DeadLetterPayload(cut(copy), true, " The payload is masked and cut at 1 MiB.");
  }

  /** A masked copy of the record. */
  static DeadLetterPayload of(MaskedCopy copy) {
    return of(copy, copy.bytes());
  }

  /** A record with a masked copy of one event of a batch. */
  static DeadLetterPayload of(MaskedCopy copy, Batch batch) {
    byte[] event = copy.bytes();
    return of(copy, event == null ? null : batch.alone(event, false));
  }

  private static DeadLetterPayload of(MaskedCopy copy, byte[] bytes) {
    if (bytes == null) {
      return withheld();
    }
    if (bytes.length > MAX_BYTES) {
      return new DeadLetterPayload(cut(bytes), true, " The payload is masked and cut at 1 MiB.");
    }

    String note = copy.cut() ? " What could not be read of the payload is withheld." : "";
    return new DeadLetterPayload(bytes, copy.masked() || copy.cut(), note);
  }

  /** At most 1 MiB, ending with a whole character. */
  private static byte[] cut(byte[] utf8) {
    int end = MAX_BYTES;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }

    return Arrays.copyOf(utf8, end);
  }
}
