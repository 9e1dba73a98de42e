package io.eventlake.connector.kinesis;

import io.eventlake.event.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/**
 * Keeps a record's bytes and identity; one instance reads one shard.
 *
 * <p>The user records that KPL packed into one stream record share its sequence number, and the
 * connector does not say which of them is meant. They come one after the other, so counting them
 * within a run of equal sequence numbers gives each its own number.
 */
final class RawRecordSchema implements KinesisDeserializationSchema<RawRecord> {

  private static final long serialVersionUID = 1L;

  private String lastSequenceNumber;
  private int lastSubSequenceNumber;

  /** Goes on counting where a checkpoint fell between the user records of one stream record. */
  void resumeAfter(SequenceNumber position) {
    if (position.isAggregated()) {
      lastSequenceNumber = position.getSequenceNumber();
      lastSubSequenceNumber = Math.toIntExact(position.getSubSequenceNumber());
    }
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
    return new RawRecord(
        payload, shardId, sequenceNumber, lastSubSequenceNumber, arrivalMillis, true);
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
