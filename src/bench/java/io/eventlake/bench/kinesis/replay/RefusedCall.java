package io.eventlake.bench.kinesis.replay;

/** A call that Kinesis answers with an error of its API. */
final class RefusedCall extends Exception {

  private static final long serialVersionUID = 1L;

  /** The error's name. */
  final String type;

  RefusedCall(String type, String message) {
    super(message);
    this.type = type;
  }
}
