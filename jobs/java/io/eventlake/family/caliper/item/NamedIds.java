package io.eventlake.family.caliper.item;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * UUIDs of items, made of names: as {@link UUID#nameUUIDFromBytes}, without looking for the
 * algorithm each time. Part of the lake's data, never to be changed. Not for several threads.
 */
final class NamedIds {

  private static final String PREFIX = "caliper:";
  private static final String ALGORITHM = "MD5";
  private static final long VERSION = 0xF000L;
  private static final long VERSION_3 = 0x3000L;
  private static final long VARIANT = 0xC000_0000_0000_0000L;
  private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

  private final MessageDigest digest;

  NamedIds() {
    try {
      digest = MessageDigest.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  UUID of(String name) {
    ByteBuffer hash =
        ByteBuffer.wrap(digest.digest((PREFIX + name).getBytes(StandardCharsets.UTF_8)));
    long high = hash.getLong();
    long low = hash.getLong();
    return new UUID(high & ~VERSION | VERSION_3, low & ~VARIANT | VARIANT_2);
  }
}
