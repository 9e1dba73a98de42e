package io.eventlake.operator.decode;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.jmh.SizeProfiler;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.bench.sample.SerializedRing;
import io.eventlake.event.EventEnvelope;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** The one shuffle of every event, from decode to sessionize; an operation is one event. */
public class EnvelopeSerializerBenchmark extends MicroBenchmark {

  private static final int RECORDS = 2000;

  private SerializedRing<EventEnvelope> events;

  /** Decodes the sample. */
  @Setup(Level.Trial)
  public void decode() throws IOException {
    EventEnvelopeTypeInfo type =
        new EventEnvelopeTypeInfo(Lakes.tables().rowType(TableName.SILVER_EVENTS));
    events =
        new SerializedRing<>(
            type.createSerializer(new SerializerConfigImpl()),
            DecodedSample.of(SampleRecords.mixed(RECORDS)).events());
    SizeProfiler.serialized(events.meanBytes());
  }

  @Benchmark
  public int serialize() throws IOException {
    return events.serialize();
  }

  @Benchmark
  public Object deserialize() throws IOException {
    return events.deserialize();
  }

  @Benchmark
  public Object copy() {
    return events.copy();
  }
}
