package io.eventlake.family.site.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must hold of any set of events, however unlikely; drawn by a seed. */
class VisitPropertyTest {

  private static final int SESSIONS = 3_000;
  private static final double[] RATES = {0, 1.0 / 16, 0.5, 1, 1.333333, 2, 16};

  private final Random random = new Random(Seed.of(getClass(), 18));

  @Test
  void orderAndRepetitionChangeNothing() {
    for (int i = 0; i < SESSIONS; i++) {
      List<VisitEvent> events = session();
      String told = told(Visit.of(events, end(events)));

      List<VisitEvent> shuffled = new ArrayList<>(events);
      for (VisitEvent event : events) {
        if (random.nextInt(3) == 0) {
          shuffled.add(VisitNotes.event(key(event), VisitNotes.note(event)));
        }
      }
      Collections.shuffle(shuffled, random);

      assertThat(told(Visit.of(shuffled, end(events)))).isEqualTo(told);
    }
  }

  @Test
  void figuresStayWithinTheirBounds() {
    for (int i = 0; i < SESSIONS; i++) {
      List<VisitEvent> events = session();
      long end = end(events);
      for (VideoView view : Visit.of(events, end).videoViews()) {
        long duration = view.durationMicros == 0 ? Long.MAX_VALUE : view.durationMicros;
        long elapsed = (end - view.firstMillis) * 1_000;
        // Of every stretch two seconds of content may be more than the clock has.
        long jitter = (view.plays + view.seeks) * 2_000_000L;
        assertThat(view.uniqueMicros).isBetween(0L, Math.min(view.contentMicros, duration));
        assertThat(view.furthestMicros).isBetween(0L, duration);
        assertThat(view.uniqueMicros).isLessThanOrEqualTo(view.furthestMicros);
        assertThat(view.playedMicros).isBetween(0L, elapsed + 16 * jitter);
        assertThat(view.contentMicros).isLessThanOrEqualTo(16 * elapsed + jitter);
        if (view.completion() != null) {
          assertThat(view.completion()).isBetween(0.0, 1.0);
        }
      }
    }
  }

  @Test
  void everyEventIsCountedOnce() {
    for (int i = 0; i < SESSIONS; i++) {
      List<VisitEvent> events = session();
      Visit visit = Visit.of(events, end(events));

      int counted = visit.pageViews().size();
      for (VideoView view : visit.videoViews()) {
        counted += view.plays + view.pauses + view.seeks + view.completes + view.errors;
      }
      assertThat(counted).isEqualTo(events.size());
    }
  }

  /** Long sessions at the edge of what a contract lets in: nothing runs over. */
  @Test
  void largestNumbersAreExact() {
    VideoView view =
        new VisitEvents()
            .duration(1e9)
            .player(VideoAction.PLAY, 0, 0, 16)
            .player(VideoAction.PAUSE, 31_536_000, 504_576_001.5, 16)
            .video();

    assertThat(view.contentMicros).isEqualTo(504_576_001_500_000L);
    assertThat(view.playedMicros).isEqualTo(31_536_000_093_750L);
  }

  private List<VisitEvent> session() {
    VisitEvents events = new VisitEvents();
    int size = 1 + random.nextInt(14);
    for (int i = 0; i < size; i++) {
      // Few seconds, so that events meet at one millisecond.
      double at = random.nextInt(8) * 10 + (random.nextInt(4) == 0 ? random.nextDouble() : 0);
      if (random.nextInt(4) == 0) {
        events.page(at, "/" + random.nextInt(3), random.nextBoolean() ? null : 1.5);
        continue;
      }

      VideoAction[] actions = VideoAction.values();
      events
          .duration(random.nextInt(8) == 0 ? 0 : 40 + 40 * random.nextInt(2))
          .player(
              "v" + random.nextInt(2),
              actions[random.nextInt(actions.length)],
              at,
              random.nextInt(100) + random.nextDouble(),
              RATES[random.nextInt(RATES.length)]);
    }

    return events.events();
  }

  private static long end(List<VisitEvent> events) {
    return events.stream().mapToLong(event -> event.timeMillis).max().orElseThrow();
  }

  private static EventKey key(VisitEvent event) {
    return new EventKey(event.timeMillis, event.idHigh, event.idLow);
  }

  private static String told(Visit visit) {
    String pages =
        visit.pageViews().stream()
            .map(p -> p.number + p.event.url + p.event.idLow + ":" + p.onPageMicros + p.exit)
            .collect(Collectors.joining(" "));
    String videos =
        visit.videoViews().stream()
            .map(
                v ->
                    List.of(
                            v.videoId,
                            v.firstMillis,
                            v.lastMillis,
                            v.plays,
                            v.pauses,
                            v.seeks,
                            v.completes,
                            v.errors,
                            v.playedMicros,
                            v.contentMicros,
                            v.uniqueMicros,
                            v.furthestMicros,
                            v.durationMicros,
                            v.estimated,
                            Objects.toString(v.completion()))
                        .toString())
            .collect(Collectors.joining(" "));
    return pages + videos;
  }
}
