package io.eventlake.family.contract;

/**
 * What the lake takes a property for, beside keeping it. Several properties may have one role: of
 * those that have a value the first in the contract's order counts.
 */
public enum Role {
  /** Which of the contract's events it is; required. */
  EVENT_TYPE,
  /** When the event happened; required. */
  TIME,
  /** When an endpoint took the event, epoch milliseconds. */
  INGEST_TIME,
  /**
   * The event's id. One of type {@link PropertyType#ID} is it; of others, such as {@code source}
   * and {@code id}, which together are, all of them are required and it is derived from them.
   */
  IDENTITY,
  SESSION,
  USER,
  /** Consent to analytics: given where one of these is true and none is false. */
  CONSENT,
  /**
   * Added by the endpoint to each delivery: a retry may come at another time and by another
   * network, and is the same event.
   */
  DELIVERY
}
