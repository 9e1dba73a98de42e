package io.eventlake.connector.kinesis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Packs user records into one, in the format of the Kinesis Producer Library: magic number,
 * protocol buffer (partition keys as field 1, records as field 3), MD5.
 */
final class AggregatedRecord {

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};

  private AggregatedRecord() {}

  static byte[] of(String... records) throws NoSuchAlgorithmException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    field(message, 1, "key".getBytes(StandardCharsets.UTF_8));
    for (String text : records) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      // Field 1, a number: the first partition key.
      record.write(1 << 3);
      record.write(0);
      field(record, 3, text.getBytes(StandardCharsets.UTF_8));
      field(message, 3, record.toByteArray());
    }

    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(MAGIC);
    packed.writeBytes(message.toByteArray());
    packed.writeBytes(MessageDigest.getInstance("MD5").digest(message.toByteArray()));
    return packed.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] content) {
    out.write(number << 3 | 2);
    int length = content.length;
    while (length > 0x7F) {
      out.write(length & 0x7F | 0x80);
      length >>>= 7;
    }

    out.write(length);
    out.writeBytes(content);
  }
}
