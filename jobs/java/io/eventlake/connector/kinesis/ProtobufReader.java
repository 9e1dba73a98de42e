package io.eventlake.connector.kinesis;

import java.nio.ByteBuffer;

/** The fields of one message in the wire format of Protocol Buffers, read within its bounds. */
final class ProtobufReader {

  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private static final int LONGEST_VARINT = 10;

  private final byte[] content;
  private final int end;
  private int at;
  private int field;
  private int wireType;

  /** Reads from one position to before another. */
  ProtobufReader(byte[] content, int from, int end) {
    this.content = content;
    this.at = from;
    this.end = end;
  }

  /** Goes to the next field; false at the end of the message. */
  boolean next() throws BadAggregateException {
    if (at == end) {
      return false;
    }

    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (tag >>> 32 != 0 || field == 0) {
      throw broken();
    }

    return true;
  }

  /** Number of the field at hand, whose value is to be read or skipped. */
  int field() {
    return field;
  }

  /** Its value, an unsigned number. */
  long number() throws BadAggregateException {
    require(VARINT);
    return varint();
  }

  /** Its value, as a part of the bytes that are read. */
  ByteBuffer bytes() throws BadAggregateException {
    require(BYTES);
    int from = advance(varint());
    return ByteBuffer.wrap(content, from, at - from).slice();
  }

  /** Its value, a message. */
  ProtobufReader message() throws BadAggregateException {
    require(BYTES);
    int from = advance(varint());
    return new ProtobufReader(content, from, at);
  }

  /** Leaves the value of an unknown field out. */
  void skip() throws BadAggregateException {
    switch (wireType) {
      case VARINT:
        varint();
        break;
      case EIGHT_BYTES:
        advance(Long.BYTES);
        break;
      case BYTES:
        advance(varint());
        break;
      case FOUR_BYTES:
        advance(Integer.BYTES);
        break;
      default:
        throw broken();
    }
  }

  private void require(int type) throws BadAggregateException {
    if (wireType != type) {
      throw broken();
    }
  }

  /** Goes on by a length; returns where it begins. */
  private int advance(long length) throws BadAggregateException {
    if (length < 0 || length > end - at) {
      throw broken();
    }

    int from = at;
    at += (int) length;
    return from;
  }

  private long varint() throws BadAggregateException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT && at < end; i++) {
      byte part = content[at++];
      value |= (part & 0x7FL) << (7 * i);
      if (part >= 0) {
        return value;
      }
    }

    throw broken();
  }

  private static BadAggregateException broken() {
    return new BadAggregateException("what it holds is no message of that library");
  }
}
