package io.eventlake.operator.rebuild;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.session.LateEvents;
import io.eventlake.operator.session.SessionBounds;
import io.eventlake.operator.session.SessionBuilder;
import io.eventlake.operator.session.SessionFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.table.data.RowData;

/**
 * The events and sessions of one key, written anew for the days of a rebuild.
 *
 * <p>The rules, so that any days can be rebuilt while their neighbours stay as they are:
 *
 * <ul>
 *   <li>Of the records of an event the first to arrive counts, however long after it the others
 *       came; an event that silver has on a neighbouring day stays there.
 *   <li>A session belongs to the day of its start. One that starts on another day stays as it is,
 *       and so does what the lake says of its events, on whatever day.
 *   <li>An event that the stream counted in a session counts again; one that it left out because
 *       the session was full stays out. A late event, or one that silver lacks, is put where it
 *       belongs, unless that is a session that stays as it is: then it stays, or becomes, late.
 * </ul>
 */
final class KeyRebuild {

  /** Where the results go. */
  interface Output {

    void silver(RowData row);

    void session(Session session);

    void late(LateEvent event);

    void count(CountedRecord record);
  }

  private final String key;
  private final RebuildScope scope;
  private final SessionBounds bounds;
  private final SessionFacts facts;
  private final Output output;
  private final SessionBuilder sessions;

  /** What the lake has: sessions that start within the days, and others. */
  private final List<Session> within = new ArrayList<>(1);

  private final List<Session> fixed = new ArrayList<>(0);
  private final Map<UUID, LateEvent> late = new HashMap<>();
  private final Map<UUID, List<Old>> old = new HashMap<>();

  private final Set<UUID> seen = new HashSet<>();

  /** Events whose first record was a dead letter. */
  private final Set<UUID> replayed = new HashSet<>(0);

  private final List<RebuildRecord> sameMillisecond = new ArrayList<>();
  private final List<EventEnvelope> undecided = new ArrayList<>();

  /** A row of silver.events as it is. */
  private static final class Old {
    private final long arrivalMillis;
    private final String eventType;
    private final String outcome;

    private Old(EventEnvelope event, String outcome, SessionFacts facts) {
      this.arrivalMillis = event.arrivalMillis;
      this.eventType = facts.eventType(event.silver);
      this.outcome = outcome;
    }
  }

  KeyRebuild(
      String key, RebuildScope scope, SessionBounds bounds, SessionFacts facts, Output output) {
    this.key = key;
    this.scope = scope;
    this.bounds = bounds;
    this.facts = facts;
    this.output = output;
    this.sessions = new SessionBuilder(key, bounds, facts);
  }

  /** The session key that is being rebuilt. */
  String key() {
    return key;
  }

  /**
   * Takes a record; those of tables must come before those of bronze, and these as they arrived.
   */
  void add(RebuildRecord record) {
    switch (record.kind) {
      case SESSION:
        (scope.contains(record.session.startMillis) ? within : fixed).add(record.session);
        break;
      case LATE:
        addLate(record.late);
        break;
      case SILVER:
        addSilver(record.event);
        break;
      default:
        if (!sameMillisecond.isEmpty() && sameMillisecond.get(0).order != record.order) {
          takeSameMillisecond();
        }

        sameMillisecond.add(record);
    }
  }

  /** Writes what can only be known at the end. */
  void finish() {
    takeSameMillisecond();
    for (EventEnvelope event : undecided) {
      if (belongsToFixed(event.eventTimeMillis)) {
        stayLate(event);
      } else {
        put(event, sessions.place(event) ? null : CountedRecord.BEYOND_BOUND);
      }
    }

    old.forEach(this::gone);
    sessions.write(this::write);
  }

  private void addLate(LateEvent event) {
    if (scope.contains(event.eventTimeMillis)) {
      late.put(UUID.fromString(event.eventId), event);
    } else {
      output.late(event);
    }
  }

  private void addSilver(EventEnvelope event) {
    UUID id = id(event);
    if (scope.contains(event.eventTimeMillis)) {
      old.computeIfAbsent(id, unused -> new ArrayList<>(1))
          .add(new Old(event, outcome(event), facts));
      return;
    }

    // Of a neighbouring day: counts where its session starts within the days.
    boolean first = seen.add(id);
    boolean counts = Boolean.TRUE.equals(facts.inSession(event.silver));
    if (first && counts && scope.endMillis() <= event.eventTimeMillis && !isWithin(fixed, event)) {
      sessions.place(event);
    }
  }

  /** What became of an event by the tables; null when it counts in a session. */
  private String outcome(EventEnvelope event) {
    if (event.keyKind == KeyKind.NONE) {
      return CountedRecord.NO_SESSION;
    }

    Boolean inSession = facts.inSession(event.silver);
    boolean isLate = late.containsKey(id(event));
    if (inSession == null ? !isLate : inSession) {
      return null;
    }

    return isLate ? CountedRecord.LATE : CountedRecord.BEYOND_BOUND;
  }

  private void takeSameMillisecond() {
    sameMillisecond.sort(
        // Before 1970 they are more than those of a millisecond: no record's order is negative.
        Comparator.comparingLong((RebuildRecord record) -> record.event.arrivalMillis)
            .thenComparing(record -> record.event.shardId)
            .thenComparing(record -> record.sequenceNumber.length())
            .thenComparing(record -> record.sequenceNumber)
            .thenComparing(record -> record.subSequenceNumber));
    for (RebuildRecord record : sameMillisecond) {
      boolean first = seen.add(id(record.event));
      if (record.replayed) {
        takeReplayed(record.event, first);
      }

      if (first) {
        decide(record.event);
      }
    }

    sameMillisecond.clear();
  }

  /** The counts do not have it yet; here as a duplicate, of an event's first record put() does. */
  private void takeReplayed(EventEnvelope event, boolean first) {
    if (first) {
      replayed.add(id(event));
    } else {
      count(new Old(event, null, facts), CountedRecord.DUPLICATE, 1);
    }
  }

  private void decide(EventEnvelope event) {
    if (event.keyKind == KeyKind.NONE) {
      put(event, CountedRecord.NO_SESSION);
      return;
    }

    List<Old> rows = old.get(id(event));
    if (rows == null || rows.stream().allMatch(row -> CountedRecord.LATE.equals(row.outcome))) {
      undecided.add(event);
    } else if (rows.stream().anyMatch(row -> row.outcome == null)) {
      boolean stays = !isWithin(within, event) && isWithin(fixed, event);
      put(event, stays || sessions.place(event) ? null : CountedRecord.BEYOND_BOUND);
    } else {
      sessions.leaveOut(event);
      put(event, CountedRecord.BEYOND_BOUND);
    }
  }

  private void stayLate(EventEnvelope event) {
    LateEvent known = late.get(id(event));
    output.late(known == null ? LateEvents.of(event, scope.endMillis(), facts) : known);
    put(event, CountedRecord.LATE);
  }

  /** Rows whose event is a duplicate of one on a neighbouring day, or that bronze does not have. */
  private void gone(UUID id, List<Old> rows) {
    for (Old row : rows) {
      count(row, -1);
      if (seen.contains(id)) {
        count(row, CountedRecord.DUPLICATE, 1);
      }
    }
  }

  /** Writes the event's silver row, and how the counts of the lake have to change. */
  private void put(EventEnvelope event, String outcome) {
    if (outcome == null) {
      facts.setInSession(event.silver);
    }

    output.silver(event.silver);
    Old now = new Old(event, outcome, facts);
    List<Old> before = old.remove(id(event));
    boolean wasLetter = replayed.contains(id(event));
    if (!wasLetter && before != null && before.size() == 1 && same(before.get(0), now)) {
      return;
    }

    count(now, 1);
    if (before != null) {
      // Each of the event's records is either its row or a duplicate.
      if (!wasLetter) {
        count(now, CountedRecord.DUPLICATE, -1);
      }

      for (Old row : before) {
        count(row, -1);
        count(row, CountedRecord.DUPLICATE, 1);
      }
    }
  }

  private void count(Old row, int records) {
    count(row, CountedRecord.SILVER, records);
    if (row.outcome != null) {
      count(row, row.outcome, records);
    }
  }

  private void count(Old row, String outcome, int records) {
    output.count(new CountedRecord(row.arrivalMillis, outcome, null, row.eventType, records));
  }

  /** A session of the days; it keeps its revision where nothing about it changed. */
  private void write(Session session) {
    if (!scope.contains(session.startMillis)) {
      return;
    }

    for (Session row : within) {
      if (row.sessionId.equals(session.sessionId) && row.startMillis == session.startMillis) {
        session.revision = row.revision + (same(row, session) ? 0 : 1);
      }
    }

    output.session(session);
  }

  /** Whether an event without a place would come to lie in a session that stays as it is. */
  private boolean belongsToFixed(long time) {
    if (key.startsWith("u:")) {
      long gap = bounds.gapMillis;
      return fixed.stream()
          .anyMatch(row -> row.startMillis - gap < time && time < row.endMillis + gap);
    }

    long reach = bounds.maxDurationMillis;
    if (within.stream().anyMatch(row -> Math.abs(time - row.startMillis) <= reach)) {
      return false;
    }

    return fixed.stream()
        .anyMatch(row -> Math.abs(time - row.startMillis) < reach + bounds.horizonMillis);
  }

  private static boolean isWithin(List<Session> rows, EventEnvelope event) {
    long time = event.eventTimeMillis;
    return rows.stream().anyMatch(row -> row.startMillis <= time && time <= row.endMillis);
  }

  private static boolean same(Old before, Old now) {
    return before.arrivalMillis == now.arrivalMillis
        && before.eventType.equals(now.eventType)
        && (before.outcome == null ? now.outcome == null : before.outcome.equals(now.outcome));
  }

  /** Whether a row would say the same, but for its revision. */
  private static boolean same(Session row, Session session) {
    return row.endMillis == session.endMillis
        && row.pageViews == session.pageViews
        && row.interactions == session.interactions
        && row.clicks == session.clicks
        && row.events == session.events
        && row.truncated == session.truncated
        && Objects.equals(row.userId, session.userId)
        && Objects.equals(row.firstPageUrl, session.firstPageUrl)
        && Objects.equals(row.lastPageUrl, session.lastPageUrl)
        && Objects.equals(row.variant, session.variant)
        && Objects.equals(row.country, session.country);
  }

  private static UUID id(EventEnvelope event) {
    return new UUID(event.idHigh, event.idLow);
  }
}
