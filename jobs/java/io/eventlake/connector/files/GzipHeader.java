package io.eventlake.connector.files;

import java.io.IOException;
import java.util.zip.CRC32;

/** Reads over the header of a gzip member (RFC 1952), from behind its first byte. */
final class GzipHeader {

  static final int FIRST_BYTE = 0x1F;
  static final int SECOND_BYTE = 0x8B;

  private static final int DEFLATE = 8;
  private static final int TIME_FLAGS_AND_SYSTEM = 6;

  private static final int HAS_CHECKSUM = 0x02;
  private static final int HAS_EXTRA = 0x04;
  private static final int HAS_NAME = 0x08;
  private static final int HAS_COMMENT = 0x10;
  private static final int RESERVED = 0xE0;

  private final PackedBytes packed;
  private final CRC32 checksum = new CRC32();

  private GzipHeader(PackedBytes packed) {
    this.packed = packed;
  }

  /** Reads on to the data of a member whose first byte was read. */
  static void skip(PackedBytes packed) throws IOException {
    new GzipHeader(packed).skip();
  }

  private void skip() throws IOException {
    checksum.update(FIRST_BYTE);
    if (need() != SECOND_BYTE || need() != DEFLATE) {
      throw damaged();
    }

    int flags = need();
    if ((flags & RESERVED) != 0) {
      throw damaged();
    }

    skip(TIME_FLAGS_AND_SYSTEM);
    if ((flags & HAS_EXTRA) != 0) {
      skip(need() | need() << 8);
    }

    if ((flags & HAS_NAME) != 0) {
      skipText();
    }

    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }

    if ((flags & HAS_CHECKSUM) != 0) {
      long read = checksum.getValue() & 0xFFFF;
      if ((packed.need() | packed.need() << 8) != read) {
        throw damaged();
      }
    }
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      need();
    }
  }

  private void skipText() throws IOException {
    while (need() != 0) {}
  }

  private int need() throws IOException {
    int next = packed.need();
    checksum.update(next);
    return next;
  }

  private static DamagedFileException damaged() {
    return new DamagedFileException("the header of a gzip member is broken");
  }
}
