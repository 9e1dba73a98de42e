package io.eventlake.family.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.StringData;

/** Event ids: their text form, and the id of an event whose producer gave none. */
final class EventId {

  private static final int LENGTH = 36;

  /** Namespace of derived ids; part of the lake's data, never to be changed. */
  private static final UUID NAMESPACE = UUID.fromString("6f0d5c1e-2b1c-5f0e-9b57-3a1d2f6c8e44");

  /**
   * What the ingest endpoint adds to each delivery: a retry may come at another time and by another
   * network, and is the same event.
   */
  private static final Set<WebProperty> OF_THE_DELIVERY =
      EnumSet.of(WebProperty.INGEST_TS, WebProperty.SOURCE_IP, WebProperty.GEO_COUNTRY);

  private static final WebProperty[] PROPERTIES = WebProperty.values();
  private static final byte[][] POINTERS = pointers();
  private static final int INITIAL_BYTES = 2048;

  private final MessageDigest digest = sha1();
  private final DataOutputSerializer content = new DataOutputSerializer(INITIAL_BYTES);

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

  /**
   * A name-based UUID (RFC 9562, version 5) over the session key, type, time and content, so that a
   * retry has the same id whatever the order of its properties and its white space.
   */
  UUID derive(WebEvent event) {
    try {
      content.clear();
      content.writeLong(NAMESPACE.getMostSignificantBits());
      content.writeLong(NAMESPACE.getLeastSignificantBits());
      for (WebProperty property : PROPERTIES) {
        if (event.has(property) && !OF_THE_DELIVERY.contains(property)) {
          write(POINTERS[property.ordinal()]);
          writeValue(property, event);
        }
      }
      if (event.unmapped() != null) {
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

  private void writeValue(WebProperty property, WebEvent event) throws IOException {
    switch (property.type) {
      case OBJECT:
        return;
      case BOOLEAN:
      case INTEGER:
      case AMOUNT:
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

  private static byte[][] pointers() {
    byte[][] pointers = new byte[PROPERTIES.length][];
    for (WebProperty property : PROPERTIES) {
      pointers[property.ordinal()] = property.pointer().getBytes(StandardCharsets.UTF_8);
    }

    return pointers;
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
