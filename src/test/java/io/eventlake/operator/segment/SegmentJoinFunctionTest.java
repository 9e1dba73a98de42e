package io.eventlake.operator.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.apache.flink.types.PojoTestUtils;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

// The harness declares close() to throw Exception.
@SuppressWarnings("try")
class SegmentJoinFunctionTest {

  private final FakeLookup lookup = new FakeLookup();

  @Test
  void recordsAreSerializedAsPojos() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Session.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SessionWithSegments.class);
  }

  @Test
  void takesDistinctSegmentsActiveAtTheStartSorted() throws Exception {
    lookup.answer(
        "u1",
        new SegmentMembership("vip", 0, 1_001),
        new SegmentMembership("beta", 1_000, 2_000),
        new SegmentMembership("vip", 500, Long.MAX_VALUE),
        new SegmentMembership("old", 0, 1_000),
        new SegmentMembership("future", 1_001, Long.MAX_VALUE));

    assertThat(join(session("s1", "u1", 1_000))).containsExactly("s1 INSERT [beta, vip]");
  }

  @Test
  void aSessionWithoutUserAndARetractionAreNotLookedUp() throws Exception {
    Session retraction = session("s1", "u1", 1_000);
    retraction.rowKind = RowKind.UPDATE_BEFORE;

    assertThat(join(retraction, session("s2", null, 1_000)))
        .containsExactly("s1 UPDATE_BEFORE []", "s2 INSERT []");
    assertThat(lookup.asked).isEmpty();
  }

  @Test
  void aFailedLookupIsUnresolvedAndStopsNothing() throws Exception {
    lookup.fail("u1");
    lookup.answer("u2");

    assertThat(join(session("s1", "u1", 1_000), session("s2", "u2", 1_000)))
        .containsExactly("s1 INSERT unresolved", "s2 INSERT []");
  }

  @Test
  void aLookupThatTakesTooLongIsUnresolved() throws Exception {
    CompletableFuture<List<SegmentMembership>> late = lookup.leaveOpen("u1");
    try (OneInputStreamOperatorTestHarness<Session, SessionWithSegments> harness = harness()) {
      harness.open();
      harness.processElement(session("s1", "u1", 1_000), 0);
      assertThat(harness.extractOutputValues()).isEmpty();

      late.completeExceptionally(new TimeoutException());
      harness.endInput();

      assertThat(lines(harness)).containsExactly("s1 INSERT unresolved");
    }
  }

  @Test
  void aRetractionStaysBeforeItsReplacement() throws Exception {
    CompletableFuture<List<SegmentMembership>> open = lookup.leaveOpen("u1");
    lookup.answer("u2");
    Session retraction = session("s1", "u1", 1_000);
    retraction.rowKind = RowKind.UPDATE_BEFORE;
    try (OneInputStreamOperatorTestHarness<Session, SessionWithSegments> harness = harness()) {
      harness.open();
      harness.processElement(session("s1", "u1", 1_000), 0);
      harness.processElement(retraction, 0);
      harness.processElement(session("s2", "u2", 1_000), 0);
      open.complete(List.of());
      harness.endInput();

      assertThat(lines(harness))
          .containsExactly("s1 INSERT []", "s1 UPDATE_BEFORE []", "s2 INSERT []");
    }
  }

  @Test
  void aLookupUnderWayAtASnapshotIsAskedAgain() throws Exception {
    lookup.leaveOpen("u1");
    OperatorSubtaskState snapshot;
    try (OneInputStreamOperatorTestHarness<Session, SessionWithSegments> harness = harness()) {
      harness.open();
      harness.processElement(session("s1", "u1", 1_000), 0);
      snapshot = harness.snapshot(1, 1);
    }

    lookup.answer("u1", new SegmentMembership("vip", 0, Long.MAX_VALUE));
    try (OneInputStreamOperatorTestHarness<Session, SessionWithSegments> restored = harness()) {
      restored.initializeState(snapshot);
      restored.open();
      restored.endInput();

      assertThat(lines(restored)).containsExactly("s1 INSERT [vip]");
    }

    assertThat(lookup.asked).containsExactly("u1", "u1");
  }

  /** It was written by the release before sessions were those of any family. */
  @Test
  void aLookupUnderWayInAnOlderSavepointLosesNothing() throws Exception {
    OperatorSubtaskState old =
        OperatorSnapshotUtil.readStateHandle(
            "src/test/resources/state/format-2/session-lookup.bin");
    OperatorSubtaskState again;
    try (OneInputStreamOperatorTestHarness<Session, SessionWithSegments> restored = harness()) {
      lookup.leaveOpen("u1");
      restored.initializeState(old);
      restored.open();
      again = restored.snapshot(1, 1);
    }

    lookup.answer("u1", new SegmentMembership("vip", 0, Long.MAX_VALUE));
    try (OneInputStreamOperatorTestHarness<Session, SessionWithSegments> restored = harness()) {
      restored.initializeState(again);
      restored.open();
      restored.endInput();

      assertThat(lines(restored)).containsExactly("s1 INSERT [vip]");
      Session session = restored.extractOutputValues().get(0).session;
      assertThat(session.sums).containsExactly(3, 4, 5, 6);
      assertThat(session.flags).isEqualTo(1);
      assertThat(session.texts).containsExactly("/first", "/last", "A", "IL", "shop");
      assertThat(session.events).isEqualTo(12);
      assertThat(session.endMillis).isEqualTo(2_000);
      assertThat(session.truncated).isTrue();
      assertThat(session.revision).isEqualTo(7);
      assertThat(session.idDerived).isTrue();
    }
  }

  private List<String> join(Session... sessions) throws Exception {
    try (OneInputStreamOperatorTestHarness<Session, SessionWithSegments> harness = harness()) {
      harness.open();
      for (Session session : sessions) {
        harness.processElement(session, 0);
      }

      harness.endInput();
      return lines(harness);
    }
  }

  private OneInputStreamOperatorTestHarness<Session, SessionWithSegments> harness()
      throws Exception {
    ExecutionConfig config = new ExecutionConfig();
    return new OneInputStreamOperatorTestHarness<>(
        new AsyncWaitOperatorFactory<>(new SegmentJoinFunction(lookup), 0, 10, OutputMode.ORDERED),
        TypeInformation.of(Session.class).createSerializer(config.getSerializerConfig()));
  }

  private static List<String> lines(
      OneInputStreamOperatorTestHarness<Session, SessionWithSegments> harness) {
    return harness.extractOutputValues().stream()
        .map(
            joined ->
                joined.session.sessionId
                    + " "
                    + joined.session.rowKind
                    + " "
                    + (joined.segments == null ? "unresolved" : List.of(joined.segments)))
        .toList();
  }

  private static Session session(String id, String user, long startMillis) {
    Session session = new Session();
    session.rowKind = RowKind.INSERT;
    session.sessionId = id;
    session.userId = user;
    session.startMillis = startMillis;
    return session;
  }

  /** Answers as it is told. */
  private static final class FakeLookup implements SegmentLookup {

    private final Map<String, CompletableFuture<List<SegmentMembership>>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    void answer(String user, SegmentMembership... memberships) {
      answers.put(user, CompletableFuture.completedFuture(List.of(memberships)));
    }

    void fail(String user) {
      answers.put(user, CompletableFuture.failedFuture(new IllegalStateException("throttled")));
    }

    CompletableFuture<List<SegmentMembership>> leaveOpen(String user) {
      CompletableFuture<List<SegmentMembership>> open = new CompletableFuture<>();
      answers.put(user, open);
      return open;
    }

    @Override
    public void open() {
      // Nothing to connect to.
    }

    @Override
    public CompletableFuture<List<SegmentMembership>> memberships(String userIdHash) {
      asked.add(userIdHash);
      return answers.get(userIdHash);
    }

    @Override
    public void close() {
      // Nothing to disconnect from.
    }
  }
}
