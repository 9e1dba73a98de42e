package io.eventlake.family;

import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.session.SessionFacts;

/** What differs from one event family to the next; a pipeline is given one. */
public interface EventFamily {

  /** The name in tables, metrics and uids, for example {@code web}. */
  String name();

  EventDecoder decoder();

  SessionFacts sessionFacts();
}
