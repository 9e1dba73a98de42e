package io.eventlake.collect.stream;

import io.eventlake.collect.intake.OutgoingRecord;
import io.eventlake.config.ConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Puts records into a stream, those of one shard packed into one, in their order by key. For any
 * number of threads. What it holds is bounded by who calls it: each request waits for its records.
 *
 * <p>Which shard a key belongs to is asked at the start, and again when a record came into another:
 * the records of that moment may overtake one another, as they may while Kinesis splits a shard.
 */
public final class StreamWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);

  /** After so long without further records the stream is told how far numbers go. */
  private static final int TOLD_AFTER_SECONDS = 15;

  private final KinesisAsyncClient client;
  private final String stream;
  private final Duration patience;
  private final StreamCalls calls;
  private final AtomicBoolean asking = new AtomicBoolean();

  private volatile Lanes lanes;

  private StreamWriter(
      KinesisAsyncClient client,
      String stream,
      Duration patience,
      ScheduledExecutorService timer,
      StreamMeters meters,
      Overflow overflow) {
    this.client = client;
    this.stream = stream;
    this.patience = patience;
    this.calls = new StreamCalls(client, stream, timer, meters, this::askAgain, patience, overflow);
  }

  /**
   * Looks at the stream.
   *
   * @param patience how long a record is put again before it goes to the overflow
   * @param timer waits between two attempts
   * @param overflow where records go then; what it does not keep, either, their request is told
   * @throws ConfigException when there is no such stream, or it cannot be reached
   */
  public static StreamWriter open(
      KinesisAsyncClient client,
      String stream,
      Duration patience,
      ScheduledExecutorService timer,
      StreamMeters meters,
      Overflow overflow) {
    StreamWriter writer = new StreamWriter(client, stream, patience, timer, meters, overflow);
    try {
      writer.lanes = writer.ask().join();
      timer.scheduleWithFixedDelay(
          () -> writer.lanes.tell(), TOLD_AFTER_SECONDS, TOLD_AFTER_SECONDS, TimeUnit.SECONDS);
      return writer;
    } catch (CompletionException e) {
      throw e.getCause() instanceof ResourceNotFoundException
          ? new ConfigException(
              "The stream '"
                  + stream
                  + "' does not exist: create it first, or name another in"
                  + " collect.streams",
              e)
          : new ConfigException(
              "The stream '"
                  + stream
                  + "' cannot be reached ("
                  + e.getCause().getMessage()
                  + "): check collect.region, collect.endpoint and the credentials",
              e);
    }
  }

  /**
   * Puts records.
   *
   * @return done when the stream or the overflow has each of them, failed with a {@link
   *     StreamException} when neither has taken one in time: some may be in them then
   */
  public CompletableFuture<Void> put(List<OutgoingRecord> records) {
    if (records.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }

    Lanes now = lanes;
    Pending.Request request = new Pending.Request(records.size());
    long deadline = System.nanoTime() + patience.toNanos();
    Map<Integer, List<Pending>> byShard = new LinkedHashMap<>();
    for (OutgoingRecord record : records) {
      byShard
          .computeIfAbsent(
              ShardRange.indexOf(HashKeys.of(record.key()), now.ranges), shard -> new ArrayList<>())
          .add(new Pending(record, request, deadline));
    }

    byShard.forEach((shard, ofShard) -> now.lanes.get(shard).add(ofShard));
    return request.done;
  }

  /**
   * Tells the stream how far the numbers of records go, once nobody puts any more. Where it does
   * not take that in time, the lake does not know of the last records that they were put.
   */
  @Override
  public void close() {
    try {
      lanes.tell().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("The stream '{}' has not been told how many records were put", stream);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Telling never fails", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void askAgain() {
    if (asking.compareAndSet(false, true)) {
      ask()
          .whenComplete(
              (found, failure) -> {
                if (failure == null && !found.ranges.equals(lanes.ranges)) {
                  Lanes before = lanes;
                  lanes = found;
                  before.tell();
                }
                asking.set(false);
              });
    }
  }

  private CompletableFuture<Lanes> ask() {
    return shards(null, new ArrayList<>())
        .thenApply(shards -> new Lanes(ShardRange.open(shards), calls));
  }

  private CompletableFuture<List<Shard>> shards(String token, List<Shard> before) {
    CompletableFuture<ListShardsResponse> page =
        client.listShards(
            request -> {
              // A token stands for the stream, too.
              if (token == null) {
                request.streamName(stream);
              } else {
                request.nextToken(token);
              }
            });
    return page.thenCompose(
        response -> {
          before.addAll(response.shards());
          return response.nextToken() == null
              ? CompletableFuture.completedFuture(before)
              : shards(response.nextToken(), before);
        });
  }

  /** The shards as they were found, and the way into each. */
  private static final class Lanes {

    private final List<ShardRange> ranges;
    private final List<Lane> lanes;

    private Lanes(List<ShardRange> ranges, StreamCalls calls) {
      this.ranges = ranges;
      this.lanes = ranges.stream().map(range -> new Lane(range, calls)).toList();
    }

    private CompletableFuture<Void> tell() {
      return CompletableFuture.allOf(
          lanes.stream().map(Lane::tell).toArray(CompletableFuture<?>[]::new));
    }
  }
}
