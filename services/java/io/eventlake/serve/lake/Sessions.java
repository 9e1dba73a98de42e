package io.eventlake.serve.lake;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.RowFilter;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.serve.lake.Viewer.RowLimit;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expressions;

/** Sessions of the lake, kept for the next question about the same state and rows. */
final class Sessions implements AutoCloseable {

  /** Of which state, and which rows of it. */
  private record Key(String family, String version, RowLimit limit) {}

  /** A session, and the tables of which its viewer may see nothing. */
  private record Session(Key key, LakeEngine engine, Set<TableName> hidden) {}

  private final Semaphore turns;
  private final Duration wait;
  private final Clock clock;
  private final Map<Key, Deque<Session>> idle = new HashMap<>();
  private Set<String> versions = new HashSet<>();
  private boolean closed;

  Sessions(int concurrency, Duration wait, Clock clock) {
    this.turns = new Semaphore(concurrency, true);
    this.wait = wait;
    this.clock = clock;
  }

  <T> T ask(Viewer viewer, LakeState state, Function<LakeEngine, T> question) {
    boolean mine = false;
    try {
      mine = turns.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
      if (!mine) {
        throw new BusyException();
      }

      return answer(session(viewer, state), question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    } finally {
      if (mine) {
        turns.release();
      }
    }
  }

  /** Asks in a session of its own, beside those that take turns. */
  <T> T askApart(Viewer viewer, LakeState state, Function<LakeEngine, T> question) {
    Session session = open(key(viewer, state), state);
    try {
      return seen(session, question);
    } finally {
      session.engine().close();
    }
  }

  private static <T> T seen(Session session, Function<LakeEngine, T> question) {
    T answer = question.apply(session.engine());
    for (TableName table : session.engine().read()) {
      if (session.hidden().contains(table)) {
        throw new HiddenException(
            "This key sees some rows only, and in " + table + " nothing tells which are theirs.");
      }
    }

    return answer;
  }

  private <T> T answer(Session session, Function<LakeEngine, T> question) {
    boolean whole = false;
    try {
      T answer = seen(session, question);
      whole = true;
      return answer;
    } catch (SqlException | HiddenException e) {
      whole = true;
      throw e;
    } finally {
      if (whole) {
        giveBack(session);
      } else {
        session.engine().close();
      }
    }
  }

  /** Only sessions of these states are kept from now on. */
  synchronized void keep(Collection<LakeState> states) {
    versions =
        states.stream().map(state -> state.family() + state.version()).collect(Collectors.toSet());
    idle.entrySet()
        .removeIf(
            entry -> {
              boolean gone = !isKept(entry.getKey());
              if (gone) {
                entry.getValue().forEach(session -> session.engine().close());
              }

              return gone;
            });
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.values().forEach(all -> all.forEach(session -> session.engine().close()));
    idle.clear();
  }

  private boolean isKept(Key key) {
    return !closed && versions.contains(key.family() + key.version());
  }

  private synchronized void giveBack(Session session) {
    if (isKept(session.key())) {
      idle.computeIfAbsent(session.key(), any -> new ArrayDeque<>()).push(session);
    } else {
      session.engine().close();
    }
  }

  private static Key key(Viewer viewer, LakeState state) {
    return new Key(state.family(), state.version(), viewer.limit(state.family()));
  }

  private Session session(Viewer viewer, LakeState state) {
    Key key = key(viewer, state);
    synchronized (this) {
      Deque<Session> kept = idle.get(key);
      if (kept != null && !kept.isEmpty()) {
        return kept.pop();
      }
    }

    return open(key, state);
  }

  private Session open(Key key, LakeState state) {
    LakeEngine engine = LakeEngine.over(state.lake(), state.cut().snapshots(), clock);
    try {
      return new Session(key, engine, limit(engine, state, key.limit()));
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** Has a session see only some rows; returns the tables of which that are none at all. */
  private static Set<TableName> limit(LakeEngine engine, LakeState state, RowLimit limit) {
    Set<TableName> hidden = new HashSet<>();
    if (!limit.limits()) {
      return hidden;
    }

    String values =
        limit.values().stream()
            .map(value -> "'" + value.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    RowFilter theirs =
        new RowFilter(
            Expressions.in(limit.column(), limit.values()),
            "\"" + limit.column() + "\" IN (" + values + ")");
    Map<TableName, RowFilter> filters = new HashMap<>();
    try (LakeTables tables = new LakeTables(state.lake())) {
      for (TableName table : state.lake().set().readable()) {
        Schema schema = tables.exists(table) ? tables.load(table).schema() : new Schema();
        boolean told =
            schema.findField(limit.column()) != null
                && schema.findField(limit.column()).type().typeId()
                    == org.apache.iceberg.types.Type.TypeID.STRING;
        filters.put(table, told ? theirs : RowFilter.NOTHING);
        if (!told) {
          hidden.add(table);
        }
      }
    }

    engine.restrict(filters);
    return hidden;
  }
}
