package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** States of named sessions, as the sessionize function leaves them while they are open. */
final class SessionStates {

  private static final int SESSIONS = 200;

  private final SessionRules rules = new SessionRules(SessionTraffic.BOUNDS, SessionTraffic.FACTS);
  private final Map<String, SessionState> byKey = new HashMap<>();

  private SessionStates() {}

  /** Some sessions of so many events each. */
  static List<SessionState> of(int events) {
    SessionStates states = new SessionStates();
    SessionTraffic traffic = new SessionTraffic(SESSIONS, events);
    while (!traffic.roundOver()) {
      states.add(traffic.next());
    }

    return new ArrayList<>(states.byKey.values());
  }

  private void add(EventEnvelope event) {
    SessionState state = byKey.computeIfAbsent(event.key, key -> new SessionState());
    int until = SeenIds.hourAfter(rules.seenUntil(event, event.eventTimeMillis));
    state.seenUntilHour = until;
    if (state.seen.full()) {
      state.overflowed = true;
    } else {
      state.seen.add(Fingerprints.of(event.idHigh, event.idLow), until);
    }

    rules.place(state, event, event.eventTimeMillis);
  }
}
