package io.eventlake.family.web.generate;

import io.eventlake.event.RejectReason;
import java.util.UUID;

/** One event of a visit before it is written: everything that its copies have in common. */
final class Hit {

  final Visit visit;
  final WebEventType type;
  final Page page;

  /** The page before, or null. */
  final String referrer;

  /** When it really happened, epoch milliseconds. */
  final long atMillis;

  /** The seed of all that is drawn when it is written: each copy is the same. */
  final long seed;

  /** {@code ts} as the client's clock has it, epoch microseconds. */
  long tsMicros;

  /** Null when the producer sends none. */
  UUID id;

  /** The optional property that is sent as an empty string, or null. */
  String emptied;

  /** True when a property is added that the contract does not know. */
  boolean unknownProperty;

  /** How it breaks the contract, or null. */
  RejectReason flaw;

  /** True when it arrives late in any case, to close a gap between two sessions. */
  boolean held;

  Hit(Visit visit, WebEventType type, Page page, String referrer, long atMillis, long seed) {
    this.visit = visit;
    this.type = type;
    this.page = page;
    this.referrer = referrer;
    this.atMillis = atMillis;
    this.seed = seed;
    this.tsMicros = atMillis * 1000;
  }

  boolean skewed() {
    return tsMicros / 1000 != atMillis;
  }

  /** The session as sent, or null when it is absent or empty. */
  String sessionId() {
    return "session_id".equals(emptied) ? null : visit.sessionId;
  }
}
