package io.eventlake.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Order, repetition and a restart in the middle change nothing of what a session says, many of
 * whose events share a millisecond.
 */
class SessionOrderPropertyTest {

  private static final int EVENTS = 150;
  private static final int MINUTES = 300;

  @RepeatedTest(25)
  void whateverTheOrder(RepetitionInfo repetition) throws Exception {
    Random random =
        new Random(Seed.of(SessionOrderPropertyTest.class, repetition.getCurrentRepetition()));
    List<TestEvents.Builder> events = events(random);
    List<String> expected;
    try (SessionHarness harness = SessionHarness.fresh()) {
      expected = rows(harness.process(events.toArray(new TestEvents.Builder[0])));
    }

    List<TestEvents.Builder> again = new ArrayList<>(events);
    again.addAll(events.subList(0, random.nextInt(EVENTS)));
    Collections.shuffle(again, random);
    int restart = random.nextInt(again.size());
    SessionHarness before = SessionHarness.onRocksDb(random.nextInt(3_000));
    before.process(again.subList(0, restart).toArray(new TestEvents.Builder[0]));
    try (SessionHarness after = before.restored()) {
      after.process(again.subList(restart, again.size()).toArray(new TestEvents.Builder[0]));

      assertThat(rows(after)).containsExactlyElementsOf(expected);
    }
  }

  private static List<String> rows(SessionHarness harness) throws Exception {
    return harness.end().table().values().stream().map(OlderStateTest::line).toList();
  }

  private static List<TestEvents.Builder> events(Random random) {
    List<TestEvents.Builder> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      TestEvents.Builder event =
          random.nextBoolean()
              ? TestEvents.session("s" + random.nextInt(5))
              : TestEvents.user("u" + random.nextInt(3));
      event.id(random.nextLong()).at(random.nextInt(MINUTES)).page("/" + random.nextInt(9));
      event.variant(random.nextInt(3) == 0 ? null : "v" + random.nextInt(9));
      if (random.nextInt(4) == 0) {
        event.click("shop" + random.nextInt(9), random.nextInt(100));
      }

      events.add(event);
    }

    return events;
  }
}
