package io.eventlake.serve.lake;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A lake that is only read, by many at once. It is known as it was at most some time ago; what is
 * asked of one state is answered from that state, whatever is committed meanwhile.
 */
public final class ServedLake implements AutoCloseable {

  private final LakeOptions options;
  private final Duration fresh;
  private final Clock clock;
  private final Sessions sessions;
  private final Map<String, LakeTables> opened = new LinkedHashMap<>();
  private final Map<String, LakeState> states = new LinkedHashMap<>();
  private Instant looked;

  /**
   * Opens nothing yet.
   *
   * @param fresh how old the newest known state may be
   * @param concurrency statements at once
   * @param wait how long one waits for its turn
   */
  public ServedLake(
      LakeOptions options, Duration fresh, int concurrency, Duration wait, Clock clock) {
    this.options = options;
    this.fresh = fresh;
    this.clock = clock;
    this.sessions = new Sessions(concurrency, wait, clock);
  }

  /** What the lake has tables of: families of events, and sets that batches write. */
  public synchronized List<String> families() {
    look();
    return List.copyOf(states.keySet());
  }

  /**
   * The newest state of a family.
   *
   * @throws HiddenException where the viewer may not see it, or the lake has no such tables; the
   *     viewer is not told which
   */
  public synchronized LakeState state(Viewer viewer, String family) {
    look();
    LakeState state = states.get(family);
    if (state == null || !viewer.sees(family)) {
      throw new HiddenException(
          "The lake has no family "
              + family
              + " that this key may see: GET /analytics/families lists what there is.");
    }

    return state;
  }

  /**
   * Asks a state of a family, and only of what the viewer may see.
   *
   * @throws BusyException when it has no turn in time
   * @throws HiddenException when it reads what the viewer may not see
   */
  public <T> T ask(Viewer viewer, LakeState state, Function<LakeEngine, T> question) {
    return sessions.ask(viewer, state, question);
  }

  /** As {@link #ask}, of the tables as they were at any time, by FOR VERSION AS OF. */
  public LakeOptions options() {
    return options;
  }

  @Override
  public synchronized void close() {
    sessions.close();
    opened.values().forEach(LakeTables::close);
    opened.clear();
    states.clear();
  }

  /** Looks at the catalog, unless that was done a moment ago. */
  private void look() {
    Instant now = clock.instant();
    if (looked != null && Duration.between(looked, now).compareTo(fresh) < 0) {
      return;
    }

    Map<String, LakeState> found = new LinkedHashMap<>();
    for (LakeCatalog family : Lakes.families(options)) {
      LakeTables tables =
          opened.computeIfAbsent(
              family.set().name(), name -> new LakeTables(family.requireExisting()));
      found.put(family.set().name(), new LakeState(family, LakeCut.ofReadable(tables)));
    }

    states.clear();
    states.putAll(found);
    sessions.keep(found.values());
    looked = now;
  }
}
