package io.eventlake.family.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.StringData;

/** Event ids: their text form, and the id of an event whose producer gave no UUID. */
final class EventId {

  private static final int LENGTH = 36;

  /** Namespace of derived ids; part of the lake's data, never to be changed. */
  private static final UUID NAMESPACE = UUID.fromString("6f0d5c1e-2b1c-5f0e-9b57-3a1d2f6c8e44");

  private static final int INITIAL_BYTES = 2048;

  private final MessageDigest digest = sha1();
  private final DataOutputSerializer content = new DataOutputSerializer(INITIAL_BYTES);
  private final Property[] properties;
  private final byte[][] pointers;

  /** False where the identity is properties of the contract. */
  private final boolean ofContent;

  /** Of events of the contract. */
  EventId(Contract contract) {
    properties =
        contract.hasUuid()
            ? contract.properties().stream()
                .filter(property -> !property.is(Role.DELIVERY))
                .toArray(Property[]::new)
            : contract.identity;
    pointers = new byte[properties.length][];
    for (int i = 0; i < pointers.length; i++) {
      pointers[i] = properties[i].pointer().getBytes(StandardCharsets.UTF_8);
    }

    ofContent = contract.hasUuid();
  }

  /** True for 8-4-4-4-12 hexadecimal digits in either case; any version. */
  static boolean isUuid(CharSequence text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean fits = i == 8 || i == 13 || i == 18 || i == 23 ? c == '-' : isHex(c);
      if (!fits) {
        return false;
      }
    }

    return true;
  }

  static boolean isLowerCase(CharSequence uuid) {
    for (int i = 0; i < uuid.length(); i++) {
      if (uuid.charAt(i) >= 'A' && uuid.charAt(i) <= 'F') {
        return false;
      }
    }

    return true;
  }

  /** The most significant bits of a UUID. */
  static long high(CharSequence uuid) {
    return bits(uuid, 0, 18);
  }

  /** The least significant bits of a UUID. */
  static long low(CharSequence uuid) {
    return bits(uuid, 19, LENGTH);
  }

  private static long bits(CharSequence uuid, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      char c = uuid.charAt(i);
      if (c != '-') {
        bits = bits << 4 | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
      }
    }

    return bits;
  }

  /** Gives the event an id unless it has one. */
  void give(EventValues event) {
    if (event.id() == null) {
      UUID id = derive(event);
      event.setId(
          StringData.fromString(id.toString()),
          id.getMostSignificantBits(),
          id.getLeastSignificantBits());
    }
  }

  /**
   * A name-based UUID (RFC 9562, version 5) over the properties that identify the event or, where
   * it should have brought its id and did not, over session key, type, time and content: so a retry
   * has the same id whatever the order of its properties and its white space.
   */
  UUID derive(EventValues event) {
    try {
      content.clear();
      content.writeLong(NAMESPACE.getMostSignificantBits());
      content.writeLong(NAMESPACE.getLeastSignificantBits());
      for (int i = 0; i < properties.length; i++) {
        if (event.has(properties[i])) {
          write(pointers[i]);
          writeValue(properties[i], event);
        }
      }
      if (ofContent && event.unmapped() != null) {
        write(event.unmapped().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }

    digest.update(content.getSharedBuffer(), 0, content.length());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    long high = hash.getLong() & ~0xF000L | 0x5000L;
    long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private void writeValue(Property property, EventValues event) throws IOException {
    switch (property.type) {
      case OBJECT:
        return;
      case BOOLEAN:
      case INTEGER:
      case NUMBER:
      case TIMESTAMP:
        content.writeLong(event.number(property));
        return;
      case TEXTS:
        StringData[] list = event.list(property);
        content.writeInt(list.length);
        for (StringData element : list) {
          write(element.toBytes());
        }
        return;
      default:
        write(event.string(property).toBytes());
    }
  }

  /** Each text goes with its length in front, so that no two contents flow together. */
  private void write(byte[] utf8) throws IOException {
    content.writeInt(utf8.length);
    content.write(utf8);
  }

  static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }
}
