package io.eventlake.connector.kinesis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Packs user records into one, in the format of the Kinesis Producer Library, as badly as a test
 * wants: magic number, protocol buffer (partition keys as field 1, explicit hash keys as field 2,
 * records as field 3), MD5.
 */
final class AggregatedRecord {

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  /** A proper one, whose records have one key. */
  static byte[] of(String... records) {
    AggregatedRecord aggregate = new AggregatedRecord().key("key");
    for (String text : records) {
      aggregate.record(0, text);
    }

    return aggregate.packed();
  }

  AggregatedRecord key(String key) {
    return field(1, key.getBytes(StandardCharsets.UTF_8));
  }

  AggregatedRecord hashKey(String key) {
    return field(2, key.getBytes(StandardCharsets.UTF_8));
  }

  AggregatedRecord record(int key, String text) {
    return field(3, new AggregatedRecord().number(1, key).data(text).bytes());
  }

  AggregatedRecord record(int key, int hashKey, String text) {
    AggregatedRecord record = new AggregatedRecord().number(1, key).number(2, hashKey);
    return field(3, record.data(text).bytes());
  }

  /** Any field whose value is bytes. */
  AggregatedRecord field(int number, byte[] content) {
    varint(number << 3 | 2);
    varint(content.length);
    message.writeBytes(content);
    return this;
  }

  AggregatedRecord number(int field, long value) {
    varint(field << 3);
    varint(value);
    return this;
  }

  AggregatedRecord data(String text) {
    return field(3, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes as they are. */
  AggregatedRecord raw(int... bytes) {
    for (int each : bytes) {
      message.write(each);
    }

    return this;
  }

  byte[] bytes() {
    return message.toByteArray();
  }

  byte[] packed() {
    return packed(bytes());
  }

  /** With the right checksum, whatever the message is. */
  static byte[] packed(byte[] message) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      packed.writeBytes(MAGIC);
      packed.writeBytes(message);
      packed.writeBytes(MessageDigest.getInstance("MD5").digest(message));
      return packed.toByteArray();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      message.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }

    message.write((int) rest);
  }
}
