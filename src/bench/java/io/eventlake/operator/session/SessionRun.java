package io.eventlake.operator.session;

import io.eventlake.config.LocalOptions;
import io.eventlake.config.SessionOptions;
import io.eventlake.event.EventEnvelope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** Runs traffic through the session step, with watermarks as a stream has them. */
public final class SessionRun implements AutoCloseable {

  /** Events from one watermark to the next: at Flink's 200 ms, 5,000 events a second. */
  private static final int EVENTS_PER_WATERMARK = 1000;

  /** By then a session that began at 0 is written, milliseconds. */
  private static final long CLOSED_MILLIS = Duration.ofHours(1).toMillis();

  private static final long OUT_OF_ORDERNESS =
      SessionOptions.OUT_OF_ORDERNESS.defaultValue().toMillis();

  private final SessionTraffic traffic;
  private final SessionStep step;
  private final int open;
  private final Queue<EventEnvelope> prepared = new ArrayDeque<>();
  private final long emptyBytes;
  private long events;
  private long ended;

  /**
   * @param open sessions that are open at once
   * @param length events of each
   */
  public SessionRun(LocalOptions.Backend backend, int open, int length) throws Exception {
    this.open = open;
    this.traffic = new SessionTraffic(open, length);
    this.step = new SessionStep(backend);
    this.emptyBytes = step.stateBytes();
  }

  /** Makes the next event of this round, to be processed later. */
  public void prepare() {
    prepared.add(traffic.next());
  }

  /** Processes the events that were prepared. */
  public void process() throws Exception {
    for (EventEnvelope event = prepared.poll(); event != null; event = prepared.poll()) {
      step.process(event);
      events++;
      if (events % EVENTS_PER_WATERMARK == 0) {
        step.watermark(event.eventTimeMillis - OUT_OF_ORDERNESS);
      }
    }
  }

  /** True when the open sessions have been made all their events. */
  public boolean roundOver() {
    return traffic.roundOver();
  }

  /** Lets the open sessions be written, and none forgotten. */
  public void closeSessions() throws Exception {
    step.watermark(traffic.startMillis() + CLOSED_MILLIS);
  }

  /** Lets the closed sessions be forgotten. */
  public void endSessions() throws Exception {
    step.watermark(traffic.startMillis() + SessionTraffic.FORGOTTEN_MILLIS / 2);
    step.watermark(traffic.startMillis() + SessionTraffic.FORGOTTEN_MILLIS - 1);
    traffic.nextRound();
    ended += open;
    if (step.silverRows() != events || step.sessions() != ended) {
      throw new IllegalStateException(
          events
              + " events in "
              + ended
              + " sessions became "
              + step.silverRows()
              + " rows and "
              + step.sessions()
              + " sessions");
    }
  }

  /** What the step does of a checkpoint before the backend's part, no event being processed. */
  public void beforeCheckpoint() throws Exception {
    step.beforeCheckpoint();
  }

  /** Size of the sessions in a checkpoint, timers included, bytes for each. */
  public double stateBytesPerSession() throws Exception {
    return (double) (step.stateBytes() - emptyBytes) / open;
  }

  @Override
  public void close() throws Exception {
    step.close();
  }
}
