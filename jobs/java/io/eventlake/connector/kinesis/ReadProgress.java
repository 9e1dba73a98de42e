package io.eventlake.connector.kinesis;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Up to which arrival time each shard has been read; sequence numbers do not tell for a shard that
 * is silent. Used by the threads of all shards at once.
 */
final class ReadProgress {

  /** Covers the time between the answer of Kinesis and its arrival here. */
  static final Duration MARGIN = Duration.ofMinutes(1);

  private final Map<String, Long> readThroughMillis = new ConcurrentHashMap<>();

  /**
   * Notes that a shard has been read up to the point that lay {@code behindMillis} before {@code
   * nowMillis}. Never goes back.
   */
  void note(String shardId, long nowMillis, long behindMillis) {
    readThrough(shardId, nowMillis - behindMillis - MARGIN.toMillis());
  }

  /** Notes that a shard has been read, or is to be left out, up to an arrival time. */
  void readThrough(String shardId, long millis) {
    readThroughMillis.merge(shardId, millis, Math::max);
  }

  /** The arrival time in epoch milliseconds, or null where nothing of the shard was read. */
  Long of(String shardId) {
    return readThroughMillis.get(shardId);
  }

  /** Forgets all shards but these. */
  void retain(Collection<String> shardIds) {
    readThroughMillis.keySet().retainAll(shardIds);
  }

  /** A copy by shard. */
  Map<String, Long> toMap() {
    return new TreeMap<>(readThroughMillis);
  }
}
