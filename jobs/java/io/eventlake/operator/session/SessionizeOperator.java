package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.operator.count.CountedRecord;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops duplicates and builds sessions: one keyed state, read and written at most once for each
 * event.
 *
 * <p>Main output: the silver rows of distinct events. Side outputs: sessions as a changelog, late
 * events, and what became of each event for the balance sheet.
 *
 * <p>Here events, watermarks and timers come in, and nothing is decided. Who does what:
 *
 * <ul>
 *   <li>{@link SessionState} is what is known of a key: {@link SeenIds} and, for each session, a
 *       {@link SessionAggregate} with its {@link SessionTexts} and {@link SessionNotes}; {@link
 *       SessionStateSerializer} has its bytes.
 *   <li>{@link SessionRules} decide what becomes of an event and when what is due; {@link
 *       SeenEvents} know repetitions; {@link SessionFacts} say what counts of an event.
 *   <li>{@link SessionStore} keeps the states, {@link ForgetTimers} drop them unread, {@link
 *       LastWatermark} outlives restarts.
 *   <li>{@link SessionChanges} make the rows, {@link SessionOutput} sends all on.
 * </ul>
 */
public class SessionizeOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<EventEnvelope, RowData>,
        Triggerable<String, VoidNamespace>,
        SessionStore.Owner {

  public static final OutputTag<Session> SESSIONS =
      new OutputTag<>("sessions", TypeInformation.of(Session.class));
  public static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late", TypeInformation.of(LateEvent.class));
  public static final OutputTag<CountedRecord> COUNTS =
      new OutputTag<>("counts", TypeInformation.of(CountedRecord.class));

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(SessionizeOperator.class);

  private static final long ROOM_BY_HEAP = -1;

  private final SessionFacts facts;
  private final SessionRules rules;
  private final long room;

  private transient SessionStore sessions;
  private transient LastWatermark lastWatermark;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient ForgetTimers forgetTimers;
  private transient SeenEvents seen;
  private transient SessionMetrics metrics;
  private transient SessionOutput results;

  public SessionizeOperator(SessionBounds bounds, SessionFacts facts) {
    this(bounds, facts, ROOM_BY_HEAP);
  }

  /**
   * @param room for states kept as objects where the backend has bytes, bytes of the heap
   */
  SessionizeOperator(SessionBounds bounds, SessionFacts facts, long room) {
    this.room = room;
    this.facts = facts;
    this.rules = new SessionRules(bounds, facts);
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    lastWatermark = new LastWatermark(context.getOperatorStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    metrics =
        new SessionMetrics(
            getMetricGroup(), () -> getProcessingTimeService().getCurrentProcessingTime());
    results = new SessionOutput(output, facts, metrics);
    timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
    sessions =
        new SessionStore(
            getRuntimeContext()
                .getState(new ValueStateDescriptor<>("sessions", new SessionStateSerializer())),
            this,
            getKeyedStateBackend().isSafeToReuseKVState() ? room() : 0,
            metrics.evictedSessions);
    forgetTimers =
        new ForgetTimers(
            trigger ->
                getInternalTimerService("forget-timers", VoidNamespaceSerializer.INSTANCE, trigger),
            sessions::clear);
    seen =
        new SeenEvents(
            rules,
            getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "more-seen", Types.TUPLE(Types.LONG, Types.LONG), Types.INT)));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    sessions.flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    lastWatermark.keep();
  }

  @Override
  public void processElement(StreamRecord<EventEnvelope> element) throws Exception {
    EventEnvelope event = element.getValue();
    SessionState state = sessions.get();
    if (state == null) {
      state = new SessionState();
    } else if (seen.contains(state, event)) {
      results.duplicate(event);
      return;
    }

    forgetTimers.withdraw(state);
    long watermark = watermark();
    seen.add(state, event, watermark);
    SessionRules.Placement placement = rules.place(state, event, watermark);
    results.distinct(element, placement, watermark);
    sessions.put(state, rules.dueTime(state, event.keyKind, watermark));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // Here, since neither an event nor a timer need come before the next checkpoint.
    lastWatermark.advance(mark.getTimestamp());
    sessions.advance(mark.getTimestamp());
    super.processWatermark(mark);
    metrics.watermarkLag.advance(mark.getTimestamp());
  }

  /** At the end of the input. */
  @Override
  public void finish() throws Exception {
    super.finish();
    LateShare.warning(metrics.counted(CountedRecord.LATE), metrics.counted(CountedRecord.SILVER))
        .ifPresent(warning -> LOG.warn(warning));
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    SessionState state = sessions.get();
    if (state == null) {
      return;
    }

    forgetTimers.withdraw(state);
    // The watermark, not the timer's time: what else is due by now needs no timer of its own.
    long now = watermark();
    if (state.hasTimerBy(now)) {
      state.timer = Long.MAX_VALUE;
    }

    settle(state, now);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("there are no timers of processing time");
  }

  @Override
  public String current() {
    return (String) getCurrentKey();
  }

  @Override
  public void set(String key) {
    setCurrentKey(key);
  }

  @Override
  public void register(SessionState state, long due) {
    if (state.timer == Long.MAX_VALUE
        && rules.forgottenBy(state, SessionKeys.kind(current()), due)) {
      forgetTimers.register(state, due);
    } else if (due < state.timer) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
      state.timer = due;
    }
  }

  @Override
  public void due(SessionState state, long watermark) throws Exception {
    settle(state, lastWatermark.orLater(watermark));
  }

  /** Does all that is due for the current key by now. */
  private void settle(SessionState state, long now) throws Exception {
    String key = current();
    KeyKind kind = SessionKeys.kind(key);
    for (SessionAggregate session : state.sessions) {
      if (rules.closes(session, now)) {
        SessionChanges.write(session, key, facts.tally, results::session);
      }
    }

    rules.settle(state, kind, now);
    rules.forget(state, kind, now);
    seen.expire(state, now);
    if (state.empty()) {
      sessions.clear();
    } else if (state.open()) {
      sessions.put(state, rules.dueTime(state, kind, now));
    } else {
      sessions.release(state, rules.dueTime(state, kind, now));
    }
  }

  private long watermark() {
    return lastWatermark.orLater(timers.currentWatermark());
  }

  private long room() {
    if (room != ROOM_BY_HEAP) {
      return room;
    }

    return SessionStore.room(
        getContainingTask().getEnvironment().getTaskManagerInfo().getConfiguration());
  }
}
