package io.eventlake.bench.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The job and its stream at a moment. */
record Sample(Instant at, Duration jobCpu, Optional<ReadProgress> read) {

  /** Milliseconds since another sample, at least one. */
  long millisSince(Sample earlier) {
    return Math.max(1, Duration.between(earlier.at, at).toMillis());
  }

  /** CPU cores that the job kept busy since another sample. */
  double coresSince(Sample earlier) {
    return (double) jobCpu.minus(earlier.jobCpu).toMillis() / millisSince(earlier);
  }

  /** Records that were read since another sample. */
  Optional<Long> recordsSince(Sample earlier) {
    return read.flatMap(now -> earlier.read.map(before -> now.returned() - before.returned()));
  }

  /** CPU of the job for a record read since another sample, microseconds; empty without records. */
  Optional<Double> microsPerRecordSince(Sample earlier) {
    return recordsSince(earlier)
        .filter(records -> records > 0)
        .map(records -> jobCpu.minus(earlier.jobCpu).toNanos() / 1000.0 / records);
  }

  /** CPU of the endpoint for a record read since another sample, microseconds. */
  Optional<Double> endpointMicrosSince(Sample earlier) {
    return recordsSince(earlier)
        .filter(records -> records > 0)
        .map(
            records ->
                read.get().cpu().minus(earlier.read.get().cpu()).toNanos() / 1000.0 / records);
  }
}
