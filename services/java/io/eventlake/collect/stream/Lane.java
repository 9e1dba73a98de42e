package io.eventlake.collect.stream;

import io.eventlake.event.EdgeNumbers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * The way into one shard. One call at a time is under way, and what comes meanwhile goes with the
 * next: so records keep their order, whatever has to be put again, and the busier a shard is the
 * more of them share a call.
 */
final class Lane {

  /** Room for the key of the whole, and for what tells numbers. */
  private static final int MOST_BYTES = (1 << 20) - 4_096;

  /** Partition key of what has no record; the shard is told by its hash key. */
  private static final String NO_KEY = "edge";

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final ShardRange shard;
  private final StreamCalls calls;
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private final LaneNumbers numbers = new LaneNumbers();
  private boolean busy;

  /** Done when the stream has been told how far the numbers go; null while nobody asks. */
  private CompletableFuture<Void> telling;

  Lane(ShardRange shard, StreamCalls calls) {
    this.shard = shard;
    this.calls = calls;
  }

  void add(List<Pending> records) {
    synchronized (this) {
      waiting.addAll(records);
    }

    next();
  }

  /**
   * Tells the stream how far the numbers go, unless records do that which came later.
   *
   * @return done when that is tried, or there is nothing to tell
   */
  CompletableFuture<Void> tell() {
    CompletableFuture<Void> asked;
    synchronized (this) {
      if (telling == null) {
        telling = new CompletableFuture<>();
      }

      asked = telling;
    }

    next();
    return asked;
  }

  private void next() {
    List<Pending> batch;
    CompletableFuture<Void> told = null;
    synchronized (this) {
      if (busy) {
        return;
      }
      if (waiting.isEmpty()) {
        told = telling;
        telling = null;
      }

      batch = numbers.number(batch());
      busy = !batch.isEmpty() || told != null && numbers.isUntold();
      if (!busy) {
        complete(told);
        return;
      }
    }

    if (told == null) {
      put(batch, 0);
    } else {
      putNumbers(told);
    }
  }

  /** As many as go together. */
  private List<Pending> batch() {
    List<Pending> batch = new ArrayList<>();
    int bytes = AggregateWriter.BYTES_AROUND;
    while (!waiting.isEmpty()
        && batch.size() < AggregateWriter.MOST_RECORDS
        && (batch.isEmpty() || bytes + waiting.peek().bytes() <= MOST_BYTES)) {
      bytes += waiting.peek().bytes();
      batch.add(waiting.poll());
    }

    return batch;
  }

  private static void complete(CompletableFuture<Void> told) {
    if (told != null) {
      told.complete(null);
    }
  }

  private void put(List<Pending> batch, int attempt) {
    List<EdgeNumbers> told = numbers.of(batch);
    PutRecordsRequestEntry entry = entry(batch, told);
    calls
        .put(entry)
        .whenComplete(
            (response, failure) -> {
              String refusal = failure == null ? refusal(response) : null;
              if (failure == null && refusal == null) {
                numbers.taken(batch, told);
                taken(batch, entry, response.records().get(0));
              } else {
                again(batch, attempt, failure, refusal);
              }
            });
  }

  /** Where the stream does not take it, it is told another time. */
  private void putNumbers(CompletableFuture<Void> done) {
    List<EdgeNumbers> told = numbers.of(List.of());
    calls
        .put(entry(List.of(), told))
        .whenComplete(
            (response, failure) -> {
              if (failure == null && refusal(response) == null) {
                numbers.taken(List.of(), told);
              }

              done.complete(null);
              ended();
            });
  }

  private PutRecordsRequestEntry entry(List<Pending> batch, List<EdgeNumbers> told) {
    AggregateWriter aggregate = new AggregateWriter();
    for (Pending pending : batch) {
      aggregate.add(pending.record().key(), pending.record().data());
    }

    return PutRecordsRequestEntry.builder()
        .partitionKey(batch.isEmpty() ? NO_KEY : batch.get(0).record().key())
        .explicitHashKey(shard.first().toString())
        .data(SdkBytes.fromByteArrayUnsafe(aggregate.bytes(EdgeNumbers.text(told))))
        .build();
  }

  /** Null where the record was taken. */
  private static String refusal(PutRecordsResponse response) {
    return response.records().get(0).errorCode();
  }

  private void taken(
      List<Pending> batch, PutRecordsRequestEntry entry, PutRecordsResultEntry result) {
    calls.meters.taken(batch.size(), entry.data().asByteArrayUnsafe().length);
    batch.forEach(pending -> pending.request().taken());
    if (!shard.shardId().equals(result.shardId())) {
      calls.shardsChanged();
    }

    ended();
  }

  private void again(List<Pending> batch, int attempt, Throwable failure, String refusal) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    boolean hopeless = cause != null && calls.isHopeless(cause);
    long now = System.nanoTime();
    List<Pending> left = new ArrayList<>();
    List<Pending> givenUp = new ArrayList<>();
    for (Pending pending : batch) {
      (hopeless || pending.deadlineNanos() - now <= 0 ? givenUp : left).add(pending);
    }

    if (givenUp.isEmpty()) {
      goOn(left, attempt);
    } else {
      overflow(givenUp, calls.notTaken(refusal, cause))
          .thenAccept(kept -> goOn(kept ? left : numbers.givenUp(batch, left), attempt));
    }
  }

  /**
   * The lane waits for it: so the queue has the records of a key in their order, too.
   *
   * @return whether the queue has them
   */
  private CompletableFuture<Boolean> overflow(List<Pending> givenUp, StreamException notTaken) {
    return calls
        .overflow(shard.shardId(), givenUp.stream().map(Pending::record).toList())
        .handle(
            (done, failure) -> {
              if (failure == null) {
                numbers.overflowed(givenUp);
                calls.meters.overflowed(givenUp.size());
                givenUp.forEach(pending -> pending.request().taken());
              } else {
                calls.meters.givenUp(givenUp.size());
                StreamException told = calls.neither(notTaken, failure);
                givenUp.forEach(pending -> pending.request().done.completeExceptionally(told));
              }
              return failure == null;
            });
  }

  private void goOn(List<Pending> left, int attempt) {
    if (left.isEmpty()) {
      ended();
    } else {
      calls.meters.putAgain();
      calls.later(() -> put(left, attempt + 1), pauseMillis(attempt));
    }
  }

  /** Longer each time, and never the same for all. */
  private static long pauseMillis(int attempt) {
    long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
    return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
  }

  private void ended() {
    synchronized (this) {
      busy = false;
    }

    next();
  }
}
