package io.eventlake.collect.stream;

import io.eventlake.collect.intake.OutgoingRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where records go that the stream has not taken in time. */
public interface Overflow {

  /** There is no such place: the sender is told. */
  Overflow NONE =
      (group, records) ->
          CompletableFuture.failedFuture(new StreamException("There is no overflow queue", null));

  /**
   * Puts records.
   *
   * @param group what keeps its order among those that are put one after the other
   * @return done when all are kept, failed when one may not be
   */
  CompletableFuture<Void> put(String group, List<OutgoingRecord> records);
}
