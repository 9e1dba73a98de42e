package io.eventlake.bench.curve;

import io.eventlake.bench.meter.Meter;
import io.eventlake.config.LocalOptions.Backend;
import io.eventlake.operator.session.SessionRun;

/** What the session step cost under one traffic. */
final class SessionCosts {

  /** Events made at once, outside of what is measured. */
  private static final int BLOCK = 5_000;

  private final Meter ofEvents = new Meter();
  private final Meter ofEnds = new Meter();
  private final Meter ofCheckpoint = new Meter();
  private final int open;
  private long events;
  private long sessions;
  private double stateBytes;
  private double closedBytes;

  private SessionCosts(int open) {
    this.open = open;
  }

  /**
   * Measures whole lives of sessions.
   *
   * @param open sessions that are open at once
   * @param length events of each
   * @param atLeast events after which no other sessions are begun
   */
  static SessionCosts measure(Backend backend, int open, int length, long atLeast)
      throws Exception {
    SessionCosts costs = new SessionCosts(open);
    try (SessionRun run = new SessionRun(backend, open, length)) {
      while (costs.events < atLeast) {
        costs.addRound(run);
        costs.sessions += open;
        if (costs.events >= atLeast) {
          costs.ofCheckpoint.measure(run::beforeCheckpoint);
          costs.stateBytes = run.stateBytesPerSession();
        }

        costs.ofEnds.measure(run::closeSessions);
        if (costs.events >= atLeast) {
          costs.closedBytes = run.stateBytesPerSession();
        }

        costs.ofEnds.measure(run::endSessions);
      }
    }

    return costs;
  }

  double microsPerEvent() {
    return ofEvents.cpuMicros() / events;
  }

  Point point(String series, long x) {
    return new Point(series, x)
        .with("us/event", microsPerEvent())
        .with("process us/event", ofEvents.processMicros() / events)
        .with("B/event", ofEvents.allocatedBytes() / events)
        .with("us/session end", ofEnds.cpuMicros() / sessions)
        .with("us/session flushed", ofCheckpoint.cpuMicros() / open)
        .with("state B/session", stateBytes)
        .with("closed B/session", closedBytes);
  }

  private void addRound(SessionRun run) throws Exception {
    while (!run.roundOver()) {
      for (int i = 0; i < BLOCK && !run.roundOver(); i++) {
        run.prepare();
        events++;
      }

      ofEvents.measure(run::process);
    }
  }
}
