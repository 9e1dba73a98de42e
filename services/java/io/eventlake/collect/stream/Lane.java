package io.eventlake.collect.stream;

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

  /** Room for the key of the whole. */
  private static final int MOST_BYTES = (1 << 20) - 1_024;

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final ShardRange shard;
  private final StreamCalls calls;
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private boolean busy;

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

  private void next() {
    List<Pending> batch = new ArrayList<>();
    synchronized (this) {
      if (busy || waiting.isEmpty()) {
        return;
      }

      busy = true;
      int bytes = AggregateWriter.BYTES_AROUND;
      while (!waiting.isEmpty()
          && batch.size() < AggregateWriter.MOST_RECORDS
          && (batch.isEmpty() || bytes + waiting.peek().bytes() <= MOST_BYTES)) {
        bytes += waiting.peek().bytes();
        batch.add(waiting.poll());
      }
    }

    put(batch, 0);
  }

  private void put(List<Pending> batch, int attempt) {
    PutRecordsRequestEntry entry = entry(batch);
    calls
        .put(entry)
        .whenComplete(
            (response, failure) -> {
              String refusal = failure == null ? refusal(response) : null;
              if (failure == null && refusal == null) {
                taken(batch, entry, response.records().get(0));
              } else {
                again(batch, attempt, failure, refusal);
              }
            });
  }

  private PutRecordsRequestEntry entry(List<Pending> batch) {
    PutRecordsRequestEntry.Builder entry =
        PutRecordsRequestEntry.builder().partitionKey(batch.get(0).record().key());
    if (batch.size() == 1) {
      return entry.data(SdkBytes.fromByteArrayUnsafe(batch.get(0).record().data())).build();
    }

    AggregateWriter aggregate = new AggregateWriter();
    for (Pending pending : batch) {
      aggregate.add(pending.record().key(), pending.record().data());
    }

    return entry
        .explicitHashKey(shard.first().toString())
        .data(SdkBytes.fromByteArrayUnsafe(aggregate.bytes()))
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
          .whenComplete((done, never) -> goOn(left, attempt));
    }
  }

  /** The lane waits for it: so the queue has the records of a key in their order, too. */
  private CompletableFuture<Void> overflow(List<Pending> givenUp, StreamException notTaken) {
    return calls
        .overflow(shard.shardId(), givenUp.stream().map(Pending::record).toList())
        .handle(
            (done, failure) -> {
              if (failure == null) {
                calls.meters.overflowed(givenUp.size());
                givenUp.forEach(pending -> pending.request().taken());
              } else {
                calls.meters.givenUp(givenUp.size());
                StreamException told = calls.neither(notTaken, failure);
                givenUp.forEach(pending -> pending.request().done.completeExceptionally(told));
              }
              return null;
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
