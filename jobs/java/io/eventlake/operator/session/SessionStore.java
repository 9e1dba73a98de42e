package io.eventlake.operator.session;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.TaskManagerOptions;
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
  private static final int HEAP_SHARE = 3;

  private final ValueState<SessionState> backend;
  private final Owner owner;
  private final long room;
  private final Counter evictedSessions;

  private final KeptStates kept = new KeptStates();

  /** Whose states these are: it has the current key, which the backend's accesses are for. */
  interface Owner {

    String current();

    void set(String key);

    /** Registers a timer of the current key where the state has none that is as early. */
    void register(SessionState state, long due);

    /** Does what is due for the current key, and puts, releases or clears the state. */
    void due(SessionState state, long watermark) throws Exception;
  }

  /**
   * @param room for states as objects, bytes of the heap; 0 where the backend has objects itself
   * @param evictedSessions counts the states with an open session that find no room
   */
  SessionStore(ValueState<SessionState> backend, Owner owner, long room, Counter evictedSessions) {
    this.backend = backend;
    this.owner = owner;
    this.room = room;
    this.evictedSessions = evictedSessions;
  }

  /** What the objects of a subtask of this process may take on its heap, bytes. */
  static long room(ReadableConfig taskManager) {
    return room(
        Runtime.getRuntime().maxMemory(), taskManager.get(TaskManagerOptions.NUM_TASK_SLOTS));
  }

  /**
   * What the objects of a subtask may take on the heap, bytes.
   *
   * @param heapBytes of the task manager
   * @param slots of the task manager
   */
  static long room(long heapBytes, int slots) {
    return heapBytes / HEAP_SHARE / slots;
  }

  /** The state of the current key, or null. */
  SessionState get() throws IOException {
    KeptStates.Kept entry = room == 0 ? null : kept.get(owner.current());
    return entry == null ? backend.value() : entry.state;
  }

  /**
   * Sets the state of the current key.
   *
   * @param due when something is next to be done with it, epoch milliseconds
   */
  void put(SessionState state, long due) throws IOException {
    if (room == 0) {
      write(state, due);
      return;
    }

    kept.put(owner.current(), state, due);
    while (kept.used() > room) {
      evictOne();
    }
  }

  /** Sets the state of the current key, of which nothing more is expected soon. */
  void release(SessionState state, long due) throws IOException {
    kept.remove(owner.current());
    write(state, due);
  }

  /** Forgets the state of the current key. */
  void clear() {
    kept.remove(owner.current());
    backend.clear();
  }

  /**
   * Does what is due by the watermark and has no timer. What has one is found here when that fires.
   * Changes the current key.
   */
  void advance(long watermark) throws Exception {
    for (KeptStates.Kept entry = kept.nextDue(watermark);
        entry != null;
        entry = kept.nextDue(watermark)) {
      if (!entry.state.hasTimerBy(watermark)) {
        owner.set(entry.key);
        owner.due(entry.state, watermark);
      }
    }
  }

  /** Writes all that changed to the backend; what is kept stays. Changes the current key. */
  void flush() throws IOException {
    for (KeptStates.Kept entry : kept.all()) {
      writeBack(entry);
    }
  }

  private void evictOne() throws IOException {
    String current = owner.current();
    KeptStates.Kept evicted = kept.removeOldest();
    if (evicted.state.open()) {
      evictedSessions.inc();
    }

    writeBack(evicted);
    owner.set(current);
  }

  private void writeBack(KeptStates.Kept entry) throws IOException {
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
