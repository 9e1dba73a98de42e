package io.eventlake.bench.curve;

import io.eventlake.config.LocalOptions.Backend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The session step's cost for an event against the session's length and the open sessions. */
final class SessionCurves {

  private static final int[] LENGTHS = {10, 100, 1_000, 10_000};
  private static final int[] OPEN = {1_000, 10_000, 100_000, 1_000_000};

  /** Sessions that are open at once while their length is looked at. */
  private static final int FEW_OPEN = 10;

  /** Events of a session while the number of them is looked at: the generator's mean. */
  private static final int SHORT = 5;

  private static final long EVENTS = 200_000;
  private static final long WARM_UP_EVENTS = 400_000;
  private static final int REPETITIONS = 3;

  /** What an open session of this traffic takes in the heap backend, bytes, rounded up. */
  private static final long HEAP_BYTES_PER_SESSION = 1_300;

  private static final String LABEL = "us of CPU per event";

  private SessionCurves() {}

  static Curve length() {
    return new Curve(
        "session-length",
        "Session step: CPU per event by length of the session",
        "events in a session",
        LABEL);
  }

  static Curve openSessions() {
    return new Curve(
        "open-sessions",
        "Session step: CPU per event by number of open sessions",
        "open sessions",
        LABEL);
  }

  static void measureLength(Consumer<Point> measured) throws Exception {
    for (Backend backend : Backend.values()) {
      SessionCosts.measure(backend, FEW_OPEN, LENGTHS[1], WARM_UP_EVENTS);
      for (int length : LENGTHS) {
        measured.accept(median(backend, FEW_OPEN, length).point(series(backend), length));
      }
    }
  }

  static void measureOpenSessions(Consumer<Point> measured) throws Exception {
    for (Backend backend : Backend.values()) {
      SessionCosts.measure(backend, OPEN[0], SHORT, WARM_UP_EVENTS);
      for (int open : OPEN) {
        if (backend != Backend.HEAP || fitsHeap(open)) {
          measured.accept(median(backend, open, SHORT).point(series(backend), open));
        }
      }
    }
  }

  /** Of several measurements the one in the middle; of one where that is long. */
  private static SessionCosts median(Backend backend, int open, int length) throws Exception {
    int repetitions = (long) open * length > EVENTS ? 1 : REPETITIONS;
    List<SessionCosts> costs = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      costs.add(SessionCosts.measure(backend, open, length, EVENTS));
    }

    costs.sort(Comparator.comparingDouble(SessionCosts::microsPerEvent));
    return costs.get(repetitions / 2);
  }

  /** Near the limit of the heap, the garbage collector would be measured. */
  private static boolean fitsHeap(int open) {
    return open * HEAP_BYTES_PER_SESSION < Runtime.getRuntime().maxMemory() / 2;
  }

  private static String series(Backend backend) {
    return backend == Backend.HEAP ? "heap" : "RocksDB";
  }
}
