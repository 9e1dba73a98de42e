package io.eventlake.collect.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.SequenceNumberRange;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** A stream in memory, which refuses what it is told to; answers come from a thread of its own. */
public final class FakeKinesis implements KinesisAsyncClient {

  private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);
  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Map<String, List<String>> taken = new TreeMap<>();
  private List<Shard> shards = new ArrayList<>();
  private Function<Integer, RuntimeException> failure = call -> null;
  private Function<Integer, String> refusal = call -> null;
  private Predicate<Integer> lost = call -> false;
  private final List<String> numbers = new ArrayList<>();
  private boolean hangs;
  private int calls;
  private int asked;

  public FakeKinesis(int shards) {
    split(shards);
  }

  /** From now on it has so many shards, of other names than before. */
  public synchronized void split(int into) {
    int before = shards.size();
    shards = new ArrayList<>();
    BigInteger size = KEYS.divide(BigInteger.valueOf(into));
    for (int i = 0; i < into; i++) {
      BigInteger first = size.multiply(BigInteger.valueOf(i));
      shards.add(
          Shard.builder()
              .shardId("shard-" + (before + i))
              .sequenceNumberRange(
                  SequenceNumberRange.builder().startingSequenceNumber("1").build())
              .hashKeyRange(
                  HashKeyRange.builder()
                      .startingHashKey(first.toString())
                      .endingHashKey(first.add(size).subtract(BigInteger.ONE).toString())
                      .build())
              .build());
    }
  }

  /** By the number of a call, from 1: why it does not take the record; null where it does. */
  public synchronized void refuse(Function<Integer, String> code) {
    refusal = code;
  }

  /** By the number of a call, from 1: what it fails with; null where it does not. */
  public synchronized void fail(Function<Integer, RuntimeException> with) {
    failure = with;
  }

  /** By the number of a call, from 1: whether it takes the record, and its answer is lost. */
  synchronized void loseAnswers(Predicate<Integer> of) {
    lost = of;
  }

  /** What each stream record tells of the numbers of those in it, in the order of their coming. */
  synchronized List<String> numbers() {
    return List.copyOf(numbers);
  }

  /** While it is so, calls are never answered. */
  synchronized void hang(boolean whether) {
    hangs = whether;
  }

  public synchronized int calls() {
    return calls;
  }

  synchronized int asked() {
    return asked;
  }

  /** What each shard has, aggregates taken apart, in the order of their coming. */
  public synchronized Map<String, List<String>> taken() {
    Map<String, List<String>> copy = new TreeMap<>();
    taken.forEach((shard, records) -> copy.put(shard, List.copyOf(records)));
    return copy;
  }

  /** All records, shard after shard. */
  public List<String> all() {
    return taken().values().stream().flatMap(List::stream).toList();
  }

  @Override
  public CompletableFuture<ListShardsResponse> listShards(ListShardsRequest request) {
    return CompletableFuture.supplyAsync(
        () -> {
          synchronized (this) {
            if ("missing".equals(request.streamName())) {
              throw ResourceNotFoundException.builder().message("none").build();
            }

            // A page for each shard.
            int at = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
            asked += at == 0 ? 1 : 0;
            return ListShardsResponse.builder()
                .shards(shards.get(at))
                .nextToken(at + 1 < shards.size() ? Integer.toString(at + 1) : null)
                .build();
          }
        },
        thread);
  }

  @Override
  public CompletableFuture<PutRecordsResponse> putRecords(PutRecordsRequest request) {
    synchronized (this) {
      return hangs
          ? new CompletableFuture<>()
          : CompletableFuture.supplyAsync(() -> put(request), thread);
    }
  }

  private synchronized PutRecordsResponse put(PutRecordsRequest request) {
    calls++;
    RuntimeException failing = failure.apply(calls);
    if (failing != null) {
      throw failing;
    }

    String code = refusal.apply(calls);
    List<PutRecordsResultEntry> results = new ArrayList<>();
    for (PutRecordsRequestEntry entry : request.records()) {
      String shard = shard(entry);
      if (code == null) {
        taken.computeIfAbsent(shard, unseen -> new ArrayList<>()).addAll(records(entry));
      }
      results.add(
          PutRecordsResultEntry.builder()
              .shardId(code == null ? shard : null)
              .sequenceNumber(code == null ? "1" : null)
              .errorCode(code)
              .build());
    }

    if (code == null && lost.test(calls)) {
      throw SdkClientException.create("cut off");
    }

    return PutRecordsResponse.builder()
        .failedRecordCount(code == null ? 0 : results.size())
        .records(results)
        .build();
  }

  private String shard(PutRecordsRequestEntry entry) {
    BigInteger key =
        entry.explicitHashKey() == null
            ? HashKeys.of(entry.partitionKey())
            : new BigInteger(entry.explicitHashKey());
    return shards.stream()
        .filter(
            shard ->
                key.compareTo(new BigInteger(shard.hashKeyRange().startingHashKey())) >= 0
                    && key.compareTo(new BigInteger(shard.hashKeyRange().endingHashKey())) <= 0)
        .findFirst()
        .orElseThrow()
        .shardId();
  }

  private List<String> records(PutRecordsRequestEntry entry) {
    byte[] data = entry.data().asByteArray();
    if (data.length < MAGIC.length || !Arrays.equals(data, 0, 4, MAGIC, 0, 4)) {
      return List.of(entry.partitionKey() + "=" + new String(data, UTF_8));
    }

    byte[] message = Arrays.copyOfRange(data, 4, data.length - 16);
    byte[] digest = Arrays.copyOfRange(data, data.length - 16, data.length);
    if (!Arrays.equals(HashKeys.md5().digest(message), digest)) {
      throw new AssertionError("The aggregate's checksum is another");
    }

    AggregateReader aggregate = new AggregateReader(message);
    List<String> records = aggregate.records();
    numbers.add(aggregate.edge());
    return records;
  }

  @Override
  public String serviceName() {
    return "kinesis";
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
