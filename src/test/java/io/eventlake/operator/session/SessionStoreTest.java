package io.eventlake.operator.session;

import static io.eventlake.operator.session.SessionHarness.ROOM_FOR_ONE;
import static io.eventlake.operator.session.TestEvents.neither;
import static io.eventlake.operator.session.TestEvents.session;
import static io.eventlake.operator.session.TestEvents.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.Session;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States that are kept as objects in front of RocksDB come to the same as those of the heap. */
class SessionStoreTest {

  private static final int STEPS = 1_500;
  private static final int KEYS = 12;

  @ParameterizedTest
  @ValueSource(longs = {1, ROOM_FOR_ONE, 4_000, 1_000_000})
  void comesToTheSameAsTheHeapOverRestarts(long room) throws Exception {
    long seed = Seed.of(SessionStoreTest.class, 20_261_121) + room;

    Outcome onHeap = run(SessionHarness.fresh(), new Random(seed));
    Outcome kept = run(SessionHarness.onRocksDb(room), new Random(seed));

    assertThat(onHeap.sessions).hasSizeGreaterThan(100);
    assertThat(onHeap.counts).containsKeys("duplicate", "late", "beyond_bound");
    assertThat(kept.sessions).isEqualTo(onHeap.sessions);
    assertThat(kept.counts).isEqualTo(onHeap.counts);
  }

  @Test
  void whatIsKeptAsAnObjectIsWrittenWithoutBackendAndTimer() throws Exception {
    try (SessionHarness harness = SessionHarness.onRocksDb(2 * ROOM_FOR_ONE)) {
      harness.process(session("a").id(1).at(0), session("a").id(2).at(5)).watermark(34);
      assertThat(harness.keysInBackend("sessions")).isZero();
      assertThat(harness.timers()).isZero();
      assertThat(harness.sessions()).isEmpty();

      harness.watermark(35);
      assertThat(harness.sessions()).hasSize(1);
      // Nothing more is expected of it, so that its place is free; a timer forgets it.
      assertThat(harness.keysInBackend("sessions")).isOne();
      assertThat(harness.timers()).isOne();
    }
  }

  @Test
  void whatFindsNoRoomIsWrittenByItsTimer() throws Exception {
    try (SessionHarness harness = SessionHarness.onRocksDb(ROOM_FOR_ONE)) {
      harness.process(session("a").id(1).at(0), session("b").id(2).at(0)).watermark(29);
      assertThat(harness.keysInBackend("sessions")).isOne();
      assertThat(harness.timers()).isOne();

      assertThat(harness.watermark(30).table()).containsOnlyKeys("a", "b");
    }
  }

  @Test
  void whatIsWrittenFreesItsPlace() throws Exception {
    try (SessionHarness harness = SessionHarness.onRocksDb(ROOM_FOR_ONE)) {
      harness.process(session("a").id(1).at(0)).watermark(30);
      harness.process(session("b").id(2).at(31)).watermark(60);
      // Both are there for one key only, because the other was written.
      assertThat(harness.keysInBackend("sessions")).isOne();

      assertThat(harness.watermark(61).table()).containsOnlyKeys("a", "b");
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anEventPutsOffThatItsKeyIsForgotten(Callable<SessionHarness> backend) throws Exception {
    SessionHarness harness = backend.call();
    harness.process(session("a").id(1).at(0)).watermark(35).watermark(24 * 60);
    // Too far from the first for the session, which is remembered an hour longer for it.
    harness.process(session("a").id(2).at(25 * 60)).watermark(48.5 * 60);
    harness = harness.restored();

    harness.process(session("a").id(3).at(25.5 * 60)).watermark(49 * 60);
    assertThat(harness.counts()).containsEntry("beyond_bound", 1L);
    assertNothingIsLeft(harness.watermark(49.5 * 60).watermark(73 * 60));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aKeyIsForgottenAfterTheLastOfItsSessionsAndIds(Callable<SessionHarness> backend)
      throws Exception {
    SessionHarness harness = backend.call();
    harness.process(user("u").id(1).at(0), user("u").id(2).at(120), neither(3).at(0));
    harness.watermark(180).watermark(24.6 * 60);
    harness = harness.restored();

    harness.process(user("u").id(4).at(125)).watermark(26.5 * 60);
    assertThat(harness.sessions())
        .extracting(change -> change.rowKind + " " + change.revision)
        .containsExactly("UPDATE_BEFORE 0", "UPDATE_AFTER 1");
    // The late event's id outlives the session, so that its repetition is known.
    harness.watermark(26.6 * 60);
    assertThat(harness.keysInBackend("sessions")).isOne();
    // To the end of the hour.
    assertNothingIsLeft(harness.watermark(49 * 60));
  }

  @Test
  void aThirdOfTheHeapIsForAllSlots() {
    long heap = 3L << 30;
    assertThat(SessionStore.room(heap, 1)).isEqualTo(1L << 30);
    assertThat(SessionStore.room(heap, 8)).isEqualTo(1L << 27);
  }

  /** On the heap, and on RocksDB with all, some and no states kept as objects. */
  static Stream<Named<Callable<SessionHarness>>> backends() {
    return Stream.of(
        Named.of("heap", SessionHarness::fresh),
        Named.of("RocksDB, room", () -> SessionHarness.onRocksDb(1_000_000)),
        Named.of("RocksDB, room for one", () -> SessionHarness.onRocksDb(ROOM_FOR_ONE)),
        Named.of("RocksDB, no room", () -> SessionHarness.onRocksDb(1)));
  }

  private static void assertNothingIsLeft(SessionHarness harness) throws Exception {
    try (harness) {
      assertThat(harness.keysInBackend("sessions")).isZero();
      assertThat(harness.timers()).isZero();
    }
  }

  /** Events of a few keys around a watermark that goes on, and a restart now and then. */
  private static Outcome run(SessionHarness fresh, Random random) throws Exception {
    SessionHarness harness = fresh;
    Outcome outcome = new Outcome();
    double watermark = 0;
    long ids = 0;
    for (int step = 0; step < STEPS; step++) {
      boolean silent = random.nextInt(200) == 0;
      watermark += random.nextInt(10) < 3 ? random.nextInt(silent ? 4_000 : 40) : 0;
      harness.watermark(watermark);
      for (int i = random.nextInt(4); i > 0; i--) {
        double at = watermark + random.nextInt(60) - (random.nextInt(40) == 0 ? 3_000 : 20);
        long id = random.nextInt(6) == 0 && ids > 0 ? ids - random.nextInt(5) : ++ids;
        harness.process(event(random, Math.max(1, id)).at(at));
      }

      if (random.nextInt(150) == 0) {
        outcome.take(harness);
        harness = harness.restored();
      }
    }

    outcome.take(harness.end());
    harness.close();
    return outcome;
  }

  private static TestEvents.Builder event(Random random, long id) {
    int key = random.nextInt(KEYS);
    switch (key % 4) {
      case 0:
        // One that is never silent, and so grows beyond its bound.
        return TestEvents.user("busy").id(id);
      case 1:
        return TestEvents.user("u" + key).id(id);
      case 2:
        return TestEvents.neither(1_000_000L + random.nextInt(500));
      default:
        return TestEvents.session("s" + key).id(id);
    }
  }

  /** What came out, without the order among keys. */
  private static final class Outcome {
    private final Map<String, List<String>> sessions = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    private void take(SessionHarness harness) {
      for (Session change : harness.sessions()) {
        sessions
            .computeIfAbsent(change.sessionId, id -> new ArrayList<>())
            .add(
                List.of(
                        change.rowKind,
                        change.startMillis,
                        change.endMillis,
                        change.events,
                        change.revision,
                        change.truncated)
                    .stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(" ")));
      }

      harness.counts().forEach((outcome, records) -> counts.merge(outcome, records, Long::sum));
    }
  }
}
