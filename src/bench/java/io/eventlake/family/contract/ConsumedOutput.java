package io.eventlake.family.contract;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.infra.Blackhole;

/** Takes all that a decoder makes and keeps nothing. */
final class ConsumedOutput implements DecodeOutput {

  private final Blackhole blackhole;

  ConsumedOutput(Blackhole blackhole) {
    this.blackhole = blackhole;
  }

  @Override
  public void accepted(EventEnvelope event, String eventType, RowData bronze) {
    blackhole.consume(event);
    blackhole.consume(bronze);
  }

  @Override
  public void withoutConsent(String eventType, long arrivalMillis) {
    blackhole.consume(eventType);
  }

  @Override
  public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
    blackhole.consume(deadLetter);
  }
}
