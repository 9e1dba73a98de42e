package io.eventlake.connector.kinesis;

import io.eventlake.event.RawRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.connectors.kinesis.KinesisShardAssigner;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.internals.ShardConsumer;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordBatch;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisherFactory;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.fanout.FanOutRecordPublisherFactory;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.polling.PollingRecordPublisherFactory;
import org.apache.flink.streaming.connectors.kinesis.model.SentinelSequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxy;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyV2Factory;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/**
 * The connector's fetcher, made to take aggregates apart by {@link UserRecords} instead of the
 * connector, and to note how far each shard has been read.
 */
final class ProgressFetcher extends KinesisDataFetcher<RawRecord> {

  private static final SequenceNumber AT_TIMESTAMP =
      SentinelSequenceNumber.SENTINEL_AT_TIMESTAMP_SEQUENCE_NUM.get();

  private final Set<String> latestShards = ConcurrentHashMap.newKeySet();
  private final ReadProgress progress;
  private final Clock clock;
  private final Object checkpointLock;
  private final Map<String, UserRecords> userRecords = new ConcurrentHashMap<>();
  private volatile boolean stopping;
  private volatile boolean failed;

  /**
   * @param clock the stream's, not this machine's
   */
  // The base class takes the deprecated SourceContext.
  @SuppressWarnings("deprecation")
  ProgressFetcher(
      List<String> streams,
      SourceFunction.SourceContext<RawRecord> context,
      RuntimeContext runtime,
      Properties properties,
      KinesisShardAssigner assigner,
      ReadProgress progress,
      Clock clock) {
    super(
        streams,
        new AttentiveContext(context),
        runtime,
        properties,
        new RawRecordSchema(),
        assigner,
        null,
        null);
    this.progress = progress;
    this.clock = clock;
    this.checkpointLock = context.getCheckpointLock();
  }

  /**
   * The connector finds new shards in a loop that a stop does not wait for: a shard that it begins
   * after its threads were told to end would fail the stop. The shard's position is in the state,
   * so nothing of it is lost.
   */
  @Override
  public void runFetcher() throws Exception {
    try {
      super.runFetcher();
    } catch (RejectedExecutionException e) {
      if (!stopping || failed) {
        throw e;
      }
    }
  }

  @Override
  protected void stopWithError(Throwable error) {
    failed = true;
    super.stopWithError(error);
  }

  @Override
  public void shutdownFetcher() {
    stopping = true;
    super.shutdownFetcher();
  }

  @Override
  protected ShardConsumer<RawRecord> createShardConsumer(
      Integer stateIndex,
      StreamShardHandle shard,
      SequenceNumber position,
      MetricGroup metrics,
      KinesisDeserializationSchema<RawRecord> schema)
      throws InterruptedException {
    RawRecordSchema records = (RawRecordSchema) schema;
    records.resumeAfter(position);
    userRecords.put(shard.getShard().getShardId(), new UserRecords(shard, records, checkpointLock));
    if (!position.equals(SentinelSequenceNumber.SENTINEL_LATEST_SEQUENCE_NUM.get())) {
      return super.createShardConsumer(stateIndex, shard, position, metrics, schema);
    }

    latestShards.add(shard.getShard().getShardId());
    return super.createShardConsumer(stateIndex, shard, AT_TIMESTAMP, metrics, schema);
  }

  /** Called by the base class before this one's fields are set. */
  @Override
  protected RecordPublisherFactory createRecordPublisherFactory() {
    Properties properties = getConsumerConfiguration();
    return properties.containsKey(ConsumerConfigConstants.EFO_CONSUMER_NAME)
        ? new FanOutRecordPublisherFactory(
            new SealingFanOutProxy(KinesisProxyV2Factory.createKinesisProxyAsyncV2(properties)))
        : new PollingRecordPublisherFactory(
            configuration -> new SealingProxy(KinesisProxy.create(configuration)));
  }

  @Override
  protected RecordPublisher createRecordPublisher(
      SequenceNumber position, Properties properties, MetricGroup metrics, StreamShardHandle shard)
      throws InterruptedException {
    String shardId = shard.getShard().getShardId();
    RecordPublisher publisher =
        super.createRecordPublisher(
            position,
            latestShards.contains(shardId) ? fromLatest(shardId, properties) : properties,
            metrics,
            shard);
    return consumer -> publisher.run(batch -> noted(shardId, consumer, batch));
  }

  /**
   * LATEST is the end of the stream when the job first started, by the stream's clock in whole
   * seconds: what came within the last one may be read, too. The connector would take the end at
   * each restore and new subscription until a shard's first record, and lose what came in between.
   */
  private Properties fromLatest(String shardId, Properties properties) {
    if (progress.of(shardId) == null) {
      progress.readThrough(shardId, clock.millis());
    }

    Properties atTimestamp = new Properties();
    atTimestamp.putAll(properties);
    atTimestamp.setProperty(
        ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP,
        KinesisSource.seconds(Instant.ofEpochMilli(progress.of(shardId))));
    return atTimestamp;
  }

  /** Notes a batch only when its last record has been emitted: a checkpoint may fall before. */
  private SequenceNumber noted(
      String shardId, RecordPublisher.RecordBatchConsumer consumer, RecordBatch batch) {
    long receivedMillis = clock.millis();
    SequenceNumber last = userRecords.get(shardId).handOver(batch, consumer);
    if (batch.getMillisBehindLatest() != null) {
      progress.note(shardId, receivedMillis, batch.getMillisBehindLatest());
    }

    return last;
  }
}
