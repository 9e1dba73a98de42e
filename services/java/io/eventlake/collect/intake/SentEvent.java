package io.eventlake.collect.intake;

/**
 * One event as it was sent.
 *
 * @param event its JSON, which is judged
 * @param record the same as a record for the lake
 */
record SentEvent(byte[] event, byte[] record) {

  static SentEvent alone(byte[] event) {
    return new SentEvent(event, event);
  }
}
