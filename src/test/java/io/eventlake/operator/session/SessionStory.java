package io.eventlake.operator.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Two days of a few keys, out of order, with repetitions, late events, sessions that grow together
 * and ids that come back. The same for the same seed for ever: fixtures hold its first half.
 */
final class SessionStory {

  private static final int STEPS = 900;
  private static final double MINUTES = 4_000;
  private static final String[] PAGES = {null, "/", "/compare", "/out?x=\u05e9", "/charts/7"};

  private final List<Action> actions = new ArrayList<>();

  /** A thing that happens to the operator. */
  private interface Action {
    void on(SessionHarness harness) throws Exception;
  }

  SessionStory(long seed) {
    Random random = new Random(seed);
    List<TestEvents.Builder> sent = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      double now = MINUTES * step / STEPS;
      if (random.nextInt(6) == 0) {
        actions.add(harness -> harness.watermark(now - 5));
      } else if (!sent.isEmpty() && random.nextInt(5) == 0) {
        TestEvents.Builder again =
            sent.get(sent.size() - 1 - random.nextInt(Math.min(40, sent.size())));
        actions.add(harness -> harness.process(again));
      } else {
        TestEvents.Builder event = event(random, step, now);
        sent.add(event);
        actions.add(harness -> harness.process(event));
      }
    }
  }

  int size() {
    return actions.size();
  }

  /** Lets the steps happen, the last one exclusive. */
  void play(SessionHarness harness, int from, int to) throws Exception {
    for (Action action : actions.subList(from, to)) {
      action.on(harness);
    }
  }

  private static TestEvents.Builder event(Random random, int number, double now) {
    TestEvents.Builder event =
        switch (random.nextInt(8)) {
          case 0 -> TestEvents.neither(number);
          case 1, 2, 3 -> TestEvents.user("u" + random.nextInt(4));
          default -> TestEvents.session("s" + random.nextInt(8));
        };
    double behind = random.nextInt(12) == 0 ? random.nextInt(3_000) : random.nextInt(20);
    event
        .id(number)
        .at(Math.floor(Math.max(0, now - behind)))
        .variant(random.nextBoolean() ? "A" : "B")
        .page(PAGES[random.nextInt(PAGES.length)]);
    switch (random.nextInt(4)) {
      case 0 -> event.comparison();
      case 1 -> event.interaction();
      case 2 -> event.click("shop" + random.nextInt(3), random.nextInt(500));
      default -> event.variant(null);
    }

    return event;
  }
}
