package io.eventlake.bench.query;

/**
 * What something took.
 *
 * @param cpuNanos user and system time of all threads and processes of it
 */
public record Cost(long cpuNanos, long wallNanos) {}
