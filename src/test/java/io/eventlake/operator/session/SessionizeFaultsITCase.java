package io.eventlake.operator.session;

import static io.eventlake.operator.session.TestEvents.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.cluster.FaultResults;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code -Deventlake.faults.sessions=N} sessions that are open at once, on RocksDB: what is on the
 * heap does not grow with them, each is written once, and nothing of them is left.
 */
@Tag("faults")
class SessionizeFaultsITCase {

  private static final int SESSIONS = Integer.getInteger("eventlake.faults.sessions", 5_000_000);
  private static final long ROOM = 8 << 20;
  private static final int EVENTS_PER_WATERMARK = 1_000;

  /** In which all of them begin: less than the gap, so that none ends meanwhile. */
  private static final double MINUTES = 20;

  private static final double GAP_AND_MORE = 31;
  private static final double MEBIBYTE = 1 << 20;

  /** Of the heap: caches, and what the collector leaves. */
  private static final double SLACK_MEBIBYTES = 32;

  @RegisterExtension private final FaultResults results = new FaultResults();

  private long written;

  @Test
  @Timeout(3_600)
  void fault40MillionsOfOpenSessions() throws Exception {
    try (SessionHarness harness = SessionHarness.onRocksDb(ROOM)) {
      open(harness, 0, SESSIONS / 5);
      double atFirst = heapMebibytes();
      open(harness, SESSIONS / 5, SESSIONS);
      double atLast = heapMebibytes();
      results.note(
          String.format(
              Locale.ROOT,
              "%,d sessions open, %.0f MiB on the heap, %.0f with a fifth of them",
              SESSIONS,
              atLast,
              atFirst));
      assertThat(written).isZero();
      assertThat(atLast).isLessThan(atFirst + SLACK_MEBIBYTES);

      pass(harness, 0, MINUTES + GAP_AND_MORE);
      assertThat(written).isEqualTo(SESSIONS);
      // Forgotten when the horizon is over after the longest that they could have been.
      pass(harness, 48 * 60, 48 * 60 + MINUTES + GAP_AND_MORE);
      assertThat(written).isEqualTo(SESSIONS);
      assertThat(harness.keysInBackend("sessions")).isZero();
    }
  }

  private void open(SessionHarness harness, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      double minute = MINUTES * i / SESSIONS;
      harness.process(session("session-" + i).id(i).at(minute));
      if (i % EVENTS_PER_WATERMARK == 0) {
        harness.watermark(minute);
        forget(harness);
      }
    }
  }

  /** Lets event time pass in steps, so that not all timers fire at once. */
  private void pass(SessionHarness harness, double from, double to) throws Exception {
    int steps = Math.max(100, SESSIONS / EVENTS_PER_WATERMARK);
    for (int step = 0; step <= steps; step++) {
      harness.watermark(from + (to - from) * step / steps);
      forget(harness);
    }
  }

  private void forget(SessionHarness harness) {
    written += harness.sessions().size();
    harness.forgetOutput();
  }

  private static double heapMebibytes() {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE);
    }

    return least;
  }
}
