package io.eventlake.collect.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** What the lanes of a stream share: calls, a clock for repeats, and the words for failures. */
final class StreamCalls {

  final StreamMeters meters;

  private final KinesisAsyncClient client;
  private final String stream;
  private final ScheduledExecutorService timer;
  private final Runnable shardsChanged;

  StreamCalls(
      KinesisAsyncClient client,
      String stream,
      ScheduledExecutorService timer,
      StreamMeters meters,
      Runnable shardsChanged) {
    this.client = client;
    this.stream = stream;
    this.timer = timer;
    this.meters = meters;
    this.shardsChanged = shardsChanged;
  }

  CompletableFuture<PutRecordsResponse> put(PutRecordsRequestEntry entry) {
    try {
      return client.putRecords(request -> request.streamName(stream).records(entry));
    } catch (RuntimeException e) { // a client that was closed throws
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
    String why = failure == null ? refusal : failure.getMessage();
    return new StreamException(
        "The stream '" + stream + "' has not taken the records (" + why + ")", failure);
  }
}
