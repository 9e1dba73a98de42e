package io.eventlake.connector.kinesis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.clientlibrary.types.UserRecord;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Record;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordBatch;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher.RecordBatchConsumer;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;

/**
 * Takes the stream records of one shard apart on their way to the connector. The user records of
 * one are emitted under the checkpoint lock: no checkpoint falls between them, so that what was
 * handed over and what was read agree in each.
 */
final class UserRecords {

  private final StreamShardHandle shard;
  private final RawRecordSchema schema;
  private final Object checkpointLock;

  /**
   * @param schema of the shard, which is told what comes
   */
  UserRecords(StreamShardHandle shard, RawRecordSchema schema, Object checkpointLock) {
    this.shard = shard;
    this.schema = schema;
    this.checkpointLock = checkpointLock;
  }

  /**
   * Hands all records of a batch over.
   *
   * @param sealed what was read, each record sealed
   * @return the position behind the batch
   */
  SequenceNumber handOver(RecordBatch sealed, RecordBatchConsumer connector) {
    Long behind = sealed.getMillisBehindLatest();
    if (sealed.getDeaggregatedRecords().isEmpty()) {
      return connector.accept(sealed);
    }

    SequenceNumber last = null;
    for (UserRecord record : sealed.getDeaggregatedRecords()) {
      List<UserRecord> apart = takeApart(record);
      synchronized (checkpointLock) {
        last = connector.accept(new UserRecordBatch(apart, shard, behind));
      }
    }

    return last;
  }

  private List<UserRecord> takeApart(UserRecord sealed) {
    byte[] data = SealedRecord.open(sealed.getData());
    if (!Aggregate.isClaimed(data)) {
      schema.begin(1, null, null);
      return List.of(new UserRecord(copy(sealed, ByteBuffer.wrap(data))));
    }

    try {
      Aggregate aggregate = Aggregate.of(data);
      List<ByteBuffer> parts = aggregate.userRecords();
      schema.begin(parts.size(), null, aggregate.edge());
      if (parts.isEmpty()) {
        return List.of(new Part(copy(sealed, ByteBuffer.allocate(0)), 0));
      }

      List<UserRecord> apart = new ArrayList<>(parts.size());
      for (ByteBuffer part : parts) {
        apart.add(new Part(copy(sealed, part), apart.size()));
      }

      return apart;
    } catch (BadAggregateException e) {
      schema.begin(1, e.getMessage(), null);
      return List.of(new UserRecord(copy(sealed, ByteBuffer.wrap(data))));
    }
  }

  private static Record copy(Record record, ByteBuffer data) {
    return new Record()
        .withData(data)
        .withPartitionKey(record.getPartitionKey())
        .withSequenceNumber(record.getSequenceNumber())
        .withApproximateArrivalTimestamp(record.getApproximateArrivalTimestamp());
  }

  /** One of the user records of an aggregate, as the connector knows them. */
  private static final class Part extends UserRecord {

    private static final long serialVersionUID = 1L;

    private Part(Record record, long number) {
      super(true, record, number, null);
    }
  }

  /** The user records of one stream record, which nobody takes apart once more. */
  private static final class UserRecordBatch extends RecordBatch {

    private final List<UserRecord> records;

    private UserRecordBatch(
        List<UserRecord> records, StreamShardHandle shard, Long millisBehindLatest) {
      super(List.of(), shard, millisBehindLatest);
      this.records = records;
    }

    @Override
    public List<UserRecord> getDeaggregatedRecords() {
      return records;
    }

    @Override
    public int getAggregatedRecordSize() {
      return 1;
    }

    @Override
    public int getDeaggregatedRecordSize() {
      return records.size();
    }

    @Override
    public long getTotalSizeInBytes() {
      return records.stream().mapToLong(record -> record.getData().remaining()).sum();
    }

    @Override
    public long getAverageRecordSizeBytes() {
      return getTotalSizeInBytes() / records.size();
    }
  }
}
