package io.eventlake.testing;

import io.eventlake.connector.aws.AwsEndpoint;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.clientlibrary.types.UserRecord;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/** A stream of an emulator, written and resharded by a test. */
public final class TestStream implements AutoCloseable {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final KinesisClient client;
  private final String name;

  public TestStream(String endpoint, String name) {
    this.name = name;
    client =
        AwsEndpoint.configure(KinesisClient.builder(), "us-east-1", endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  public TestStream create(int shards) {
    client.createStream(request -> request.streamName(name).shardCount(shards));
    awaitActive();
    return this;
  }

  public String name() {
    return name;
  }

  /** Puts a record into the lower half of the hash keys (0) or the upper (1). */
  public void put(int half, byte[] data) {
    put(BigInteger.valueOf(half).shiftLeft(127).toString(), data);
  }

  /** Puts a record where a hash key belongs; null for that of the partition key {@code key}. */
  public void put(String hashKey, byte[] data) {
    client.putRecord(
        request ->
            request
                .streamName(name)
                .partitionKey("key")
                .explicitHashKey(hashKey)
                .data(SdkBytes.fromByteArray(data)));
  }

  public void put(int half, String data) {
    put(half, data.getBytes(StandardCharsets.UTF_8));
  }

  /** What one call reads from the beginning of the first shard. */
  public List<String> records() {
    String iterator = beginning(openShards().get(0).shardId());
    return client.getRecords(request -> request.shardIterator(iterator)).records().stream()
        .map(record -> record.data().asUtf8String())
        .toList();
  }

  /** A record with where and when the stream took it. */
  public record Taken(String shardId, String sequenceNumber, long arrivalMillis, byte[] data) {}

  /** Every record that the stream holds, closed shards included, each shard's in order. */
  public List<Taken> everything() {
    List<Taken> all = new ArrayList<>();
    client
        .listShards(request -> request.streamName(name))
        .shards()
        .forEach(shard -> all.addAll(everything(shard.shardId())));
    return all;
  }

  /** All records, aggregates taken apart by the library of Kinesis, which knows nothing of ours. */
  public List<String> userRecords() {
    List<UserRecord> records =
        UserRecord.deaggregate(
            everything().stream()
                .map(
                    taken ->
                        new org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model
                                .Record()
                            .withData(ByteBuffer.wrap(taken.data()))
                            .withPartitionKey("key"))
                .toList());
    return records.stream()
        .map(record -> StandardCharsets.UTF_8.decode(record.getData()).toString())
        .toList();
  }

  /** Splits an open shard in the middle. */
  public void split(int shard) {
    Shard split = openShards().get(shard);
    BigInteger start = new BigInteger(split.hashKeyRange().startingHashKey());
    BigInteger end = new BigInteger(split.hashKeyRange().endingHashKey());
    client.splitShard(
        request ->
            request
                .streamName(name)
                .shardToSplit(split.shardId())
                .newStartingHashKey(start.add(end).shiftRight(1).toString()));
    awaitActive();
  }

  /** Merges an open shard with the next one, in the order of their hash keys. */
  public void merge(int shard) {
    List<Shard> open = openShards();
    client.mergeShards(
        request ->
            request
                .streamName(name)
                .shardToMerge(open.get(shard).shardId())
                .adjacentShardToMerge(open.get(shard + 1).shardId()));
    awaitActive();
  }

  @Override
  public void close() {
    client.close();
  }

  private List<Taken> everything(String shardId) {
    List<Taken> taken = new ArrayList<>();
    String iterator = beginning(shardId);
    boolean more = true;
    while (more) {
      String from = iterator;
      GetRecordsResponse response = client.getRecords(request -> request.shardIterator(from));
      for (Record record : response.records()) {
        taken.add(
            new Taken(
                shardId,
                record.sequenceNumber(),
                record.approximateArrivalTimestamp().toEpochMilli(),
                record.data().asByteArray()));
      }

      iterator = response.nextShardIterator();
      // A closed shard has no next iterator at its end; an open one is read when nothing comes.
      more = iterator != null && !response.records().isEmpty();
    }

    return taken;
  }

  private String beginning(String shardId) {
    return client
        .getShardIterator(
            request ->
                request
                    .streamName(name)
                    .shardId(shardId)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  private List<Shard> openShards() {
    return client.listShards(request -> request.streamName(name)).shards().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .sorted(
            Comparator.comparing(shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
        .toList();
  }

  private void awaitActive() {
    // The SDK's own waiter looks again after ten seconds.
    try (KinesisWaiter waiter =
        KinesisWaiter.builder()
            .client(client)
            .overrideConfiguration(
                look -> look.backoffStrategyV2(BackoffStrategy.fixedDelay(LOOK_AGAIN)))
            .build()) {
      waiter.waitUntilStreamExists(request -> request.streamName(name));
    }
  }
}
