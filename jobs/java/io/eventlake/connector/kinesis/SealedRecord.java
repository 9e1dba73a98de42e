package io.eventlake.connector.kinesis;

import java.nio.ByteBuffer;

/**
 * Bytes of a stream record with one more in front. The connector takes aggregates apart itself, and
 * leaves out every one in which a key hashes outside of the shard, or logs it and fails; it knows
 * them by their first byte. So it is given each record sealed, and passes it on as it is.
 */
final class SealedRecord {

  private static final byte SEAL = 0;

  private SealedRecord() {}

  /** Leaves the buffer as it is. */
  static ByteBuffer of(ByteBuffer record) {
    byte[] sealed = new byte[record.remaining() + 1];
    sealed[0] = SEAL;
    record.duplicate().get(sealed, 1, sealed.length - 1);
    return ByteBuffer.wrap(sealed);
  }

  /** What was sealed. */
  static byte[] open(ByteBuffer sealed) {
    ByteBuffer record = sealed.duplicate();
    if (record.get() != SEAL) {
      throw new IllegalStateException("the connector passed a record on that was not sealed");
    }

    byte[] bytes = new byte[record.remaining()];
    record.get(bytes);
    return bytes;
  }
}
