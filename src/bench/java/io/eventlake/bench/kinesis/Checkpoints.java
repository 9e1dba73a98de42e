package io.eventlake.bench.kinesis;

/**
 * What became of a job's checkpoints, as Flink counts them.
 *
 * @param longestMillis of those that completed
 * @param failed those that were begun and did not complete
 * @param notBegun those that Flink counts as failed, too, but could not begin, for example since
 *     the job was still starting
 * @param restarts of the job within its process
 */
record Checkpoints(long completed, long longestMillis, long failed, long notBegun, long restarts) {

  static final Checkpoints NONE = new Checkpoints(0, 0, 0, 0, 0);
}
