package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.sink.PendingCommit;
import io.eventlake.connector.iceberg.sink.WrittenFiles;
import io.eventlake.event.LateEvent;
import io.eventlake.event.RawRecord;
import io.eventlake.event.SegmentChange;
import io.eventlake.event.SegmentValidity;
import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.decode.EventEnvelopeTypeInfo;
import io.eventlake.testing.TestOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between operators or is state is written without Kryo. */
class StreamTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        RawRecord.class,
        Session.class,
        SessionWithSegments.class,
        LateEvent.class,
        CountedRecord.class,
        WrittenFiles.class,
        PendingCommit.class,
        SegmentChange.class,
        SegmentValidity.class
      })
  void beansAreSerializedFieldByField(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @Test
  void everyStreamOfTheJobsHasASerializerOfItsOwn() {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    List<TypeInformation<?>> types = new ArrayList<>();
    List<Transformation<?>> all =
        transformations(
            JobCatalog.findStreaming("clickstream"),
            TestOptions.kinesis("events", "http://localhost:1"));
    all.addAll(
        transformations(
            new SegmentsJob(),
            TestOptions.kinesis("changes", "http://localhost:1")
                .with("segments.initial-load", "scan")
                .with("segments.table", "segments")));
    for (Transformation<?> transformation : all) {
      types.add(transformation.getOutputType());
      // Throws where a type, or a field of it, would fall back to Kryo.
      assertThat(transformation.getOutputType().createSerializer(config))
          .as("serializer of %s", transformation.getName())
          .isNotInstanceOf(KryoSerializer.class);
    }

    assertThat(types).hasAtLeastOneElementOfType(EventEnvelopeTypeInfo.class);
  }

  private static List<Transformation<?>> transformations(StreamingJob job, TestOptions options) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    JobLauncher.prepare(env);
    job.define(env, options.all());
    List<Transformation<?>> all = new ArrayList<>();
    env.getTransformations()
        .forEach(
            end ->
                end.getTransitivePredecessors().stream()
                    .filter(each -> !all.contains(each))
                    .forEach(all::add));
    return all;
  }
}
