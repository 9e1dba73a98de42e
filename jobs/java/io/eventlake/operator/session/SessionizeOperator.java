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
import org.apache.flink.configuration.TaskManagerOptions;
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

  /** One for all: Flink copies it wherever objects are not used again. */
  private transient CountedRecord counted;

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
    counted = new CountedRecord();
    metrics =
        new SessionMetrics(
            getMetricGroup(), () -> getProcessingTimeService().getCurrentProcessingTime());
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
      count(event, CountedRecord.DUPLICATE);
      return;
    }

    forgetTimers.withdraw(state);
    long watermark = watermark();
    seen.add(state, event, watermark);
    SessionRules.Placement placement = rules.place(state, event, watermark);
    if (placement == SessionRules.Placement.IN_SESSION) {
      facts.columns.setInSession(event.silver);
    }

    output.collect(element.replace(event.silver));
    count(event, CountedRecord.SILVER);
    report(placement, event, watermark);
    sessions.put(state, due(state, event.keyKind, watermark));
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
        SessionChanges.write(
            session,
            key,
            facts.tally,
            change -> output.collect(SESSIONS, new StreamRecord<>(change)));
      }
    }

    rules.forget(state, kind, now);
    seen.expire(state, now);
    if (state.empty()) {
      sessions.clear();
    } else if (state.open()) {
      sessions.put(state, due(state, kind, now));
    } else {
      sessions.release(state, due(state, kind, now));
    }
  }

  private void report(SessionRules.Placement placement, EventEnvelope event, long watermark) {
    switch (placement) {
      case NO_SESSION:
        count(event, CountedRecord.NO_SESSION);
        break;
      case BEYOND_BOUND:
        count(event, CountedRecord.BEYOND_BOUND);
        break;
      case LATE:
        count(event, CountedRecord.LATE);
        output.collect(LATE, new StreamRecord<>(LateEvents.of(event, watermark, facts.columns)));
        break;
      default:
        break;
    }
  }

  /** The earliest time at which anything of the key is due: one timer for each key. */
  private long due(SessionState state, KeyKind kind, long watermark) {
    long next = state.sessions.isEmpty() ? state.idsDue() : Long.MAX_VALUE;
    for (SessionAggregate session : state.sessions) {
      next = Math.min(next, rules.dueTime(state, session, kind));
    }

    // What is overdue waits for the next watermark, so that one correction takes in all that came.
    return Math.max(next, saturatedNext(watermark));
  }

  private void count(EventEnvelope event, String outcome) {
    metrics.count(outcome);
    counted.set(event.arrivalMillis, outcome, null, event.eventType);
    output.collect(COUNTS, new StreamRecord<>(counted));
  }

  private long watermark() {
    return lastWatermark.orLater(timers.currentWatermark());
  }

  private long room() {
    if (room != ROOM_BY_HEAP) {
      return room;
    }

    int slots =
        getContainingTask()
            .getEnvironment()
            .getTaskManagerInfo()
            .getConfiguration()
            .get(TaskManagerOptions.NUM_TASK_SLOTS);
    return SessionStore.room(Runtime.getRuntime().maxMemory(), slots);
  }

  private static long saturatedNext(long watermark) {
    return watermark == Long.MAX_VALUE ? watermark : watermark + 1;
  }
}
