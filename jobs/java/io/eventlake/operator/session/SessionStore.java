package io.eventlake.operator.session;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.heap.HeapPriorityQueue;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueElement;

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

  /** An entry with its places in the map and the queue, and a key without its characters. */
  private static final int BYTES_PER_ENTRY = 128;

  private static final int INITIAL_QUEUE = 128;

  private final ValueState<SessionState> backend;
  private final Owner owner;
  private final long room;
  private final Counter evictedSessions;

  /** Least recently used first. */
  private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** All that are kept, but for those whose timer is about to fire; what is due first is first. */
  private final HeapPriorityQueue<Kept> queue =
      new HeapPriorityQueue<>(
          (first, second) -> Long.compare(first.queued, second.queued), INITIAL_QUEUE);

  /** What all that are kept take on the heap, bytes. */
  private long used;

  /** Whose states these are: it has the current key, which the backend's accesses are for. */
  interface Owner {

    String current();

    void set(String key);

    /** Registers a timer of the current key where the state has none that is as early. */
    void register(SessionState state, long due);

    /** Does what is due for the current key, and puts, releases or clears the state. */
    void due(SessionState state, long watermark) throws Exception;
  }

  private static final class Kept implements HeapPriorityQueueElement {
    private final String key;
    private SessionState state;
    private int bytes;
    private long due;

    /** Its place in the queue, never later than when it is due. */
    private long queued;

    private int index = NOT_CONTAINED;
    private boolean changed;

    private Kept(String key) {
      this.key = key;
    }

    @Override
    public int getInternalIndex() {
      return index;
    }

    @Override
    public void setInternalIndex(int newIndex) {
      index = newIndex;
    }
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

  /**
   * What the objects of a subtask may take on the heap, bytes.
   *
   * @param heapBytes of the task manager
   * @param slots of the task manager
   */
  static long room(long heapBytes, int slots) {
    return heapBytes / HEAP_SHARE / slots;
  }

  /** What a state takes on the heap when it is kept with its key, bytes. */
  static int heapBytes(String key, SessionState state) {
    return BYTES_PER_ENTRY + HeapBytes.array(key.length(), Byte.BYTES) + state.heapBytes();
  }

  /** The state of the current key, or null. */
  SessionState get() throws IOException {
    Kept entry = room == 0 ? null : kept.get(owner.current());
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

    Kept entry = kept.get(owner.current());
    if (entry == null) {
      entry = new Kept(owner.current());
      kept.put(entry.key, entry);
    }

    int bytes = heapBytes(entry.key, state);
    used += bytes - entry.bytes;
    entry.bytes = bytes;
    entry.state = state;
    entry.due = due;
    entry.changed = true;
    // What is due later than before keeps its place until then: most events put off the end.
    if (!queued(entry) || due < entry.queued) {
      enqueue(entry);
    }

    while (used > room) {
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
    while (!queue.isEmpty() && queue.peek().queued <= watermark) {
      Kept entry = queue.peek();
      if (entry.due > watermark) {
        enqueue(entry);
        continue;
      }

      dequeue(entry);
      if (!entry.state.hasTimerBy(watermark)) {
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

  /** Gives the entry its place by when it is due, whether it has one already or not. */
  private void enqueue(Kept entry) {
    entry.queued = entry.due;
    if (queued(entry)) {
      queue.adjustModifiedElement(entry);
    } else {
      queue.add(entry);
    }
  }

  private void dequeue(Kept entry) {
    if (queued(entry)) {
      queue.remove(entry);
      entry.index = HeapPriorityQueueElement.NOT_CONTAINED;
    }
  }

  private static boolean queued(Kept entry) {
    return entry.index != HeapPriorityQueueElement.NOT_CONTAINED;
  }

  private void drop() {
    Kept entry = kept.remove(owner.current());
    if (entry != null) {
      dropped(entry);
    }
  }

  private void dropped(Kept entry) {
    used -= entry.bytes;
    dequeue(entry);
  }

  private void evictOne() throws IOException {
    String current = owner.current();
    Iterator<Map.Entry<String, Kept>> oldest = kept.entrySet().iterator();
    Kept evicted = oldest.next().getValue();
    oldest.remove();
    dropped(evicted);
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
