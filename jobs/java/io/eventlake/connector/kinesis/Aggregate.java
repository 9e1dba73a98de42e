package io.eventlake.connector.kinesis;

import io.eventlake.event.EdgeNumbers;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the aggregates of the Kinesis Producer Library apart: magic number, protocol buffer, MD5 of
 * it. Whatever the user records' keys are: a shard map that changed since, or a hash key that was
 * given to the whole, is no reason to leave one out.
 */
final class Aggregate {

  /** More than fit into the largest stream record as events; fewer than fill the heap. */
  static final int MAX_USER_RECORDS = 100_000;

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int DIGEST_BYTES = 16;

  /** Of the largest hash key, 2^128 - 1. */
  private static final int HASH_KEY_DIGITS = 39;

  private static final int HASH_KEY_BITS = 128;

  // Fields of the message, and of each of its records.
  private static final int PARTITION_KEYS = 1;
  private static final int HASH_KEYS = 2;
  private static final int RECORDS = 3;
  private static final int PARTITION_KEY_INDEX = 1;
  private static final int HASH_KEY_INDEX = 2;
  private static final int DATA = 3;

  private final List<ByteBuffer> userRecords = new ArrayList<>();
  private String edge;
  private long partitionKeys;
  private long hashKeys;
  private long partitionKeysNamed;
  private long hashKeysNamed;

  private Aggregate() {}

  /** True for a record that begins with the magic number. */
  static boolean isClaimed(byte[] record) {
    return record.length >= MAGIC.length
        && Arrays.equals(record, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * What a record holds.
   *
   * @param record one that begins with the magic number
   * @throws BadAggregateException when it is no proper aggregate, whatever else its bytes are
   */
  static Aggregate of(byte[] record) throws BadAggregateException {
    int end = record.length - DIGEST_BYTES;
    if (end <= MAGIC.length) {
      throw new BadAggregateException("it ends before its checksum");
    }

    if (!Arrays.equals(md5(record, end), 0, DIGEST_BYTES, record, end, record.length)) {
      throw new BadAggregateException("its checksum is another: it was cut or changed");
    }

    Aggregate aggregate = new Aggregate();
    aggregate.read(new ProtobufReader(record, MAGIC.length, end));
    return aggregate;
  }

  /**
   * The user records in their order, as parts of the record's own bytes; none only where {@link
   * #edge} says something.
   */
  List<ByteBuffer> userRecords() {
    return userRecords;
  }

  /** What an edge says of the numbers of these, or null. */
  String edge() {
    return edge;
  }

  private static byte[] md5(byte[] record, int end) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(record, MAGIC.length, end - MAGIC.length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private void read(ProtobufReader message) throws BadAggregateException {
    while (message.next()) {
      switch (message.field()) {
        case PARTITION_KEYS:
          message.bytes();
          partitionKeys++;
          break;
        case HASH_KEYS:
          checkHashKey(message.bytes());
          hashKeys++;
          break;
        case RECORDS:
          readRecord(message.message());
          break;
        case EdgeNumbers.FIELD:
          edge = StandardCharsets.UTF_8.decode(message.bytes()).toString();
          break;
        default:
          message.skip();
      }
    }

    if (userRecords.isEmpty() && edge == null) {
      throw new BadAggregateException("it holds no record");
    }

    // Only now: the tables may stand behind the records.
    if (partitionKeysNamed > partitionKeys || hashKeysNamed > hashKeys) {
      throw new BadAggregateException("a record in it names a key that it does not have");
    }
  }

  private void readRecord(ProtobufReader record) throws BadAggregateException {
    boolean hasKey = false;
    ByteBuffer data = null;
    while (record.next()) {
      switch (record.field()) {
        case PARTITION_KEY_INDEX:
          partitionKeysNamed = Math.max(partitionKeysNamed, atLeast(record.number()));
          hasKey = true;
          break;
        case HASH_KEY_INDEX:
          hashKeysNamed = Math.max(hashKeysNamed, atLeast(record.number()));
          break;
        case DATA:
          data = record.bytes();
          break;
        default:
          record.skip();
      }
    }

    if (!hasKey || data == null) {
      throw new BadAggregateException("a record in it has no key or no data");
    }

    if (userRecords.size() == MAX_USER_RECORDS) {
      throw new BadAggregateException("it holds more than " + MAX_USER_RECORDS + " records");
    }

    userRecords.add(data);
  }

  /** How many keys there must be for one to have an index, which is an unsigned number. */
  private static long atLeast(long index) {
    return index < 0 || index == Long.MAX_VALUE ? Long.MAX_VALUE : index + 1;
  }

  private static void checkHashKey(ByteBuffer text) throws BadAggregateException {
    boolean isNumber = text.remaining() > 0 && text.remaining() <= HASH_KEY_DIGITS;
    for (int i = text.position(); isNumber && i < text.limit(); i++) {
      isNumber = text.get(i) >= '0' && text.get(i) <= '9';
    }

    if (!isNumber
        || new BigInteger(StandardCharsets.US_ASCII.decode(text.duplicate()).toString()).bitLength()
            > HASH_KEY_BITS) {
      throw new BadAggregateException("an explicit hash key in it is none");
    }
  }
}
