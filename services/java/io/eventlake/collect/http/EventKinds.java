package io.eventlake.collect.http;

import io.eventlake.collect.intake.EventKind;
import java.util.List;

/**
 * The kinds of events that have routes.
 *
 * @param events one by one
 * @param envelopes of learning events
 * @param extensions of profiles that envelopes are judged by
 */
public record EventKinds(EventKind events, EventKind envelopes, List<String> extensions) {

  public EventKinds {
    extensions = List.copyOf(extensions);
  }
}
