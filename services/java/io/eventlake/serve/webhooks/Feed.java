package io.eventlake.serve.webhooks;

/**
 * How far a webhook has got through the snapshots of the events.
 *
 * @param run 0 for what is committed, else the number of a replay
 * @param after all events of this snapshot, and of those before, are in the log; null for none
 * @param offset of the snapshot behind it, so many are as well
 * @param until where it ends; null for never
 * @param error why it ended before; null for no reason
 */
record Feed(int run, Long after, long offset, Long until, String error) {

  /** Of what is committed. */
  static Feed live(Long after) {
    return new Feed(0, after, 0, null, null);
  }

  /** Whether nothing is left of it. */
  boolean hasEnded() {
    return error != null || until != null && until.equals(after);
  }

  Feed behind(long snapshot) {
    return new Feed(run, snapshot, 0, until, error);
  }

  Feed within(long events) {
    return new Feed(run, after, events, until, error);
  }

  Feed failed(String why) {
    return new Feed(run, after, offset, until, why);
  }
}
