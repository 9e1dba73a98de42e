package io.eventlake.bench.measure;

/**
 * What all threads of one name used, numbers in the name left out; bytes are 0 for native threads.
 */
public record ThreadCost(ThreadKind kind, String name, long cpuNanos, long allocatedBytes) {}
