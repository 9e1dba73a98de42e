package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.job.RocksDbFiles;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.testing.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;

/** The sessionize operator on Flink's harness, with the default bounds but for the size. */
final class SessionHarness implements AutoCloseable {

  static final int MAX_EVENTS = 100;

  /** Room for the state of one short session and not of two, bytes. */
  static final long ROOM_FOR_ONE = 900;

  private final KeyedOneInputStreamOperatorTestHarness<String, EventEnvelope, RowData> harness;
  private final StateBackend backend;
  private final long room;
  private final SessionBounds bounds;
  private final SessionFacts facts;

  private SessionHarness(StateBackend backend, long room, OperatorSubtaskState restored)
      throws Exception {
    this(backend, room, restored, new RecordedMetrics());
  }

  private SessionHarness(
      StateBackend backend, long room, OperatorSubtaskState restored, RecordedMetrics metrics)
      throws Exception {
    this(backend, room, restored, metrics, bounds(null), TestEvents.FACTS);
  }

  private SessionHarness(
      StateBackend backend,
      long room,
      OperatorSubtaskState restored,
      RecordedMetrics metrics,
      SessionBounds bounds,
      SessionFacts facts)
      throws Exception {
    this.backend = backend;
    this.room = room;
    this.bounds = bounds;
    this.facts = facts;
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new SessionizeOperator(bounds, facts, room),
            event -> event.key,
            Types.STRING,
            metrics.environment());
    harness.setStateBackend(backend);
    if (restored != null) {
      harness.initializeState(restored);
    }

    harness.open();
  }

  static SessionHarness fresh() throws Exception {
    return new SessionHarness(new HashMapStateBackend(), 0, null);
  }

  /** With metrics that a test can see; their clock begins with the test's time. */
  static SessionHarness measured(RecordedMetrics metrics) throws Exception {
    return new SessionHarness(new HashMapStateBackend(), 0, null, metrics).clock(0);
  }

  /** Corrects a session so long after its last event. */
  static SessionHarness correcting(Duration correction) throws Exception {
    return new SessionHarness(
        new HashMapStateBackend(),
        0,
        null,
        new RecordedMetrics(),
        bounds(correction),
        TestEvents.FACTS);
  }

  /** Whose sessions keep notes of their events. */
  static SessionHarness noting() throws Exception {
    return new SessionHarness(
        new HashMapStateBackend(), 0, null, new RecordedMetrics(), bounds(null), TestEvents.NOTING);
  }

  /** The same on RocksDB, with room for states as objects, bytes. */
  static SessionHarness notingOnRocksDb(long room) throws Exception {
    return new SessionHarness(
        rocksDb(), room, null, new RecordedMetrics(), bounds(null), TestEvents.NOTING);
  }

  private static SessionBounds bounds(Duration correction) {
    Duration day = Duration.ofHours(24);
    return new SessionBounds(Duration.ofMinutes(30), day, correction, day, MAX_EVENTS);
  }

  /** On RocksDB, with room for states as objects, bytes. */
  static SessionHarness onRocksDb(long room) throws Exception {
    return onRocksDb(room, new RecordedMetrics());
  }

  static SessionHarness onRocksDb(long room, RecordedMetrics metrics) throws Exception {
    return new SessionHarness(rocksDb(), room, null, metrics);
  }

  private static StateBackend rocksDb() {
    // As a slot of a local run; the harness's own memory is enough for a few keys only.
    Configuration memory = new Configuration();
    memory.set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    RocksDbFiles.set(memory);
    return new EmbeddedRocksDBStateBackend()
        .configure(memory, SessionHarness.class.getClassLoader());
  }

  /** Goes on in a new operator from this one's snapshot. */
  SessionHarness restored() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    close();
    return new SessionHarness(backend, room, snapshot, new RecordedMetrics(), bounds, facts);
  }

  /** What a checkpoint holds now. */
  OperatorSubtaskState snapshot() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1);
  }

  /** Goes on in a new operator from a snapshot of another. */
  static SessionHarness of(OperatorSubtaskState snapshot) throws Exception {
    return new SessionHarness(new HashMapStateBackend(), 0, snapshot);
  }

  SessionHarness process(TestEvents.Builder... events) throws Exception {
    for (TestEvents.Builder event : events) {
      EventEnvelope built = event.build();
      harness.processElement(built, built.eventTimeMillis);
    }

    return this;
  }

  /** Minutes after the start of the test's time. */
  SessionHarness watermark(double minutes) throws Exception {
    harness.processWatermark(TestEvents.START + (long) (minutes * TestEvents.MINUTE));
    return this;
  }

  /** The wall clock, minutes after the start of the test's time. */
  SessionHarness clock(double minutes) throws Exception {
    harness.setProcessingTime(TestEvents.START + (long) (minutes * TestEvents.MINUTE));
    return this;
  }

  SessionHarness end() throws Exception {
    harness.processWatermark(Long.MAX_VALUE);
    return this;
  }

  int silverRows() {
    return silver().size();
  }

  List<RowData> silver() {
    return harness.extractOutputValues();
  }

  List<Session> sessions() {
    return side(SessionizeOperator.SESSIONS);
  }

  List<LateEvent> late() {
    return side(SessionizeOperator.LATE);
  }

  /** What came out so far is not asked for any more. */
  void forgetOutput() {
    harness.getOutput().clear();
    for (OutputTag<?> tag :
        List.of(SessionizeOperator.SESSIONS, SessionizeOperator.LATE, SessionizeOperator.COUNTS)) {
      Queue<?> output = harness.getSideOutput(tag);
      if (output != null) {
        output.clear();
      }
    }
  }

  /** The rows a reader of the table sees once all changes are applied, by session id. */
  Map<String, Session> table() {
    Map<String, Session> table = new TreeMap<>();
    for (Session change : sessions()) {
      switch (change.rowKind) {
        case UPDATE_BEFORE -> {
          if (table.remove(change.sessionId) == null) {
            throw new AssertionError("retracts what was not written: " + change.sessionId);
          }
        }
        default -> {
          if (table.put(change.sessionId, change) != null) {
            throw new AssertionError("written twice: " + change.sessionId);
          }
        }
      }
    }

    return table;
  }

  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (CountedRecord record : this.<CountedRecord>side(SessionizeOperator.COUNTS)) {
      counts.merge(record.outcome, record.records, Long::sum);
    }

    return counts;
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  /** Bytes that a checkpoint takes. */
  long stateBytes() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1).getStateSize();
  }

  /** Keys that the backend holds a state of; also where entries cannot be counted. */
  long keysInBackend(String state) {
    return ((AbstractStreamOperator<?>) harness.getOperator())
        .getKeyedStateBackend()
        .getKeys(state, VoidNamespace.INSTANCE)
        .count();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  private <T> List<T> side(OutputTag<T> tag) {
    Queue<StreamRecord<T>> output = harness.getSideOutput(tag);
    List<T> values = new ArrayList<>();
    if (output != null) {
      output.forEach(record -> values.add(record.getValue()));
    }

    return values;
  }
}
