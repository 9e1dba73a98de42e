package io.eventlake.connector.kinesis;

import java.time.Duration;

/** What Kinesis says of a stream. */
final class StreamDescription {

  private final String arn;
  private final String status;
  private final Duration retention;

  StreamDescription(String arn, String status, Duration retention) {
    this.arn = arn;
    this.status = status;
    this.retention = retention;
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
}
