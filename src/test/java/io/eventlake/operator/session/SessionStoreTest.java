package io.eventlake.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.Session;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States that are kept as objects in front of RocksDB come to the same as those of the heap. */
class SessionStoreTest {

  private static final int STEPS = 1_500;
  private static final int KEYS = 12;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void comesToTheSameAsTheHeapOverRestarts(int keptKeys) throws Exception {
    long seed = Seed.of(SessionStoreTest.class, 20_261_121) + keptKeys;

    Outcome onHeap = run(SessionHarness.fresh(), new Random(seed));
    Outcome kept = run(SessionHarness.onRocksDb(keptKeys), new Random(seed));

    assertThat(onHeap.sessions).hasSizeGreaterThan(100);
    assertThat(onHeap.counts).containsKeys("duplicate", "late", "beyond_bound");
    assertThat(kept.sessions).isEqualTo(onHeap.sessions);
    assertThat(kept.counts).isEqualTo(onHeap.counts);
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
