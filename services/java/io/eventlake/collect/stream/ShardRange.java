package io.eventlake.collect.stream;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * A shard that takes records, and the hash keys that are its.
 *
 * @param first of its hash keys
 */
record ShardRange(String shardId, BigInteger first) {

  /** Of the shards that are open, in the order of their hash keys. */
  static List<ShardRange> open(List<Shard> shards) {
    return shards.stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .map(
            shard ->
                new ShardRange(
                    shard.shardId(), new BigInteger(shard.hashKeyRange().startingHashKey())))
        .sorted(Comparator.comparing(ShardRange::first))
        .toList();
  }

  /** Position of the shard that a hash key belongs to. */
  static int indexOf(BigInteger hashKey, List<ShardRange> ranges) {
    int index = ranges.size() - 1;
    while (index > 0 && ranges.get(index).first().compareTo(hashKey) > 0) {
      index--;
    }

    return index;
  }
}
