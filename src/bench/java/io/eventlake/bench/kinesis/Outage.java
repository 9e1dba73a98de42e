package io.eventlake.bench.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was seen of an outage.
 *
 * @param killed when the job was killed
 * @param restarted when it was started again
 * @param firstRead when it had read its first record again, where the endpoint can tell
 * @param atTip when it had read all that there was, where the endpoint can tell and it did
 */
record Outage(
    Instant killed,
    Checkpoints before,
    Instant restarted,
    Optional<Sample> firstRead,
    Optional<Sample> atTip) {

  /** How long the job was down. */
  Duration length() {
    return Duration.between(killed, restarted);
  }
}
