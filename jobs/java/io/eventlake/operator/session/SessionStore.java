package io.eventlake.operator.session;

import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;

/**
 * The session states of a subtask. Where the state backend keeps bytes (RocksDB), the states of
 * open sessions are kept as objects, too, as far as there is room: their events find them there,
 * what is due is done from there without a timer and a look-up of its own, and a state that changes
 * several times between two checkpoints is written once. A heap backend has objects itself.
 *
 * <p>What is kept here and has changed has neither reached the backend nor its timer: {@link
 * #flush} must be called before each checkpoint, and {@link #advance} before each watermark.
 */
final class SessionStore {

  /** The part of the heap that the objects of all slots may take together: one in so many. */
  private static final int HEAP_SHARE = 8;

  /** What a state with its key takes on the heap, and half as much again for long sessions. */
  private static final int BYTES_PER_KEY = 1536;

  private final ValueState<SessionState> backend;
  private final Owner owner;
  private final int capacity;
  private final Counter evictedSessions;

  /** Least recently used first. */
  private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** All that are kept, but for those whose timer is about to fire; what is due first is first. */
  private final TreeSet<Kept> queue =
      new TreeSet<>(
          Comparator.<Kept>comparingLong(entry -> entry.queued)
              .thenComparingLong(entry -> entry.number));

  private long numbers;

  /** Whose states these are: it has the current key, which the backend's accesses are for. */
  interface Owner {

    String current();

    void set(String key);

    /** Registers a timer of the current key where the state has none that is as early. */
    void register(SessionState state, long due);

    /** Does what is due for the current key, and puts, releases or clears the state. */
    void due(SessionState state, long watermark) throws Exception;
  }

  private static final class Kept {
    private static final long NOT_QUEUED = Long.MAX_VALUE;

    private final String key;

    /** Of two that are due at once the older comes first. */
    private final long number;

    private SessionState state;
    private long due;

    /** Its place in the queue, never later than when it is due. */
    private long queued = NOT_QUEUED;

    private boolean changed;

    private Kept(String key, long number) {
      this.key = key;
      this.number = number;
    }
  }

  /**
   * @param capacity states to keep as objects; 0 where the backend has objects itself
   * @param evictedSessions counts the states with an open session that find no room
   */
  SessionStore(
      ValueState<SessionState> backend, Owner owner, int capacity, Counter evictedSessions) {
    this.backend = backend;
    this.owner = owner;
    this.capacity = capacity;
    this.evictedSessions = evictedSessions;
  }

  /**
   * How many states a subtask may keep as objects.
   *
   * @param heapBytes of the task manager
   * @param slots of the task manager
   */
  static int capacity(long heapBytes, int slots) {
    return (int) Math.min(Integer.MAX_VALUE, heapBytes / HEAP_SHARE / slots / BYTES_PER_KEY);
  }

  /** The state of the current key, or null. */
  SessionState get() throws IOException {
    Kept entry = capacity == 0 ? null : kept.get(owner.current());
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

    Kept entry = kept.get(owner.current());
    if (entry == null) {
      entry = new Kept(owner.current(), numbers++);
      kept.put(entry.key, entry);
    }

    entry.state = state;
    entry.due = due;
    entry.changed = true;
    // What is due later than before keeps its place until then: most events put off the end.
    if (due < entry.queued) {
      dequeue(entry);
      entry.queued = due;
      queue.add(entry);
    }

    if (kept.size() > capacity) {
      evictOne();
    }
  }

  /** Sets the state of the current key, of which nothing more is expected soon. */
  void release(SessionState state, long due) throws IOException {
    drop();
    write(state, due);
  }

  /** Forgets the state of the current key. */
  void clear() {
    drop();
    backend.clear();
  }

  /**
   * Does what is due by the watermark and has no timer. What has one is found here when that fires.
   * Changes the current key.
   */
  void advance(long watermark) throws Exception {
    while (!queue.isEmpty() && queue.first().queued <= watermark) {
      Kept entry = queue.pollFirst();
      entry.queued = Kept.NOT_QUEUED;
      if (entry.due > watermark) {
        entry.queued = entry.due;
        queue.add(entry);
      } else if (!entry.state.hasTimerBy(watermark)) {
        owner.set(entry.key);
        owner.due(entry.state, watermark);
      }
    }
  }

  /** Writes all that changed to the backend; what is kept stays. Changes the current key. */
  void flush() throws IOException {
    for (Kept entry : kept.values()) {
      writeBack(entry);
    }
  }

  private void dequeue(Kept entry) {
    if (entry.queued != Kept.NOT_QUEUED) {
      queue.remove(entry);
      entry.queued = Kept.NOT_QUEUED;
    }
  }

  private void drop() {
    Kept entry = kept.remove(owner.current());
    if (entry != null) {
      dequeue(entry);
    }
  }

  private void evictOne() throws IOException {
    String current = owner.current();
    Iterator<Map.Entry<String, Kept>> oldest = kept.entrySet().iterator();
    Kept evicted = oldest.next().getValue();
    oldest.remove();
    dequeue(evicted);
    if (evicted.state.open()) {
      evictedSessions.inc();
    }

    writeBack(evicted);
    owner.set(current);
  }

  private void writeBack(Kept entry) throws IOException {
    if (entry.changed) {
      owner.set(entry.key);
      write(entry.state, entry.due);
      entry.changed = false;
    }
  }

  private void write(SessionState state, long due) throws IOException {
    owner.register(state, due);
    backend.update(state);
  }
}
