package io.eventlake.collect.stream;

import io.eventlake.collect.intake.OutgoingRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** What the lanes of a stream share: calls, a clock for repeats, and the words for failures. */
final class StreamCalls {

  /** An answer that is not waited for doubles what it was about. */
  private static final long LEAST_WAIT_MILLIS = 1_000;

  final StreamMeters meters;

  private final KinesisAsyncClient client;
  private final String stream;
  private final ScheduledExecutorService timer;
  private final Runnable shardsChanged;
  private final Duration patience;
  private final Overflow overflow;

  StreamCalls(
      KinesisAsyncClient client,
      String stream,
      ScheduledExecutorService timer,
      StreamMeters meters,
      Runnable shardsChanged,
      Duration patience,
      Overflow overflow) {
    this.client = client;
    this.stream = stream;
    this.timer = timer;
    this.meters = meters;
    this.shardsChanged = shardsChanged;
    this.patience = patience;
    this.overflow = overflow;
  }

  CompletableFuture<PutRecordsResponse> put(PutRecordsRequestEntry entry) {
    try {
      // One that is never answered must not hold up a lane; the records may be in the stream then.
      return client
          .putRecords(request -> request.streamName(stream).records(entry))
          .orTimeout(Math.max(patience.toMillis(), LEAST_WAIT_MILLIS), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) { // a client that was closed throws
      return CompletableFuture.failedFuture(e);
    }
  }

  CompletableFuture<Void> overflow(String group, List<OutgoingRecord> records) {
    try {
      return overflow.put(group, records);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  void later(Runnable task, long millis) {
    timer.schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  void shardsChanged() {
    shardsChanged.run();
  }

  /** True where no repeat helps. */
  boolean isHopeless(Throwable failure) {
    return failure instanceof ResourceNotFoundException;
  }

  StreamException notTaken(String refusal, Throwable failure) {
    return new StreamException(
        "The stream '"
            + stream
            + "' has not taken the records ("
            + (failure == null ? refusal : why(failure))
            + ")",
        failure);
  }

  /** Neither the stream has the records nor the queue. */
  StreamException neither(StreamException notTaken, Throwable failure) {
    if (overflow == Overflow.NONE) {
      return notTaken;
    }

    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new StreamException(
        notTaken.getMessage() + ", nor has the overflow queue (" + why(cause) + ")", cause);
  }

  private static String why(Throwable failure) {
    return failure instanceof TimeoutException ? "no answer in time" : failure.getMessage();
  }
}
