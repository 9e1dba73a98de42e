package io.eventlake.bench.soak;

/**
 * How a job does at a moment; the line of JSON that its process prints.
 *
 * @param seconds since the job began
 * @param read records that the job has read
 * @param heapBytes after a full collection, made for this; 0 where none was
 * @param stateBytes full size of the last checkpoint
 * @param checkpointMillis how long the last checkpoint took
 * @param commitMillis how long the last commit took
 * @param collections since the start of the process, with their wall time
 */
record SoakSample(
    long seconds,
    long read,
    long heapBytes,
    long rssBytes,
    long stateBytes,
    long checkpoints,
    long failedCheckpoints,
    long checkpointMillis,
    long commitMillis,
    long collections,
    long collectionMillis,
    long cpuNanos) {}
