package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EdgeNumbers;
import io.eventlake.event.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.clientlibrary.types.UserRecord;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.HashKeyRange;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Record;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.SequenceNumberRange;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Shard;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordBatch;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.junit.jupiter.api.Test;

/** The way of a stream record through the connector, which is given it sealed. */
class UserRecordsTest {

  /** To which no key hashes. */
  private static final StreamShardHandle SHARD =
      new StreamShardHandle(
          "clicks",
          new Shard()
              .withShardId("shard-0")
              .withSequenceNumberRange(new SequenceNumberRange().withStartingSequenceNumber("1"))
              .withHashKeyRange(
                  new HashKeyRange().withStartingHashKey("0").withEndingHashKey("0")));

  private final RawRecordSchema schema = new RawRecordSchema();
  private final Object lock = new Object();
  private final UserRecords userRecords = new UserRecords(SHARD, schema, lock);
  private final List<RawRecord> read = new ArrayList<>();
  private SequenceNumber last = new SequenceNumber("0");

  @Test
  void everyUserRecordComesWhateverItsKeyAndTellsHowManyThereAre() {
    handOver("plain".getBytes(StandardCharsets.UTF_8), AggregatedRecord.of("a", "b", "c"));

    assertThat(read)
        .extracting(UserRecordsTest::told)
        .containsExactly("plain 1/0 1", "a 2/0 3", "b 2/1 0", "c 2/2 0");
    assertThat(last).isEqualTo(new SequenceNumber("2", 2));
  }

  /** Which other readers of aggregates leave out. */
  @Test
  void numbersOfAnEdgeComeWithTheFirstOfItsRecordsOrAlone() {
    byte[] numbers = "2026-12-01 04:29 a\t7\t2".getBytes(StandardCharsets.UTF_8);
    AggregatedRecord two = new AggregatedRecord().field(EdgeNumbers.FIELD, numbers).key("k");
    handOver(
        two.record(0, "a").record(0, "b").packed(),
        new AggregatedRecord().field(EdgeNumbers.FIELD, numbers).packed(),
        AggregatedRecord.of("c"));

    assertThat(read)
        .extracting(record -> told(record) + " " + (record.edge != null))
        .containsExactly("a 1/0 2 true", "b 1/1 0 false", " 2/0 0 true", "c 3/0 1 false");
    assertThat(read)
        .extracting(RawRecord::holdsNumbersOnly)
        .containsExactly(false, false, true, false);
  }

  @Test
  void whatIsNoAggregateIsOneRecordThatSaysWhy() {
    handOver(
        new AggregatedRecord().key("k").record(7, "a").packed(),
        new AggregatedRecord().key("k").hashKey("x").record(0, 0, "a").packed(),
        AggregatedRecord.of("next"));

    assertThat(read).extracting(record -> record.handedOver).containsExactly(1, 1, 1);
    assertThat(read)
        .extracting(record -> record.fault)
        .containsExactly(
            "The record begins as an aggregate of the Kinesis Producer Library, but a record in it"
                + " names a key that it does not have.",
            "The record begins as an aggregate of the Kinesis Producer Library, but an explicit"
                + " hash key in it is none.",
            null);
  }

  @Test
  void anAggregateWithinAnotherIsOneRecordThatSaysWhy() {
    byte[] inner = AggregatedRecord.of("a", "b");
    byte[] user = new AggregatedRecord().number(1, 0).field(3, inner).bytes();
    handOver(new AggregatedRecord().key("k").record(0, "x").field(3, user).packed());

    assertThat(read).extracting(record -> record.handedOver).containsExactly(2, 0);
    assertThat(read.get(0).fault).isNull();
    assertThat(read.get(1).payload).isEqualTo(inner);
    assertThat(read.get(1).fault).contains("within another");
  }

  /** Releases up to 0.1.0 could take a checkpoint there. */
  @Test
  void aStateWithinAnAggregateGoesOnBehindIt() {
    last = new SequenceNumber("1", 1);
    schema.resumeAfter(last);
    handOver(AggregatedRecord.of("a", "b", "c", "d"), AggregatedRecord.of("e"));

    assertThat(read)
        .extracting(UserRecordsTest::told)
        .containsExactly("c 1/2 2", "d 1/3 0", "e 2/0 1");
  }

  @Test
  void aStateBehindTheLastOfAnAggregateHasReadItAll() {
    last = new SequenceNumber("1", 1);
    schema.resumeAfter(last);
    handOver(AggregatedRecord.of("a", "b"), AggregatedRecord.of("c", "d"));

    assertThat(read).extracting(UserRecordsTest::told).containsExactly("c 2/0 2", "d 2/1 0");
  }

  private void handOver(byte[]... records) {
    List<Record> sealed = new ArrayList<>();
    for (byte[] record : records) {
      sealed.add(
          new Record()
              .withData(SealedRecord.of(ByteBuffer.wrap(record)))
              .withPartitionKey("key")
              .withSequenceNumber(Integer.toString(sealed.size() + 1))
              .withApproximateArrivalTimestamp(new Date(5)));
    }

    assertThat(userRecords.handOver(new RecordBatch(sealed, SHARD, 7L), this::connector))
        .isEqualTo(last);
  }

  /** What the connector does with a batch: it leaves out what its state has read. */
  private SequenceNumber connector(RecordBatch batch) {
    assertThat(Thread.holdsLock(lock)).isTrue();
    assertThat(batch.getMillisBehindLatest()).isEqualTo(7L);
    assertThat(batch.getDeaggregatedRecordSize()).isEqualTo(batch.getDeaggregatedRecords().size());
    for (UserRecord user : batch.getDeaggregatedRecords()) {
      boolean isNew =
          !last.isAggregated()
              || !user.getSequenceNumber().equals(last.getSequenceNumber())
              || user.getSubSequenceNumber() > last.getSubSequenceNumber();
      if (isNew) {
        read.add(deserialized(user));
        last =
            user.isAggregated()
                ? new SequenceNumber(user.getSequenceNumber(), user.getSubSequenceNumber())
                : new SequenceNumber(user.getSequenceNumber());
      }
    }

    return last;
  }

  private RawRecord deserialized(UserRecord user) {
    byte[] bytes = new byte[user.getData().remaining()];
    user.getData().get(bytes);
    return schema.deserialize(
        bytes,
        user.getPartitionKey(),
        user.getSequenceNumber(),
        user.getApproximateArrivalTimestamp().getTime(),
        "clicks",
        "shard-0");
  }

  private static String told(RawRecord record) {
    return "%s %s/%d %d"
        .formatted(
            new String(record.payload, StandardCharsets.UTF_8),
            record.sequenceNumber,
            record.subSequenceNumber,
            record.handedOver);
  }
}
