package io.eventlake.bench.run;

import io.eventlake.config.LocalOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The event ids that a loop has met, each with the minute until which it counts. */
interface KnownIds extends AutoCloseable {

  /** True when the id is new, which it is no more after the call. */
  boolean add(long high, long low, int untilMinute);

  @Override
  void close() throws IOException;

  /** An empty store of the kind that the backend names. */
  static KnownIds of(LocalOptions.Backend backend) throws IOException {
    return backend == LocalOptions.Backend.ROCKSDB ? RocksKnownIds.open() : new OnHeap();
  }

  /** A map of objects, as the heap backend of Flink is one. */
  final class OnHeap implements KnownIds {

    private final Map<UUID, Integer> untilMinutes = new HashMap<>();

    @Override
    public boolean add(long high, long low, int untilMinute) {
      return untilMinutes.putIfAbsent(new UUID(high, low), untilMinute) == null;
    }

    @Override
    public void close() {}
  }
}
