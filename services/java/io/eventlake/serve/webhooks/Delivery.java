package io.eventlake.serve.webhooks;

/**
 * An event that a webhook sends, or has sent: a reference to it, nothing that it says.
 *
 * @param message the id that the receiver knows it by: the same whenever this webhook sends this
 *     event
 * @param run of its {@link Feed}
 * @param event its id
 * @param day of the event, which finds it quickly
 * @param snapshot that brought it
 * @param answer the status that the receiver answered last; 0 for none
 * @param trouble with the last attempt; null for none
 * @param created in milliseconds since 1970, as the others
 * @param due of the next attempt, while it is waiting
 */
record Delivery(
    String hook,
    int run,
    String message,
    String event,
    String type,
    String day,
    long snapshot,
    State state,
    int attempts,
    int answer,
    String trouble,
    long created,
    long changed,
    long due) {

  /** What became of it. */
  enum State {
    WAITING,
    DELIVERED,
    FAILED,
    /** The event was gone from the lake before it was sent. */
    WITHDRAWN
  }

  /** After an attempt. */
  Delivery attempted(State now, int status, String what, long time, long next) {
    return new Delivery(
        hook,
        run,
        message,
        event,
        type,
        day,
        snapshot,
        now,
        attempts + 1,
        status,
        what,
        created,
        time,
        next);
  }

  /** Of which the event is gone. */
  Delivery withdrawn(long time) {
    return new Delivery(
        hook,
        run,
        message,
        event,
        type,
        day,
        snapshot,
        State.WITHDRAWN,
        attempts,
        answer,
        "The event is not in the lake any more.",
        created,
        time,
        0);
  }
}
