package io.eventlake.operator.segment;

import io.eventlake.operator.session.Session;

/** A session and the segments its user was in when it began. */
public class SessionWithSegments {

  public Session session;

  /** Sorted and distinct; empty without a user and on a retraction; null when unresolved. */
  public String[] segments;

  public SessionWithSegments() {}

  public SessionWithSegments(Session session, String[] segments) {
    this.session = session;
    this.segments = segments;
  }
}
