package io.eventlake.operator.session;

import static io.eventlake.operator.session.TestEvents.neither;
import static io.eventlake.operator.session.TestEvents.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.RecordedMetrics;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the sessionize operator publishes of itself. */
class SessionMetricsTest {

  private final RecordedMetrics metrics = new RecordedMetrics();

  @Test
  void eventsAreCountedByWhatBecomesOfThem() throws Exception {
    try (SessionHarness harness = SessionHarness.measured(metrics)) {
      harness.process(
          session("a").id(1).at(0),
          session("a").id(1).at(0),
          session("a").id(2).at(1),
          neither(3).at(1));
      harness.watermark(60 * 24 * 5).process(session("a").id(4).at(2));

      assertThat(metrics.counted())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "records{outcome=silver}", 4L,
                  "records{outcome=duplicate}", 1L,
                  "records{outcome=no_session}", 1L,
                  "records{outcome=late}", 1L));
      assertThat(harness.counts()).containsEntry("late", 1L).containsEntry("duplicate", 1L);
    }
  }

  @Test
  void openSessionsWithoutRoomAreCounted() throws Exception {
    try (SessionHarness harness =
        SessionHarness.onRocksDb(2 * SessionHarness.ROOM_FOR_ONE, metrics)) {
      harness.process(session("a").id(1).at(0), session("b").id(2).at(0));
      assertThat(metrics.value("evictedSessions")).isZero();

      harness.process(session("c").id(3).at(0));
      assertThat(metrics.value("evictedSessions")).isOne();

      // What belongs to no session is no open one; its place is taken all the same.
      harness.watermark(40).process(neither(4).at(40), neither(5).at(40), neither(6).at(40));
      assertThat(metrics.value("evictedSessions")).isOne();
    }
  }

  @Test
  void theWatermarksLagIsByTheClock() throws Exception {
    try (SessionHarness harness = SessionHarness.measured(metrics)) {
      harness.clock(10).watermark(7);
      assertThat(metrics.value("watermarkLagMillis")).isEqualTo(3 * TestEvents.MINUTE);

      harness.clock(11);
      assertThat(metrics.value("watermarkLagMillis")).isEqualTo(4 * TestEvents.MINUTE);
      harness.end();
      assertThat(metrics.value("watermarkLagMillis")).isZero();
    }
  }
}
