package io.eventlake.operator.session;

import static io.eventlake.operator.session.TestEvents.session;
import static io.eventlake.operator.session.TestEvents.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.eventlake.event.Session;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.testing.Seed;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that are corrected for a shorter time than they are remembered (ADR 27). */
class CorrectionHorizonTest {

  private static final double HOUR = 60;

  private SessionHarness harness;

  @BeforeEach
  void open() throws Exception {
    harness = SessionHarness.correcting(Duration.ofHours(2));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aUsersSessionIsCorrectedUntilThen() throws Exception {
    harness.process(user("u").id(1).at(0)).watermark(119).process(user("u").id(2).at(5));

    assertThat(harness.watermark(120).table().values())
        .extracting(row -> row.events, row -> row.revision)
        .containsExactly(tuple(2L, 1));
  }

  @Test
  void whatComesLaterIsLateAndToldOnce() throws Exception {
    harness.process(user("u").id(1).at(0), user("u").id(2).at(60)).watermark(3 * HOUR);
    harness = harness.restored();
    // Between the two, and then again.
    harness.process(user("u").id(3).at(20), user("u").id(3).at(20), user("u").id(4).at(45));
    harness.watermark(4 * HOUR);

    assertThat(harness.late()).extracting(late -> late.userId).containsExactly("u", "u");
    assertThat(harness.counts())
        .containsEntry(CountedRecord.LATE, 2L)
        .containsEntry(CountedRecord.DUPLICATE, 1L);
    assertThat(harness.sessions()).isEmpty();
    assertThat(harness.silver()).noneMatch(row -> row.getBoolean(TestEvents.IN_SESSION));
  }

  /** Silence does not end it. */
  @Test
  void aNamedSessionGoesOnUntilItIsTheLongest() throws Exception {
    harness.process(session("a").id(1).at(0)).watermark(10 * HOUR);
    harness.process(session("a").id(2).at(23 * HOUR)).watermark(23.6 * HOUR);
    assertThat(harness.table().get("a").events).isEqualTo(2);

    harness.watermark(25.1 * HOUR).process(session("a").id(3).at(22 * HOUR)).watermark(26 * HOUR);
    assertThat(harness.late()).hasSize(1);
    assertThat(harness.table().get("a").events).isEqualTo(2);
  }

  @Test
  void whatIsBeyondTheLongestIsSoWhateverIsLeftOfTheSession() throws Exception {
    harness.process(session("a").id(1).at(0)).watermark(25 * HOUR);
    harness.process(session("a").id(2).at(25 * HOUR)).end();

    assertThat(harness.counts()).containsEntry(CountedRecord.BEYOND_BOUND, 1L);
    assertThat(harness.table().get("a").events).isEqualTo(1);
  }

  @Test
  void theRowKeyNeverComesTwiceAndNothingIsLeft() throws Exception {
    SessionStory story = new SessionStory(Seed.of(CorrectionHorizonTest.class, 20_261_127));
    for (int step = 0; step < story.size(); step += 100) {
      story.play(harness, step, Math.min(story.size(), step + 100));
    }

    harness.end();
    Map<String, Session> rows = new TreeMap<>();
    for (Session change : harness.sessions()) {
      String key = change.sessionId + " " + Math.floorDiv(change.startMillis, 24 * TestEvents.HOUR);
      switch (change.rowKind) {
        case UPDATE_BEFORE -> assertThat(rows.remove(key)).as(key).isNotNull();
        default -> assertThat(rows.put(key, change)).as(key).isNull();
      }
    }

    Map<String, Long> counts = harness.counts();
    long inSessions = rows.values().stream().mapToLong(row -> row.events).sum();
    assertThat(counts.get(CountedRecord.LATE)).isPositive();
    assertThat(
            inSessions
                + counts.get(CountedRecord.NO_SESSION)
                + counts.get(CountedRecord.LATE)
                + counts.get(CountedRecord.BEYOND_BOUND))
        .isEqualTo(counts.get(CountedRecord.SILVER));
    assertThat(harness.stateEntries()).isZero();
    assertThat(harness.timers()).isZero();
  }
}
