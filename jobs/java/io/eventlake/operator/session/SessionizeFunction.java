package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.operator.count.CountedRecord;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Drops duplicates and builds sessions: one keyed state, read and written once for each event.
 *
 * <p>Main output: the silver rows of distinct events. Side outputs: sessions as a changelog, late
 * events, and what became of each event for the balance sheet.
 */
public final class SessionizeFunction extends KeyedProcessFunction<String, EventEnvelope, RowData>
    implements CheckpointedFunction {

  public static final OutputTag<Session> SESSIONS =
      new OutputTag<>("sessions", TypeInformation.of(Session.class));
  public static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late", TypeInformation.of(LateEvent.class));
  public static final OutputTag<CountedRecord> COUNTS =
      new OutputTag<>("counts", TypeInformation.of(CountedRecord.class));

  private static final long serialVersionUID = 1L;

  private final SessionFacts facts;
  private final SessionRules rules;

  private transient ValueState<SessionState> sessions;
  private transient LastWatermark lastWatermark;

  /** One for all: Flink copies it wherever objects are not used again. */
  private transient CountedRecord counted;

  /** Ids beyond those in the session state, with the minute each is kept until. */
  private transient MapState<Tuple2<Long, Long>, Integer> moreSeen;

  public SessionizeFunction(SessionBounds bounds, SessionFacts facts) {
    this.facts = facts;
    this.rules = new SessionRules(bounds, facts);
  }

  @Override
  public void open(OpenContext context) {
    counted = new CountedRecord();
    sessions =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("sessions", new SessionStateSerializer()));
    moreSeen =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "more-seen", Types.TUPLE(Types.LONG, Types.LONG), Types.INT));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    lastWatermark = new LastWatermark(context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    lastWatermark.keep();
  }

  @Override
  public void processElement(EventEnvelope event, Context context, Collector<RowData> out)
      throws Exception {
    SessionState state = sessions.value();
    if (state == null) {
      state = new SessionState();
    } else if (seen(state, event)) {
      count(context, event, CountedRecord.DUPLICATE);
      return;
    }

    long watermark = watermark(context);
    remember(state, event, watermark);
    out.collect(event.silver);
    count(context, event, CountedRecord.SILVER);
    report(rules.place(state, event, watermark), event, context);
    schedule(state, event.keyKind, context);
    sessions.update(state);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RowData> out)
      throws Exception {
    SessionState state = sessions.value();
    if (state == null) {
      return;
    }

    // The watermark, not the timer's time: what else is due by now needs no timer of its own.
    long now = watermark(context);
    String key = context.getCurrentKey();
    KeyKind kind = SessionKeys.kind(key);
    state.timer = Long.MAX_VALUE;
    for (SessionAggregate session : state.sessions) {
      if (rules.closes(session, now)) {
        SessionChanges.write(session, key, change -> context.output(SESSIONS, change));
      }
    }

    rules.forget(state, kind, now);
    expireSeen(state, now);
    if (state.empty()) {
      sessions.clear();
      return;
    }

    schedule(state, kind, context);
    sessions.update(state);
  }

  private boolean seen(SessionState state, EventEnvelope event) throws Exception {
    return state.seen.contains(event.idHigh, event.idLow)
        || (state.overflowed && moreSeen.contains(Tuple2.of(event.idHigh, event.idLow)));
  }

  private void remember(SessionState state, EventEnvelope event, long watermark) throws Exception {
    int until = SeenIds.minuteAfter(rules.seenUntil(event, watermark));
    state.seenUntilMinute = Math.max(state.seenUntilMinute, until);
    if (state.seen.full()) {
      state.seen.expire(watermark);
    }

    if (state.seen.full()) {
      moreSeen.put(Tuple2.of(event.idHigh, event.idLow), until);
      state.overflowed = true;
    } else {
      state.seen.add(event.idHigh, event.idLow, until);
    }
  }

  private void report(SessionRules.Placement placement, EventEnvelope event, Context context) {
    switch (placement) {
      case NO_SESSION:
        count(context, event, CountedRecord.NO_SESSION);
        break;
      case BEYOND_BOUND:
        count(context, event, CountedRecord.BEYOND_BOUND);
        break;
      case LATE:
        count(context, event, CountedRecord.LATE);
        context.output(LATE, late(event, watermark(context)));
        break;
      default:
        break;
    }
  }

  /** One timer for each key, early rather than often: it finds out what is due. */
  private void schedule(SessionState state, KeyKind kind, Context context) {
    long next = state.sessions.isEmpty() ? state.idsDue() : Long.MAX_VALUE;
    for (SessionAggregate session : state.sessions) {
      next = Math.min(next, rules.dueTime(state, session, kind));
    }

    // What is overdue waits for the next watermark, so that one correction takes in all that came.
    next = Math.max(next, saturatedNext(watermark(context)));
    if (next < state.timer) {
      context.timerService().registerEventTimeTimer(next);
      state.timer = next;
    }
  }

  private void expireSeen(SessionState state, long now) throws Exception {
    state.seen.expire(now);
    if (!state.overflowed || now < state.expireOverflowAt) {
      return;
    }

    // A walk over all of them, so a few times within the horizon only.
    state.expireOverflowAt = rules.nextOverflowExpiry(now);
    Iterator<Map.Entry<Tuple2<Long, Long>, Integer>> more = moreSeen.entries().iterator();
    boolean left = false;
    while (more.hasNext()) {
      if (SeenIds.millisOf(more.next().getValue()) <= now) {
        more.remove();
      } else {
        left = true;
      }
    }

    state.overflowed = left;
    if (!left) {
      // An emptied map still takes its place in a heap backend.
      moreSeen.clear();
    }
  }

  private LateEvent late(EventEnvelope event, long watermark) {
    LateEvent late = new LateEvent();
    late.eventId = facts.eventId(event.silver);
    late.eventType = facts.eventType(event.silver);
    late.sessionId = facts.sessionId(event.silver);
    StringData user = facts.userId(event.silver);
    late.userId = user == null ? null : user.toString();
    late.tsMicros = facts.timestampMicros(event.silver);
    late.eventTimeMillis = event.eventTimeMillis;
    late.arrivalMillis = event.arrivalMillis;
    late.watermarkMillis = watermark;
    return late;
  }

  private void count(Context context, EventEnvelope event, String outcome) {
    context.output(
        COUNTS, counted.set(event.arrivalMillis, outcome, null, facts.eventType(event.silver)));
  }

  private long watermark(Context context) {
    return lastWatermark.orLater(context.timerService().currentWatermark());
  }

  private static long saturatedNext(long watermark) {
    return watermark == Long.MAX_VALUE ? watermark : watermark + 1;
  }
}
