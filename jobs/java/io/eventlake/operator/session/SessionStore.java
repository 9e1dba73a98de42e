package io.eventlake.operator.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;

/**
 * The session states of a subtask. Where the state backend keeps bytes (RocksDB), the states of the
 * keys last used are kept as objects, too: three of four events find theirs there, and a state that
 * changes several times between two checkpoints is written once. A heap backend has objects itself.
 *
 * <p>What is kept here has not reached the backend, and has no timer yet, which spares most
 * sessions one that comes too early: {@link #flush} must be called before each checkpoint, and
 * {@link #registerUntil} before each watermark.
 */
final class SessionStore {

  private static final long AHEAD = Duration.ofMinutes(1).toMillis();

  private final ValueState<SessionState> backend;
  private final KeyScope keys;
  private final int capacity;

  /** Least recently used first. */
  private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** What is due until then has a timer, epoch milliseconds. */
  private long registeredUntil = Long.MIN_VALUE;

  /** The key that the backend's accesses are for. */
  interface KeyScope {

    String current();

    void set(String key);

    /** Registers a timer of the current key where the state has none that is as early. */
    void register(SessionState state, long due);
  }

  private static final class Kept {
    private SessionState state;
    private long due;
    private boolean changed;
  }

  /**
   * @param capacity states to keep as objects; 0 where the backend has objects itself
   */
  SessionStore(ValueState<SessionState> backend, KeyScope keys, int capacity) {
    this.backend = backend;
    this.keys = keys;
    this.capacity = capacity;
  }

  /** The state of the current key, or null. */
  SessionState get() throws IOException {
    Kept entry = capacity == 0 ? null : kept.get(keys.current());
    return entry == null ? backend.value() : entry.state;
  }

  /**
   * Sets the state of the current key.
   *
   * @param due when something is next to be done with it, epoch milliseconds
   */
  void put(SessionState state, long due) throws IOException {
    if (capacity == 0) {
      write(state, due);
      return;
    }

    Kept entry = kept.get(keys.current());
    if (entry == null) {
      entry = new Kept();
      kept.put(keys.current(), entry);
    }

    entry.state = state;
    entry.due = due;
    entry.changed = true;
    if (due <= registeredUntil) {
      keys.register(state, due);
    }

    if (kept.size() > capacity) {
      evictOne();
    }
  }

  /** Forgets the state of the current key. */
  void clear() {
    kept.remove(keys.current());
    backend.clear();
  }

  /**
   * Sees to it that what is due by the watermark has its timer. Looks at all that is kept, and
   * therefore a minute ahead and not at each watermark. Changes the current key.
   */
  void registerUntil(long watermark) {
    if (watermark <= registeredUntil) {
      return;
    }

    registeredUntil = watermark > Long.MAX_VALUE - AHEAD ? Long.MAX_VALUE : watermark + AHEAD;
    for (Map.Entry<String, Kept> entry : kept.entrySet()) {
      if (entry.getValue().due <= registeredUntil) {
        keys.set(entry.getKey());
        keys.register(entry.getValue().state, entry.getValue().due);
      }
    }
  }

  /** Writes all that changed to the backend; what is kept stays. Changes the current key. */
  void flush() throws IOException {
    for (Map.Entry<String, Kept> entry : kept.entrySet()) {
      writeBack(entry.getKey(), entry.getValue());
    }
  }

  private void evictOne() throws IOException {
    String current = keys.current();
    Iterator<Map.Entry<String, Kept>> oldest = kept.entrySet().iterator();
    Map.Entry<String, Kept> evicted = oldest.next();
    oldest.remove();
    writeBack(evicted.getKey(), evicted.getValue());
    keys.set(current);
  }

  private void writeBack(String key, Kept entry) throws IOException {
    if (entry.changed) {
      keys.set(key);
      write(entry.state, entry.due);
      entry.changed = false;
    }
  }

  private void write(SessionState state, long due) throws IOException {
    keys.register(state, due);
    backend.update(state);
  }
}
