package io.eventlake.collect.stream;

import io.eventlake.collect.intake.OutgoingRecord;
import io.eventlake.collect.intake.RecordNumber;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A record on its way, and the request that waits for it.
 *
 * @param deadlineNanos when nobody waits for it any longer
 */
record Pending(OutgoingRecord record, Request request, long deadlineNanos) {

  Pending numbered(RecordNumber number) {
    return new Pending(record.numbered(number), request, deadlineNanos);
  }

  /** What it takes of an aggregate, at most. */
  int bytes() {
    return record.bytes() + AggregateWriter.BYTES_OF_RECORD;
  }

  /** The records of one request, done when the stream has all of them. */
  static final class Request {

    final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicInteger missing;

    Request(int records) {
      missing = new AtomicInteger(records);
    }

    void taken() {
      if (missing.decrementAndGet() == 0) {
        done.complete(null);
      }
    }
  }
}
