package io.eventlake.event;

/**
 * One record as a source read it: bytes and identity, nothing decoded (design: semantics, section
 * 2).
 *
 * <p>A mutable bean because Flink serializes it as a POJO; no step changes a record after its
 * source.
 */
public class RawRecord {

  /** The record; cut to one byte over the size limit by sources that could read more. */
  public byte[] payload;

  /** Size of the record as it came, in bytes; larger than {@code payload} where it was cut. */
  public long payloadBytes;

  /** The shard; for file input the file. */
  public String shardId;

  /** The sequence number; for file input the line number. */
  public String sequenceNumber;

  /** Position among the user records that KPL packed into one stream record, else 0. */
  public int subSequenceNumber;

  /** When the stream took the record, epoch milliseconds. */
  public long arrivalMillis;

  /**
   * False for file input, where {@code arrivalMillis} is only the file's modification time and a
   * sane {@code ingest_ts} of the record stands before it.
   */
  public boolean arrivalKnown;

  /**
   * Why the source itself rejects what should stand here, in a sentence for {@code faultReason};
   * null, as is that, for a record like others.
   */
  public String fault;

  public RejectReason faultReason;

  /**
   * How many records the source handed over with this one: for the first of the user records of a
   * stream record all that follow and itself, for the others 0. What the balance sheet begins with.
   */
  public int handedOver = 1;

  /**
   * Of a record that holds one event which stood among others when it came, as a dead letter does:
   * its place among them, from 0, and how many they were; else 0 of 0.
   */
  public int eventIndex;

  public int eventCount;

  /**
   * Of files: when the first event of those that are still to come may have happened, which the
   * watermark must not pass; epoch milliseconds.
   */
  public long holdMillis = Long.MAX_VALUE;

  /**
   * Of the first record that comes of an aggregate of an edge: the numbers of all in it, as {@link
   * EdgeNumbers} writes them; else null.
   */
  public String edge;

  public RawRecord() {}

  public RawRecord(
      byte[] payload,
      String shardId,
      String sequenceNumber,
      int subSequenceNumber,
      long arrivalMillis,
      boolean arrivalKnown) {
    this.payload = payload;
    this.payloadBytes = payload.length;
    this.shardId = shardId;
    this.sequenceNumber = sequenceNumber;
    this.subSequenceNumber = subSequenceNumber;
    this.arrivalMillis = arrivalMillis;
    this.arrivalKnown = arrivalKnown;
  }

  /** True for what holds no record: an edge only tells how far its numbers go. */
  public boolean holdsNumbersOnly() {
    return edge != null && handedOver == 0;
  }

  /** The same with other bytes; no source handed it over. */
  public RawRecord with(byte[] otherPayload) {
    return new RawRecord(
        otherPayload, shardId, sequenceNumber, subSequenceNumber, arrivalMillis, arrivalKnown);
  }
}
