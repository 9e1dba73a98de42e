package io.eventlake.connector.kinesis;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/**
 * Keeps a record's bytes and identity; one instance reads one shard.
 *
 * <p>The user records that KPL packed into one stream record share its sequence number, and the
 * connector does not say which of them is meant. They come one after the other, so counting them
 * within a run of equal sequence numbers gives each its own number. The first of them that comes
 * tells how many the stream handed over: all, but for those that a restored state has read.
 */
final class RawRecordSchema implements KinesisDeserializationSchema<RawRecord> {

  private static final long serialVersionUID = 1L;

  private static final String NESTED =
      "The record is an aggregate of the Kinesis Producer Library within another, which is not"
          + " taken apart.";

  private String lastSequenceNumber;
  private int lastSubSequenceNumber;

  /** User records of the stream record at hand; 0 when its first one has told of them. */
  private int userRecords;

  private String flaw;
  private String edge;

  /** Goes on counting where a checkpoint fell between the user records of one stream record. */
  void resumeAfter(SequenceNumber position) {
    if (position.isAggregated()) {
      lastSequenceNumber = position.getSequenceNumber();
      lastSubSequenceNumber = Math.toIntExact(position.getSubSequenceNumber());
    }
  }

  /**
   * Tells of the stream record that comes next.
   *
   * @param newUserRecords how many it was taken apart into, those included that were read before
   * @param newFlaw why it could not be taken apart, or null
   * @param newEdge what an edge says of their numbers, or null
   */
  void begin(int newUserRecords, String newFlaw, String newEdge) {
    userRecords = newUserRecords;
    flaw = newFlaw;
    edge = newEdge;
  }

  @Override
  public RawRecord deserialize(
      byte[] payload,
      String partitionKey,
      String sequenceNumber,
      long arrivalMillis,
      String stream,
      String shardId) {
    lastSubSequenceNumber =
        sequenceNumber.equals(lastSequenceNumber) ? lastSubSequenceNumber + 1 : 0;
    lastSequenceNumber = sequenceNumber;
    RawRecord record =
        new RawRecord(payload, shardId, sequenceNumber, lastSubSequenceNumber, arrivalMillis, true);
    record.handedOver = userRecords == 0 ? 0 : userRecords - lastSubSequenceNumber;
    record.edge = edge;
    userRecords = 0;
    edge = null;
    if (Aggregate.isClaimed(payload)) {
      record.fault = flaw == null ? NESTED : flaw;
      record.faultReason = RejectReason.BAD_AGGREGATE;
    }

    return record;
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
