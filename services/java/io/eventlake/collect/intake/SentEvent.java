package io.eventlake.collect.intake;

import io.eventlake.family.JudgedEvent;

/**
 * One event as it was sent.
 *
 * @param event its JSON, which is judged
 * @param record the same as a record for the lake
 * @param fault why several that were sent as one are none; null for an event
 */
record SentEvent(byte[] event, byte[] record, JudgedEvent fault) {

  static SentEvent alone(byte[] event) {
    return new SentEvent(event, event, null);
  }

  /** Of several, of which one event alone might look like several to the lake. */
  static SentEvent among(byte[] event, byte[] batchOfOne) {
    return new SentEvent(event, batchOfOne, null);
  }

  static SentEvent none(byte[] document, JudgedEvent fault) {
    return new SentEvent(document, document, fault);
  }
}
