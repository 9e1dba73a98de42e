package io.eventlake.operator.session;

import static io.eventlake.operator.session.TestEvents.session;
import static io.eventlake.operator.session.TestEvents.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.testing.Seed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.GraphLayout;

/** What states that are kept as objects take on the heap is what the store reckons with. */
class SessionStoreRoomTest {

  private static final int KEYS = 20_000;

  static {
    // It is exact enough without an agent, for which it would start a process.
    System.setProperty("jol.skipDynamicAttach", "true");
  }

  private static final SessionRules RULES =
      new SessionRules(
          new SessionBounds(
              Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofHours(24), 10_000),
          TestEvents.FACTS);

  /** The current key, and a backend of one state for each key. */
  private static final class Keys implements SessionStore.Owner, ValueState<SessionState> {
    private final Map<String, SessionState> backend = new HashMap<>();
    private String current;

    @Override
    public String current() {
      return current;
    }

    @Override
    public void set(String key) {
      current = key;
    }

    @Override
    public void register(SessionState state, long due) {
      state.timer = Math.min(state.timer, due);
    }

    @Override
    public void due(SessionState state, long watermark) {
      throw new AssertionError("due: " + current);
    }

    @Override
    public SessionState value() {
      return backend.get(current);
    }

    @Override
    public void update(SessionState state) {
      backend.put(current, state);
    }

    @Override
    public void clear() {
      backend.remove(current);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20, 100})
  void statesTakeWhatIsReckoned(int events) throws Exception {
    Keys keys = new Keys();
    SessionStore store = new SessionStore(keys, keys, Long.MAX_VALUE, new SimpleCounter());
    long reckoned = 0;
    for (int key = 0; key < KEYS / events; key++) {
      SessionState state = state(key, events);
      keys.set(event(key, 0).key);
      store.put(state, key);
      reckoned += KeptStates.heapBytes(keys.current(), state);
    }

    assertThat(GraphLayout.parseInstance(store).totalSize())
        .isCloseTo(reckoned, Percentage.withPercentage(2));
  }

  @Test
  void roomIsNeitherLostNorWonByWhatComesAndGoes() throws Exception {
    Random random = new Random(Seed.of(SessionStoreRoomTest.class, 20_261_128));
    long room = 10L * KeptStates.heapBytes(event(0, 0).key, state(0, 3));
    Keys keys = new Keys();
    Counter evicted = new SimpleCounter();
    SessionStore store = new SessionStore(keys, keys, room, evicted);
    for (int step = 0; step < 5_000; step++) {
      int key = random.nextInt(30);
      keys.set(event(key, 0).key);
      switch (random.nextInt(8)) {
        case 0 -> store.clear();
        case 1 -> store.release(state(key, 1), step);
        case 2 -> store.flush();
        default -> store.put(state(key, 1 + random.nextInt(80)), random.nextInt(step + 1));
      }
    }

    assertThat(evicted.getCount()).isPositive();
    for (int key = 0; key < 30; key++) {
      keys.set(event(key, 0).key);
      store.clear();
    }

    assertThat(keys.backend).isEmpty();
    for (int key = 0; key < 10; key++) {
      keys.set(event(key, 0).key);
      store.put(state(key, 3), 0);
    }

    assertThat(keys.backend).isEmpty();
    keys.set(event(10, 0).key);
    store.put(state(10, 3), 0);
    assertThat(keys.backend).containsOnlyKeys(event(0, 0).key);
  }

  @Test
  void aStateOfManySessionsTakesTheRoomOfMany() {
    SessionState state = new SessionState();
    for (int i = 0; i < 12; i++) {
      EventEnvelope event = user("someone").id(i + 1).at(60.0 * i).build();
      state.seen.add(Fingerprints.of(event.idHigh, event.idLow), 0);
      RULES.place(state, event, Long.MIN_VALUE);
    }

    assertThat(state.sessions).hasSize(12);
    assertThat(GraphLayout.parseInstance(state).totalSize())
        .isCloseTo(state.heapBytes(), Percentage.withPercentage(2));
  }

  private static SessionState state(int key, int events) {
    SessionState state = new SessionState();
    for (int i = 0; i < events; i++) {
      EventEnvelope event = event(key, i);
      if (!state.seen.full()) {
        state.seen.add(Fingerprints.of(event.idHigh, event.idLow), 0);
      }

      RULES.place(state, event, Long.MIN_VALUE);
    }

    return state;
  }

  private static EventEnvelope event(int key, int number) {
    return session("sid_" + (100_000_000 + key))
        .id(number + 1)
        .at(number)
        .page("https://shop.example/charts/" + number)
        .build();
  }
}
