package io.eventlake.serve.lake;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  /** Why others cannot be read. */
  private final Map<String, LakeException> damaged = new LinkedHashMap<>();

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

  /** Of the lake. */
  public LakeOptions options() {
    return options;
  }

  /** What the lake has tables of: families of events, and sets that batches write. */
  public synchronized List<String> families() {
    look();
    List<String> families = new ArrayList<>(states.keySet());
    families.addAll(damaged.keySet());
    return families;
  }

  /**
   * The newest state of a family.
   *
   * @throws HiddenException where the viewer may not see it, or the lake has no such tables; the
   *     viewer is not told which
   * @throws LakeException where it cannot be read
   */
  public synchronized LakeState state(Viewer viewer, String family) {
    look();
    LakeState state = states.get(family);
    if (damaged.containsKey(family) && viewer.sees(family)) {
      throw new LakeException(damaged.get(family).getMessage(), damaged.get(family));
    }
    if (state == null || !viewer.sees(family)) {
      throw new HiddenException(
          "The lake has no family "
              + family
              + " that this key may see: GET /analytics/families lists what there is.");
    }

    return state;
  }

  /**
   * A family as it was at a time, at the newest checkpoint that was in all of its tables by then.
   *
   * @throws HiddenException as {@link #state}
   * @throws LakeException when there was none, or what it had has expired
   */
  public synchronized LakeState past(Viewer viewer, String family, Instant time) {
    LakeState newest = state(viewer, family);
    return new LakeState(newest.lake(), LakeCut.atReadable(opened.get(family), time));
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

  /**
   * As {@link #ask}, for what takes long: it takes no turn of others, and memory beside theirs.
   *
   * @throws HiddenException when it reads what the viewer may not see
   */
  public <T> T askApart(Viewer viewer, LakeState state, Function<LakeEngine, T> question) {
    return sessions.askApart(viewer, state, question);
  }

  /**
   * The tables of a family as they are now, kept open.
   *
   * @throws LakeException when they cannot be reached
   */
  public synchronized LakeTables tables(String family) {
    look();
    LakeTables tables = opened.get(family);
    if (tables == null) {
      throw damaged.get(family);
    }

    return tables;
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

    List<LakeCatalog> families = Lakes.families(options);
    states.clear();
    damaged.clear();
    for (LakeCatalog family : families) {
      String name = family.set().name();
      try {
        LakeTables tables =
            opened.computeIfAbsent(name, any -> new LakeTables(family.requireExisting()));
        states.put(name, new LakeState(family, LakeCut.ofReadable(tables)));
      } catch (LakeException e) { // the others are answered all the same
        damaged.put(name, e);
      }
    }

    sessions.keep(states.values());
    looked = now;
  }
}
