package io.eventlake.bench.kinesis;

import java.time.Instant;
import java.util.Optional;

/** A Kinesis stream on this machine that events come into by the clock. */
interface EventStream extends AutoCloseable {

  /** For {@code source.endpoint}. */
  String endpoint();

  /** For {@code source.stream}. */
  String name();

  /** When the first event comes. */
  Instant begin();

  /** What its readers have got, where the endpoint can tell. */
  Optional<ReadProgress> progress();

  /**
   * Lets nothing come any more; may wait for what is still to come.
   *
   * @return number of records that came
   */
  long end();

  @Override
  void close();
}
