package io.eventlake.event;

/** A session and the segments its user was in when it began. */
public class SessionWithSegments {

  public Session session;

  /** Sorted, each once; null when they could not be looked up. */
  public String[] segments;

  public SessionWithSegments() {}

  public SessionWithSegments(Session session, String[] segments) {
    this.session = session;
    this.segments = segments;
  }
}
