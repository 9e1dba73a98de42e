package io.eventlake.operator.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.junit.jupiter.api.Test;

class EventEnvelopeSerializerTest extends SerializerTestBase<EventEnvelope> {

  private static final RowType SILVER = RowType.of(VarCharType.STRING_TYPE, new BigIntType());

  EventEnvelopeSerializerTest() {
    super(
        new DeeplyEqualsChecker()
            .withCustomCheck(
                (one, other) -> one instanceof EventEnvelope && other instanceof EventEnvelope,
                (one, other, checker) -> equal((EventEnvelope) one, (EventEnvelope) other)));
  }

  @Override
  protected TypeSerializer<EventEnvelope> createSerializer() {
    return new EventEnvelopeTypeInfo(SILVER).createSerializer(new SerializerConfigImpl());
  }

  @Override
  protected int getLength() {
    return -1;
  }

  @Override
  protected Class<EventEnvelope> getTypeClass() {
    return EventEnvelope.class;
  }

  @Override
  protected EventEnvelope[] getTestData() {
    return new EventEnvelope[] {
      envelope(KeyKind.SESSION, "s:1", "shard", row("a", 1L)),
      envelope(KeyKind.USER, "u:" + "k".repeat(100_000), "shard", row("", null)),
      envelope(KeyKind.NONE, "e:\u05e9\ud83d\ude00\u0000", null, row(null, Long.MIN_VALUE)),
      held(envelope(KeyKind.NONE, "e:1", "file", row("a", 1L)))
    };
  }

  @Test
  void aCopySharesNothingThatChanges() {
    EventEnvelope original = getTestData()[0];
    EventEnvelope copy = createSerializer().copy(original);
    ((BinaryRowData) original.silver).setLong(1, 99);
    original.key = "s:2";

    assertThat(equal(copy, getTestData()[0])).isTrue();
  }

  @Test
  void restoresWithTheSameSilverRowOnly() {
    TypeSerializer<EventEnvelope> other =
        new EventEnvelopeTypeInfo(RowType.of(new IntType()))
            .createSerializer(new SerializerConfigImpl());

    assertThat(compatibility(createSerializer()).isCompatibleAsIs()).isTrue();
    assertThat(compatibility(other).isIncompatible()).isTrue();
  }

  @Test
  void typesAreEqualWhenTheirSilverRowsAre() {
    EventEnvelopeTypeInfo type = new EventEnvelopeTypeInfo(SILVER);

    assertThat(type)
        .isEqualTo(new EventEnvelopeTypeInfo(SILVER))
        .hasSameHashCodeAs(new EventEnvelopeTypeInfo(SILVER))
        .isNotEqualTo(new EventEnvelopeTypeInfo(RowType.of(new IntType())));
  }

  private TypeSerializerSchemaCompatibility<EventEnvelope> compatibility(
      TypeSerializer<EventEnvelope> restored) {
    return createSerializer()
        .snapshotConfiguration()
        .resolveSchemaCompatibility(restored.snapshotConfiguration());
  }

  private static BinaryRowData row(String text, Long number) {
    GenericRowData row = GenericRowData.of(StringData.fromString(text), number);
    return new RowDataSerializer(SILVER).toBinaryRow(row).copy();
  }

  private static EventEnvelope envelope(KeyKind kind, String key, String shard, RowData silver) {
    EventEnvelope envelope = new EventEnvelope();
    envelope.keyKind = kind;
    envelope.key = key;
    envelope.idHigh = Long.MIN_VALUE;
    envelope.idLow = 7;
    envelope.eventTimeMillis = -1;
    envelope.arrivalMillis = 1_755_721_221_000L;
    envelope.shardId = shard;
    envelope.silver = silver;
    return envelope;
  }

  private static EventEnvelope held(EventEnvelope envelope) {
    envelope.holdMillis = 1_755_721_221_000L;
    return envelope;
  }

  private static boolean equal(EventEnvelope one, EventEnvelope other) {
    assertThat(other).usingRecursiveComparison().ignoringFields("silver").isEqualTo(one);
    assertThat(other.silver).isEqualTo(one.silver);
    return true;
  }
}
