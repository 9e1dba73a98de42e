package io.eventlake.operator.session;

import static io.eventlake.operator.session.TestEvents.session;
import static io.eventlake.operator.session.TestEvents.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import java.time.Duration;
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
          new TestEvents.Facts());

  /** All in room: nothing is asked of the backend, and no current key but this one's. */
  private static final class Keys implements SessionStore.Owner {
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
      throw new AssertionError("written to the backend: " + current);
    }

    @Override
    public void due(SessionState state, long watermark) {
      throw new AssertionError("due: " + current);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20, 100})
  void statesTakeWhatIsReckoned(int events) throws Exception {
    Keys keys = new Keys();
    SessionStore store = new SessionStore(null, keys, Long.MAX_VALUE, new SimpleCounter());
    long reckoned = 0;
    for (int key = 0; key < KEYS / events; key++) {
      SessionState state = state(key, events);
      keys.set(event(key, 0).key);
      store.put(state, key);
      reckoned += SessionStore.heapBytes(keys.current(), state);
    }

    assertThat(GraphLayout.parseInstance(store).totalSize())
        .isCloseTo(reckoned, Percentage.withPercentage(6));
  }

  @Test
  void aStateOfManySessionsTakesTheRoomOfMany() {
    SessionState state = new SessionState();
    for (int i = 0; i < 12; i++) {
      EventEnvelope event = user("someone").id(i + 1).at(60.0 * i).build();
      state.seen.add(event.idHigh, event.idLow, 0);
      RULES.place(state, event, Long.MIN_VALUE);
    }

    assertThat(state.sessions).hasSize(12);
    assertThat(GraphLayout.parseInstance(state).totalSize())
        .isCloseTo(state.heapBytes(), Percentage.withPercentage(6));
  }

  private static SessionState state(int key, int events) {
    SessionState state = new SessionState();
    for (int i = 0; i < events; i++) {
      EventEnvelope event = event(key, i);
      if (!state.seen.full()) {
        state.seen.add(event.idHigh, event.idLow, 0);
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
