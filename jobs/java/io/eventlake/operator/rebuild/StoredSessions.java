package io.eventlake.operator.rebuild;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import io.eventlake.event.Session;
import io.eventlake.operator.session.SessionBounds;
import io.eventlake.operator.session.SessionKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;

/**
 * The sessions of a key as the lake has them: those of the rebuild's days, and their neighbours.
 */
final class StoredSessions {

  private final String key;
  private final RebuildScope scope;
  private final SessionBounds bounds;
  private final SessionRevisions revisions;

  private final List<Stored> within = new ArrayList<>(1);

  /** They start on other days and stay as they are. */
  private final List<Stored> fixed = new ArrayList<>(0);

  private static final class Stored {
    private final Session session;
    private final RowData row;

    private Stored(Session session, RowData row) {
      this.session = session;
      this.row = row;
    }
  }

  StoredSessions(String key, RebuildScope scope, SessionBounds bounds, SessionRevisions revisions) {
    this.key = key;
    this.scope = scope;
    this.bounds = bounds;
    this.revisions = revisions;
  }

  void add(Session session, RowData row) {
    (scope.contains(session.startMillis) ? within : fixed).add(new Stored(session, row));
  }

  /** Gives a session of the days its revision: it keeps that where nothing about it changed. */
  void revise(Session session) {
    for (Stored stored : within) {
      if (stored.session.sessionId.equals(session.sessionId)
          && stored.session.startMillis == session.startMillis) {
        revisions.revise(session, stored.row);
      }
    }
  }

  /** Whether the event lies in a session that starts within the days. */
  boolean hasWithin(EventEnvelope event) {
    return spans(within, event.eventTimeMillis);
  }

  /** Whether the event lies in a session that stays as it is. */
  boolean hasFixed(EventEnvelope event) {
    return spans(fixed, event.eventTimeMillis);
  }

  /** Whether an event without a place would come to lie in a session that stays as it is. */
  boolean wouldJoinFixed(EventEnvelope event) {
    long time = event.eventTimeMillis;
    if (SessionKeys.kind(key) == KeyKind.USER) {
      long gap = bounds.gapMillis;
      return fixed.stream()
          .map(stored -> stored.session)
          .anyMatch(row -> row.startMillis - gap < time && time < row.endMillis + gap);
    }

    long reach = bounds.maxDurationMillis;
    return !startsNear(within, time, reach + 1)
        && startsNear(fixed, time, reach + bounds.horizonMillis);
  }

  private static boolean startsNear(List<Stored> rows, long time, long reach) {
    return rows.stream().anyMatch(row -> Math.abs(time - row.session.startMillis) < reach);
  }

  private static boolean spans(List<Stored> rows, long time) {
    return rows.stream()
        .map(stored -> stored.session)
        .anyMatch(row -> row.startMillis <= time && time <= row.endMillis);
  }
}
