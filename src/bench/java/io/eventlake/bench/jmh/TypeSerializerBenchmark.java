package io.eventlake.bench.jmh;

import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.bench.sample.SampleSessions;
import io.eventlake.bench.sample.SerializedRing;
import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.job.Lakes;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The serializers that Flink makes of the types between steps: to bytes and back. */
public class TypeSerializerBenchmark extends MicroBenchmark {

  private static final int RECORDS = 2000;

  /** What goes from step to step beside the envelope. */
  public enum Type {
    SESSION,
    LATE_EVENT,
    COUNTED_RECORD,
    SILVER_ROW,
    BRONZE_ROW
  }

  @Param public Type type;

  private SerializedRing<?> values;

  /** Makes the values. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    values = ring(DecodedSample.of(SampleRecords.mixed(RECORDS)));
    SizeProfiler.serialized(values.meanBytes());
  }

  @Benchmark
  public Object roundTrip() throws IOException {
    return values.roundTrip();
  }

  private SerializedRing<?> ring(DecodedSample sample) throws IOException {
    return switch (type) {
      case SESSION ->
          ring(TypeInformation.of(Session.class), SampleSessions.sessions(sample.events()));
      case LATE_EVENT ->
          ring(TypeInformation.of(LateEvent.class), SampleSessions.lateEvents(sample.events()));
      case COUNTED_RECORD ->
          ring(TypeInformation.of(CountedRecord.class), SampleSessions.counts(sample.events()));
      case SILVER_ROW ->
          ring(
              InternalTypeInfo.of(Lakes.tables().rowType(TableName.SILVER_EVENTS)),
              sample.silver());
      case BRONZE_ROW ->
          ring(
              InternalTypeInfo.of(Lakes.tables().rowType(TableName.BRONZE_EVENTS)),
              sample.bronze());
    };
  }

  private static <T> SerializedRing<T> ring(TypeInformation<T> type, List<T> values)
      throws IOException {
    return new SerializedRing<>(type.createSerializer(new SerializerConfigImpl()), values);
  }
}
