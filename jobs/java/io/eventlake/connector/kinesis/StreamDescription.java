package io.eventlake.connector.kinesis;

import java.time.Duration;
import java.time.Instant;

/** What Kinesis says of a stream. */
final class StreamDescription {

  private final String arn;
  private final String status;
  private final Duration retention;
  private final Instant created;
  private final Instant now;

  StreamDescription(String arn, String status, Duration retention, Instant created, Instant now) {
    this.arn = arn;
    this.status = status;
    this.retention = retention;
    this.created = created;
    this.now = now;
  }

  String arn() {
    return arn;
  }

  /** Kinesis's own word, for example {@code ACTIVE}. */
  String status() {
    return status;
  }

  /** How long a record is kept. */
  Duration retention() {
    return retention;
  }

  Instant created() {
    return created;
  }

  /** When it said so, by its own clock. */
  Instant now() {
    return now;
  }
}
