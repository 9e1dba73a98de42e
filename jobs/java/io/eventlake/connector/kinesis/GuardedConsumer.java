package io.eventlake.connector.kinesis;

import io.eventlake.config.SourceOptions;
import io.eventlake.connector.savepoint.SavepointState;
import io.eventlake.event.RawRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.model.SentinelSequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardMetadata;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.apache.flink.streaming.connectors.kinesis.util.KinesisStateUtil;

/**
 * The connector's consumer, which has {@link StreamGuard} look at the stream before anything is
 * read, and keeps the time up to which each shard has been read as state beside its positions.
 */
// FlinkKinesisConsumer is built on SourceFunction, see KinesisSource.
@SuppressWarnings("deprecation")
final class GuardedConsumer extends FlinkKinesisConsumer<RawRecord> {

  private static final long serialVersionUID = 1L;

  /** The connector's own state, of which it says that the name cannot change. */
  private static final String POSITIONS = "Kinesis-Stream-Shard-State";

  /** One entry a shard and subtask: bounded by the shards that were open at the last restore. */
  private static final ListStateDescriptor<Tuple2<String, Long>> PROGRESS =
      new ListStateDescriptor<>("shard-read-through", Types.TUPLE(Types.STRING, Types.LONG));

  private final StreamName stream;
  private final String endpoint;

  /** Time that a first start reads from, or null. */
  private final Instant begin;

  private transient ReadProgress progress;
  private transient ListState<Tuple2<String, Long>> progressState;

  GuardedConsumer(StreamName stream, SourceOptions options) {
    super(stream.name(), new RawRecordSchema(), KinesisSource.properties(options, stream));
    this.stream = stream;
    this.endpoint = options.endpoint;
    this.begin = options.initialTimestamp;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    super.initializeState(context);
    progress = new ReadProgress();
    progressState = context.getOperatorStateStore().getUnionListState(PROGRESS);
    for (Tuple2<String, Long> entry : progressState.get()) {
      progress.readThrough(entry.f0, entry.f1);
    }

    progress.retain(unfinishedShards(context));
    // Every subtask knows all positions; one of them is enough to look at the stream.
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      try (KinesisStreams streams = new KinesisStreams(stream.region(), endpoint)) {
        StreamGuard guard = new StreamGuard(streams);
        if (context.isRestored()) {
          guard.checkRestored(stream, progress.toMap());
        } else {
          guard.checkStart(stream, begin);
        }
      }
    }
  }

  /**
   * What a savepoint or checkpoint on disk has of it: of each shard that is not read to its end.
   */
  static Map<String, Long> readThrough(String path) throws IOException {
    SavepointState state = SavepointState.read(path);
    ReadProgress progress = new ReadProgress();
    for (Tuple2<String, Long> entry : state.list(PROGRESS).orElse(List.of())) {
      progress.readThrough(entry.f0, entry.f1);
    }

    progress.retain(unfinished(state.list(positions(new ExecutionConfig())).orElse(List.of())));
    return progress.toMap();
  }

  /**
   * Says of the connector's exceptions what they are about; which subtask comes first is chance.
   */
  @Override
  public void run(SourceContext<RawRecord> context) throws Exception {
    try {
      super.run(context);
    } catch (Exception e) { // whatever a call of Kinesis ends with
      throw StreamUnreachableException.of(
          stream.name(),
          "read in " + KinesisStreams.place(stream.region(), endpoint),
          StreamUnreachableException.callIn(e).orElseThrow(() -> e));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    // Before the positions, so that it is never ahead of them.
    Map<String, Long> readThrough = progress.toMap();
    super.snapshotState(context);
    progressState.clear();
    for (Map.Entry<String, Long> entry : readThrough.entrySet()) {
      progressState.add(Tuple2.of(entry.getKey(), entry.getValue()));
    }
  }

  @Override
  protected KinesisDataFetcher<RawRecord> createFetcher(
      List<String> streams,
      SourceContext<RawRecord> sourceContext,
      RuntimeContext runtimeContext,
      Properties properties,
      KinesisDeserializationSchema<RawRecord> schema) {
    return new ProgressFetcher(
        streams,
        sourceContext,
        runtimeContext,
        properties,
        getShardAssigner(),
        progress,
        streamClock());
  }

  private Clock streamClock() {
    try (KinesisStreams kinesis = new KinesisStreams(stream.region(), endpoint)) {
      return kinesis.clock(stream.name());
    }
  }

  private Set<String> unfinishedShards(FunctionInitializationContext context) throws Exception {
    if (!context.isRestored()) {
      return Collections.emptySet();
    }

    return unfinished(
        context
            .getOperatorStateStore()
            .getUnionListState(positions(getRuntimeContext().getExecutionConfig()))
            .get());
  }

  private static ListStateDescriptor<Tuple2<StreamShardMetadata, SequenceNumber>> positions(
      ExecutionConfig config) {
    return new ListStateDescriptor<>(
        POSITIONS, KinesisStateUtil.createShardsStateSerializer(config));
  }

  private static Set<String> unfinished(
      Iterable<Tuple2<StreamShardMetadata, SequenceNumber>> positions) {
    Set<String> unfinished = new TreeSet<>();
    for (Tuple2<StreamShardMetadata, SequenceNumber> position : positions) {
      if (!position.f1.equals(SentinelSequenceNumber.SENTINEL_SHARD_ENDING_SEQUENCE_NUM.get())) {
        unfinished.add(position.f0.getShardId());
      }
    }

    return unfinished;
  }
}
