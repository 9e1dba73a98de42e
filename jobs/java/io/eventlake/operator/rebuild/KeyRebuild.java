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
import io.eventlake.table.rows.SilverColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private final SilverColumns columns;
  private final boolean hasSessions;
  private final Output output;

  /** What the lake has of the key's sessions. */
  private final StoredSessions stored;

  /** What they become. */
  private final SessionBuilder sessions;

  private final CountChanges counts;
  private final Map<UUID, LateEvent> late = new HashMap<>();
  private final Set<UUID> seen = new HashSet<>();
  private final List<RebuildRecord> sameMillisecond = new ArrayList<>();
  private final List<EventEnvelope> undecided = new ArrayList<>();

  KeyRebuild(
      String key,
      RebuildScope scope,
      SessionBounds bounds,
      SessionFacts facts,
      SessionRevisions revisions,
      Output output) {
    this.key = key;
    this.scope = scope;
    this.columns = facts.columns;
    this.hasSessions = facts.hasSessions();
    this.output = output;
    this.stored = new StoredSessions(key, scope, bounds, revisions);
    this.sessions = new SessionBuilder(key, bounds, facts);
    this.counts = new CountChanges(output::count);
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
        stored.add(record.session, record.sessionRow);
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
      if (stored.wouldJoinFixed(event)) {
        stayLate(event);
      } else {
        put(event, sessions.place(event) ? null : CountedRecord.BEYOND_BOUND);
      }
    }

    counts.finish(seen::contains);
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
      counts.addBefore(id, event, outcome(event));
      return;
    }

    // Of a neighbouring day: counts where its session starts within the days.
    boolean first = seen.add(id);
    boolean counted = Boolean.TRUE.equals(columns.inSession(event.silver));
    if (first && counted && scope.endMillis() <= event.eventTimeMillis && !stored.hasFixed(event)) {
      sessions.place(event);
    }
  }

  /** What became of an event by the tables; null when it counts in a session. */
  private String outcome(EventEnvelope event) {
    if (isOfNoSession(event)) {
      return CountedRecord.NO_SESSION;
    }

    Boolean inSession = columns.inSession(event.silver);
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
            .thenComparing(record -> record.subSequenceNumber)
            .thenComparing(record -> record.eventIndex));
    for (RebuildRecord record : sameMillisecond) {
      UUID id = id(record.event);
      boolean first = seen.add(id);
      if (record.replayed) {
        counts.addReplayed(id, record.event, first);
      }

      if (first) {
        decide(record.event);
      }
    }

    sameMillisecond.clear();
  }

  private void decide(EventEnvelope event) {
    UUID id = id(event);
    if (isOfNoSession(event)) {
      put(event, CountedRecord.NO_SESSION);
    } else if (counts.allWere(id, CountedRecord.LATE)) {
      undecided.add(event);
    } else if (counts.wasInSession(id)) {
      boolean stays = !stored.hasWithin(event) && stored.hasFixed(event);
      put(event, stays || sessions.place(event) ? null : CountedRecord.BEYOND_BOUND);
    } else {
      sessions.leaveOut(event);
      put(event, CountedRecord.BEYOND_BOUND);
    }
  }

  private void stayLate(EventEnvelope event) {
    LateEvent known = late.get(id(event));
    output.late(known == null ? LateEvents.of(event, scope.endMillis(), columns) : known);
    put(event, CountedRecord.LATE);
  }

  /** Writes the event's silver row, and how the counts of the lake have to change. */
  private void put(EventEnvelope event, String outcome) {
    if (outcome == null) {
      columns.setInSession(event.silver);
    }

    output.silver(event.silver);
    counts.put(id(event), event, outcome);
  }

  private void write(Session session) {
    if (scope.contains(session.startMillis)) {
      stored.revise(session);
      output.session(session);
    }
  }

  private boolean isOfNoSession(EventEnvelope event) {
    return event.keyKind == KeyKind.NONE || !hasSessions;
  }

  private static UUID id(EventEnvelope event) {
    return new UUID(event.idHigh, event.idLow);
  }
}
