package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Which events of the current key were seen. The first ids are in the key's state, so that most
 * events need no other; those beyond are entries of their own, so that the cost of an event does
 * not grow with the length of its session.
 */
final class SeenEvents {

  private static final long MINUTES = 60;
  private static final long MINUTE = 60_000;

  private final SessionRules rules;

  /** Ids beyond those in the session state, with the minute each is kept until. */
  private final MapState<Tuple2<Long, Long>, Integer> more;

  SeenEvents(SessionRules rules, MapState<Tuple2<Long, Long>, Integer> more) {
    this.rules = rules;
    this.more = more;
  }

  boolean contains(SessionState state, EventEnvelope event) throws Exception {
    return state.seen.contains(Fingerprints.of(event.idHigh, event.idLow))
        || (state.overflowed && more.contains(Tuple2.of(event.idHigh, event.idLow)));
  }

  void add(SessionState state, EventEnvelope event, long watermark) throws Exception {
    int until = SeenIds.hourAfter(rules.seenUntil(event, watermark));
    state.seenUntilHour = Math.max(state.seenUntilHour, until);
    if (state.seen.full()) {
      state.seen.expire(watermark);
    }

    if (state.seen.full()) {
      more.put(Tuple2.of(event.idHigh, event.idLow), minuteOf(until));
      state.overflowed = true;
    } else {
      state.seen.add(Fingerprints.of(event.idHigh, event.idLow), until);
    }
  }

  /** Forgets what is kept until before now. */
  void expire(SessionState state, long now) throws Exception {
    state.seen.expire(now);
    if (!state.overflowed || now < state.expireOverflowAt) {
      return;
    }

    // A walk over all of them, so a few times within the horizon only.
    state.expireOverflowAt = rules.nextOverflowExpiry(now);
    Iterator<Map.Entry<Tuple2<Long, Long>, Integer>> entries = more.entries().iterator();
    boolean left = false;
    while (entries.hasNext()) {
      if (millisOfMinute(entries.next().getValue()) <= now) {
        entries.remove();
      } else {
        left = true;
      }
    }

    state.overflowed = left;
    if (!left) {
      // An emptied map still takes its place in a heap backend.
      more.clear();
    }
  }

  /** As state has had it from the beginning. */
  private static int minuteOf(int hour) {
    return (int) Math.min(Integer.MAX_VALUE, hour * MINUTES);
  }

  private static long millisOfMinute(int minute) {
    return minute == Integer.MAX_VALUE ? Long.MAX_VALUE : minute * MINUTE;
  }
}
