package io.eventlake.bench.measure;

/**
 * Checkpoints and commits; nothing but zeros where the run has no Flink or does not tell of it.
 *
 * @param failedCheckpoints of those begun
 * @param largestStateBytes full size of the largest checkpoint
 * @param eventsInLargestState events that had come to the keyed state by then
 * @param commits of a checkpoint to all its tables
 */
public record FlinkFigures(
    Durations checkpoints,
    long failedCheckpoints,
    long largestStateBytes,
    long eventsInLargestState,
    Durations commits) {}
