package io.eventlake.connector.kinesis;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a fuzzer calls with each message that it makes up, packed with its right checksum: it is
 * taken apart within its bounds, or told to be none.
 */
public final class AggregateFuzzTarget {

  private AggregateFuzzTarget() {}

  /** Called by Jazzer, which finds it by its name. */
  public static void fuzzerTestOneInput(byte[] message) {
    byte[] record = AggregatedRecord.packed(message);
    try {
      Aggregate aggregate = Aggregate.of(record);
      List<ByteBuffer> parts = aggregate.userRecords();
      int bytes = parts.stream().mapToInt(ByteBuffer::remaining).sum();
      if (parts.isEmpty() && aggregate.edge() == null || bytes > message.length) {
        throw new AssertionError("Too few records, or more bytes than there are");
      }
    } catch (BadAggregateException e) {
      if (!e.getMessage().endsWith(".")) {
        throw new AssertionError("No sentence: " + e.getMessage());
      }
    }
  }
}
