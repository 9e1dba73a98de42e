package io.eventlake.collect.stream;

import io.eventlake.event.EdgeNumbers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Packs records into one, in the format of the Kinesis Producer Library: magic number, protocol
 * buffer, MD5 of it. Consumers with that library, and the lake, take it apart again.
 */
final class AggregateWriter {

  /** Fewer than fill the heap of who takes it apart. */
  static final int MOST_RECORDS = 10_000;

  /** What a record takes beside its data and its key: tags, lengths and the key's number. */
  static final int BYTES_OF_RECORD = 24;

  /** Magic number and checksum. */
  static final int BYTES_AROUND = 20;

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};

  // Tags: the number of the field, and whether a number or bytes follow.
  private static final int PARTITION_KEY = 1 << 3 | 2;
  private static final int RECORD = 3 << 3 | 2;
  private static final int KEY_INDEX = 1 << 3;
  private static final int DATA = 3 << 3 | 2;

  private final Map<String, Integer> keys = new LinkedHashMap<>();
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();

  void add(String key, byte[] data) {
    int index = keys.computeIfAbsent(key, unseen -> keys.size());
    int dataLength = 1 + varintBytes(data.length) + data.length;
    records.write(RECORD);
    varint(records, 1 + varintBytes(index) + dataLength);
    records.write(KEY_INDEX);
    varint(records, index);
    records.write(DATA);
    varint(records, data.length);
    records.writeBytes(data);
  }

  /**
   * All that was added.
   *
   * @param edge the numbers of these, in a field of this product's own
   */
  byte[] bytes(String edge) {
    ByteArrayOutputStream message = new ByteArrayOutputStream(records.size() + keys.size() * 40);
    for (String key : keys.keySet()) {
      byte[] text = key.getBytes(StandardCharsets.UTF_8);
      message.write(PARTITION_KEY);
      varint(message, text.length);
      message.writeBytes(text);
    }

    message.writeBytes(records.toByteArray());
    byte[] numbers = edge.getBytes(StandardCharsets.UTF_8);
    varint(message, EdgeNumbers.FIELD << 3 | 2);
    varint(message, numbers.length);
    message.writeBytes(numbers);
    MessageDigest digest = HashKeys.md5();
    byte[] content = message.toByteArray();
    ByteArrayOutputStream all = new ByteArrayOutputStream(content.length + BYTES_AROUND);
    all.writeBytes(MAGIC);
    all.writeBytes(content);
    all.writeBytes(digest.digest(content));
    return all.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, int number) {
    int rest = number;
    while (rest > 0x7F) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }

    out.write(rest);
  }

  private static int varintBytes(int number) {
    return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(number) + 6) / 7);
  }
}
