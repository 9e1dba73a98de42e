package io.eventlake.collect.intake;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** What is rejected, as a record for the lake's dead letters. */
final class RejectedRecords {

  /** What records of the Kinesis Producer Library begin with that hold others; it is no UTF-8. */
  private static final byte[] AGGREGATE = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};

  private final boolean wanted;

  /**
   * @param wanted whether the lake is to have them
   */
  RejectedRecords(boolean wanted) {
    this.wanted = wanted;
  }

  /** As it was sent; empty where no stream takes it. */
  Optional<OutgoingRecord> of(byte[] sent) {
    if (!wanted || sent.length == 0 || isAggregate(sent)) {
      return Optional.empty();
    }

    OutgoingRecord record = new OutgoingRecord(hash(sent), sent);
    return record.bytes() <= OutgoingRecord.MOST_BYTES ? Optional.of(record) : Optional.empty();
  }

  /** The lake would take it apart, and find events that nobody here has judged. */
  private static boolean isAggregate(byte[] data) {
    return data.length >= AGGREGATE.length
        && Arrays.equals(data, 0, AGGREGATE.length, AGGREGATE, 0, AGGREGATE.length);
  }

  static String hash(byte[] data) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(data);
      return new BigInteger(1, digest).toString(Character.MAX_RADIX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
