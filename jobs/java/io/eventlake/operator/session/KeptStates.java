package io.eventlake.operator.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import org.apache.flink.runtime.state.heap.HeapPriorityQueue;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueElement;

/**
 * Session states as objects: by key, by how lately each was used, and by when each is due; with
 * what they take on the heap.
 */
final class KeptStates {

  /** An entry with its places in the map and the queue, and a key without its characters. */
  private static final int BYTES_PER_ENTRY = 128;

  private static final int INITIAL_QUEUE = 128;

  /** Least recently used first. */
  private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** All that are kept, but for those whose timer is about to fire; what is due first is first. */
  private final HeapPriorityQueue<Kept> queue =
      new HeapPriorityQueue<>(
          (first, second) -> Long.compare(first.queued, second.queued), INITIAL_QUEUE);

  /** What all that are kept take on the heap, bytes. */
  private long used;

  /** A state with its key. */
  static final class Kept implements HeapPriorityQueueElement {
    final String key;
    SessionState state;
    long due;

    /** Whether it is another than the backend's. */
    boolean changed;

    private int bytes;

    /** Its place in the queue, never later than when it is due. */
    private long queued;

    private int index = NOT_CONTAINED;

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

  /** What a state takes on the heap when it is kept with its key, bytes. */
  static int heapBytes(String key, SessionState state) {
    return BYTES_PER_ENTRY + HeapBytes.array(key.length(), Byte.BYTES) + state.heapBytes();
  }

  /** What all of them take on the heap, bytes. */
  long used() {
    return used;
  }

  /** Null where there is none. */
  Kept get(String key) {
    return kept.get(key);
  }

  Collection<Kept> all() {
    return kept.values();
  }

  /** Keeps a state that changed. */
  void put(String key, SessionState state, long due) {
    Kept entry = kept.get(key);
    if (entry == null) {
      entry = new Kept(key);
      kept.put(key, entry);
    }

    int bytes = heapBytes(key, state);
    used += bytes - entry.bytes;
    entry.bytes = bytes;
    entry.state = state;
    entry.due = due;
    entry.changed = true;
    // What is due later than before keeps its place until then: most events put off the end.
    if (!isQueued(entry) || due < entry.queued) {
      enqueue(entry);
    }
  }

  void remove(String key) {
    Kept entry = kept.remove(key);
    if (entry != null) {
      used -= entry.bytes;
      dequeue(entry);
    }
  }

  /** Removes the one that was used least lately. */
  Kept removeOldest() {
    Kept oldest = kept.values().iterator().next();
    remove(oldest.key);
    return oldest;
  }

  /** Takes the next one that is due by then out of the queue, or null; it stays kept. */
  Kept nextDue(long millis) {
    while (!queue.isEmpty() && queue.peek().queued <= millis) {
      Kept entry = queue.peek();
      if (entry.due <= millis) {
        dequeue(entry);
        return entry;
      }

      enqueue(entry);
    }

    return null;
  }

  /** Gives the entry its place by when it is due, whether it has one already or not. */
  private void enqueue(Kept entry) {
    entry.queued = entry.due;
    if (isQueued(entry)) {
      queue.adjustModifiedElement(entry);
    } else {
      queue.add(entry);
    }
  }

  private void dequeue(Kept entry) {
    if (isQueued(entry)) {
      queue.remove(entry);
      entry.index = HeapPriorityQueueElement.NOT_CONTAINED;
    }
  }

  private static boolean isQueued(Kept entry) {
    return entry.index != HeapPriorityQueueElement.NOT_CONTAINED;
  }
}
