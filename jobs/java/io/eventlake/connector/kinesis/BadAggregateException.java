package io.eventlake.connector.kinesis;

/** A record that begins as an aggregate and is none. Says what is wrong, nothing of the record. */
final class BadAggregateException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param flaw what is wrong, as the end of a sentence
   */
  BadAggregateException(String flaw) {
    // Without a stack trace: a client can send many of them.
    super(
        "The record begins as an aggregate of the Kinesis Producer Library, but " + flaw + ".",
        null,
        false,
        false);
  }
}
