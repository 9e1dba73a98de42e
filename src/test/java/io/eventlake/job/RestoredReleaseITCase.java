package io.eventlake.job;

import io.eventlake.testing.Ledger;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.StateFixture;
import io.eventlake.testing.WatchedEvents;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * State of releases goes on in this one (design: faults, 13). With each release its savepoint is
 * added, never changed: {@code -Deventlake.savepoint.write=0.2.0} makes it.
 */
class RestoredReleaseITCase {

  private static final long SEED = 20_261_124;
  private static final int EVENTS = 600;

  @TempDir private Path directory;

  @Test
  void fault13StateOfRelease010GoesOn() throws Exception {
    StateFixture release = new StateFixture("0.1.0");
    WatchedEvents events = new WatchedEvents(directory, EVENTS, EVENTS / 2, SEED);
    // 0.1.0 followed the latest event; what is confirmed is some minutes behind. The savepoint's
    // sessions must be in the tables.
    readFirstHalf(events, Map.of("session.gap", "18 min"));
    release.relabel(events.options().lake);
    // The savepoint has read that file, by the path that it had.
    events.withdraw(0);
    events.deliver(1);

    LocalRun run =
        LocalRun.start(
            events.options(
                Map.of(
                    "local.restore-from", release.savepoint(), "local.state-backend", "rocksdb")));
    events.awaitRows(run.ended(), events.allRows());
    run.drain(events.savepoints());
    run.ended().join();

    events.assertLake();
  }

  @Test
  @EnabledIfSystemProperty(named = "eventlake.savepoint.write", matches = ".+")
  void writeTheSavepointOfARelease() throws Exception {
    StateFixture release = new StateFixture(System.getProperty("eventlake.savepoint.write"));
    WatchedEvents events = new WatchedEvents(directory, EVENTS, EVENTS / 2, SEED);
    release.write(readFirstHalf(events, Map.of()), events.options().lake);
  }

  /** Returns the savepoint that is left when half of the events are in the tables. */
  private static String readFirstHalf(WatchedEvents events, Map<String, String> options)
      throws Exception {
    events.deliver(0);
    LocalRun run = LocalRun.start(events.options(options));
    try (Ledger ledger = new Ledger(events.options().lake)) {
      RunningJob.await(run.ended(), () -> ledger.records("read") == EVENTS / 2);
    }

    String savepoint = run.stopWithSavepoint(events.savepoints());
    run.ended().join();
    return savepoint;
  }
}
