package io.eventlake.collect.intake;

/** A kind of events, with a route of its own: how a request of it is taken, and answered. */
public interface EventKind {

  /** Whose events a request has, as far as its head and the beginning of its body say. */
  CollectedFamily family(RequestHead head, byte[] body);

  /**
   * Takes a request.
   *
   * @param body unpacked
   * @throws RefusedException when no event can be taken from it
   */
  Taken take(RequestHead head, byte[] body);

  /** The status of HTTP that tells a sender, once the stream has the records. */
  int status(Taken taken);
}
