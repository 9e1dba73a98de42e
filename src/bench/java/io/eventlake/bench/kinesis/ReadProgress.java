package io.eventlake.bench.kinesis;

import java.time.Duration;

/**
 * What readers of a stream have got of it, all shards together.
 *
 * @param arrived records that have come
 * @param returned records that were read; those that were read twice count twice
 * @param refused calls that were one too many for the shard
 * @param behindMillis of the shard that is furthest behind
 * @param cpu of the endpoint
 */
record ReadProgress(
    long arrived, long returned, long calls, long refused, long behindMillis, Duration cpu) {}
