package io.eventlake.operator.decode;

import io.eventlake.event.EventEnvelope;
import java.util.Objects;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/** The type of envelopes whose silver rows have a given type. */
public final class EventEnvelopeTypeInfo extends TypeInformation<EventEnvelope> {

  private static final long serialVersionUID = 1L;

  private final RowType silver;

  public EventEnvelopeTypeInfo(RowType silver) {
    this.silver = silver;
  }

  @Override
  public TypeSerializer<EventEnvelope> createSerializer(SerializerConfig config) {
    return new EventEnvelopeSerializer(new RowDataSerializer(silver));
  }

  @Override
  @SuppressWarnings("deprecation") // abstract until Flink 2
  public TypeSerializer<EventEnvelope> createSerializer(ExecutionConfig config) {
    return createSerializer(config.getSerializerConfig());
  }

  @Override
  public Class<EventEnvelope> getTypeClass() {
    return EventEnvelope.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof EventEnvelopeTypeInfo;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventEnvelopeTypeInfo
        && silver.equals(((EventEnvelopeTypeInfo) other).silver);
  }

  @Override
  public int hashCode() {
    return Objects.hash(silver);
  }

  @Override
  public String toString() {
    return "EventEnvelope(" + silver.asSummaryString() + ")";
  }
}
