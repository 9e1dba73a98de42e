package io.eventlake.family.web.generate;

import io.eventlake.event.KeyKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Groups distinct events into sessions (design: semantics, section 4). */
final class ExpectedSessions {

  private static final long GAP_MILLIS = Duration.ofMinutes(30).toMillis();
  private static final long LONGEST_MILLIS = Duration.ofHours(24).toMillis();
  private static final int MOST_EVENTS = 10_000;

  private final Map<String, Named> named = new LinkedHashMap<>();
  private final Map<String, List<Arrival>> ofUsers = new LinkedHashMap<>();

  /**
   * Takes a distinct event in the order of arrival; its session or user must be known.
   *
   * @return false when the session had as many events, or lasted as long, as a session may
   */
  boolean add(Arrival arrival) {
    return arrival.kind == KeyKind.USER
        ? ofUsers.computeIfAbsent(arrival.key, user -> new ArrayList<>()).add(arrival)
        : named.computeIfAbsent(arrival.key, id -> new Named()).add(arrival);
  }

  /** All sessions, the named ones first. */
  List<ExpectedSession> all() {
    List<ExpectedSession> sessions = new ArrayList<>();
    named.forEach(
        (id, session) -> {
          session.events.sort(ExpectedSession.BY_TIME);
          sessions.add(new ExpectedSession(id, false, session.events, session.truncated));
        });
    ofUsers.forEach((user, events) -> cut(user, events, sessions));
    return sessions;
  }

  private static void cut(String user, List<Arrival> events, List<ExpectedSession> sessions) {
    events.sort(ExpectedSession.BY_TIME);
    int begin = 0;
    for (int end = 1; end <= events.size(); end++) {
      if (end == events.size()
          || events.get(end).timeMillis - events.get(end - 1).timeMillis >= GAP_MILLIS) {
        sessions.add(ofUser(user, events.subList(begin, end)));
        begin = end;
      }
    }
  }

  private static ExpectedSession ofUser(String user, List<Arrival> sorted) {
    Arrival first = sorted.get(0);
    long lasted = sorted.get(sorted.size() - 1).timeMillis - first.timeMillis;
    if (lasted > LONGEST_MILLIS || sorted.size() > MOST_EVENTS) {
      throw new IllegalStateException(
          "A user without session ids is active past a session's bound, where the order of arrival"
              + " decides what counts: generate more users.");
    }

    String name = user + "|" + first.timeMillis + "|" + first.idText();
    String id =
        first.id == null
            ? ExpectedLake.DERIVED_ID
            : UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return new ExpectedSession("u-" + id, true, sorted, false);
  }

  /** A session that the producer named: one, however long its pauses. */
  private static final class Named {

    private final List<Arrival> events = new ArrayList<>();
    private long startMillis = Long.MAX_VALUE;
    private long endMillis = Long.MIN_VALUE;
    private boolean truncated;

    boolean add(Arrival arrival) {
      long start = Math.min(startMillis, arrival.timeMillis);
      long end = Math.max(endMillis, arrival.timeMillis);
      if (events.size() == MOST_EVENTS || end - start > LONGEST_MILLIS) {
        truncated = true;
        return false;
      }
      startMillis = start;
      endMillis = end;
      return events.add(arrival);
    }
  }
}
