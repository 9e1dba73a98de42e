package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RawRecord;
import org.apache.flink.streaming.connectors.kinesis.model.SentinelSequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class RawRecordSchemaTest {

  private final RawRecordSchema schema = new RawRecordSchema();

  @Test
  void recordsAreSerializedAsPojos() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(RawRecord.class);
  }

  @Test
  void keepsBytesAndIdentity() {
    byte[] payload = {1, 2, 3};
    schema.begin(1, null, null);

    assertThat(schema.deserialize(payload, "key", "17", 1_000, "clicks", "shard-0"))
        .usingRecursiveComparison()
        .isEqualTo(new RawRecord(payload, "shard-0", "17", 0, 1_000, true));
  }

  @Test
  void numbersTheUserRecordsOfOneStreamRecord() {
    assertThat(new int[] {number("1"), number("1"), number("1"), number("2"), number("3")})
        .containsExactly(0, 1, 2, 0, 0);
  }

  @Test
  void goesOnInTheMiddleOfAStreamRecord() {
    schema.resumeAfter(new SequenceNumber("1", 1));

    assertThat(new int[] {number("1"), number("1"), number("2")}).containsExactly(2, 3, 0);
  }

  @Test
  void beginsAtZeroAfterAWholeRecordOrNone() {
    schema.resumeAfter(new SequenceNumber("1"));
    assertThat(number("2")).isZero();

    schema.resumeAfter(SentinelSequenceNumber.SENTINEL_EARLIEST_SEQUENCE_NUM.get());
    assertThat(number("3")).isZero();
  }

  private int number(String sequenceNumber) {
    return schema.deserialize(new byte[0], "key", sequenceNumber, 0, "clicks", "shard-0")
        .subSequenceNumber;
  }
}
