package io.eventlake.event;

/** What an event's session key is made of (design: semantics, section 4). */
public enum KeyKind {
  /** The session that the producer named. */
  SESSION,
  /** The user: sessions are cut at gaps. */
  USER,
  /** Neither: the event belongs to no session and is only deduplicated. */
  NONE
}
