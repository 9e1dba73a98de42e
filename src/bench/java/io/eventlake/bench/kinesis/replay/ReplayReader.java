package io.eventlake.bench.kinesis.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;

/** A shard as its consumers see it, and what they have read of it. For several threads at once. */
final class ReplayReader implements Closeable {

  /** Of all sequence numbers; a record's number follows. As long as those of Kinesis. */
  private static final String SEQUENCE_PREFIX = "49" + "0".repeat(42);

  private static final int SEQUENCE_DIGITS = 12;
  private static final int MOST_BYTES = 10 * 1024 * 1024;

  private final ReplayShard shard;
  private final Clock clock;
  private final ReadLimits limits = new ReadLimits();
  private long endMillis = Long.MAX_VALUE;
  private int next;
  private long returned;
  private long calls;
  private long refused;

  ReplayReader(ReplayShard shard, Clock clock) {
    this.shard = shard;
    this.clock = clock;
  }

  String shardId() {
    return shard.id();
  }

  /** Nothing arrives from now on. */
  synchronized void end() {
    endMillis = Math.min(endMillis, clock.millis());
  }

  synchronized int arrived() {
    return shard.arrivedBy(Math.min(clock.millis(), endMillis));
  }

  /** The first record that arrives at a time or later. */
  int firstAt(long millis) {
    return shard.arrivedBy(millis - 1);
  }

  /**
   * Answers GetRecords.
   *
   * @param from the first record wanted
   * @param limit the most records wanted
   * @throws RefusedCall when the shard is read too often or too much
   */
  synchronized void getRecords(int from, int limit, CBORGenerator out)
      throws IOException, RefusedCall {
    calls++;
    long nowMillis = clock.millis();
    if (!limits.admit(nowMillis)) {
      refused++;
      throw new RefusedCall(
          "ProvisionedThroughputExceededException", "Rate exceeded for shard " + shard.id());
    }

    int arrived = arrived();
    int to = last(from, Math.min(arrived, from + limit));
    out.writeArrayFieldStart("Records");
    writeRecords(from, to, out);
    out.writeEndArray();
    out.writeStringField("NextShardIterator", iterator(to));
    out.writeNumberField("MillisBehindLatest", behindMillis(to, arrived, nowMillis));
    next = to;
    returned += to - from;
  }

  String iterator(int record) {
    return shard.id() + ":" + record;
  }

  static String sequenceNumber(int record) {
    String digits = Integer.toString(record);
    return SEQUENCE_PREFIX + "0".repeat(SEQUENCE_DIGITS - digits.length()) + digits;
  }

  static int record(String sequenceNumber) {
    return Integer.parseInt(sequenceNumber.substring(SEQUENCE_PREFIX.length()));
  }

  /** What has been read so far. */
  synchronized void writeProgress(JsonGenerator out) throws IOException {
    int arrived = arrived();
    out.writeStartObject();
    out.writeNumberField("arrived", arrived);
    out.writeNumberField("returned", returned);
    out.writeNumberField("calls", calls);
    out.writeNumberField("refused", refused);
    out.writeNumberField("behindMillis", behindMillis(next, arrived, clock.millis()));
    out.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    shard.close();
  }

  /** As many records as fit into an answer. */
  private int last(int from, int to) {
    int last = from;
    for (long bytes = 0; last < to; last++) {
      bytes += shard.bytes(last);
      if (bytes > MOST_BYTES) {
        break;
      }
    }

    return last;
  }

  private void writeRecords(int from, int to, CBORGenerator out) throws IOException {
    byte[] lines = shard.read(from, to);
    limits.read(clock.millis(), lines.length);
    int offset = 0;
    for (int record = from; record < to; record++) {
      int bytes = shard.bytes(record);
      out.writeStartObject();
      out.writeStringField("SequenceNumber", sequenceNumber(record));
      Cbor.writeMillis(out, "ApproximateArrivalTimestamp", shard.arrivalMillis(record));
      out.writeFieldName("Data");
      out.writeBinary(lines, offset, bytes);
      // The job does not look at it; as long as a session's id.
      out.writeStringField("PartitionKey", sequenceNumber(record).substring(20));
      out.writeEndObject();
      offset += bytes + 1;
    }
  }

  private long behindMillis(int record, int arrived, long nowMillis) {
    return record >= arrived ? 0 : nowMillis - shard.arrivalMillis(record);
  }
}
