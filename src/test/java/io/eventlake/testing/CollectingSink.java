package io.eventlake.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Hands what a job in this JVM emits to the test, which waits for it. */
public final class CollectingSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;
  private static final long WAIT_SECONDS = 60;
  private static final Map<String, BlockingQueue<Object>> QUEUES = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  public CollectingSink() {
    QUEUES.put(id, new LinkedBlockingQueue<>());
  }

  /** Waits for this many further elements. */
  public List<T> take(int count) throws InterruptedException {
    List<T> taken = new ArrayList<>();
    while (taken.size() < count) {
      T element = poll(WAIT_SECONDS);
      if (element == null) {
        throw new AssertionError("only " + taken.size() + " of " + count + " came: " + taken);
      }

      taken.add(element);
    }

    return taken;
  }

  /** The next element, or null where none comes in time. */
  @SuppressWarnings("unchecked")
  public T poll(long seconds) throws InterruptedException {
    return (T) QUEUES.get(id).poll(seconds, TimeUnit.SECONDS);
  }

  /** What else has come. */
  @SuppressWarnings("unchecked")
  public List<T> rest() {
    List<Object> rest = new ArrayList<>();
    QUEUES.get(id).drainTo(rest);
    return (List<T>) rest;
  }

  // The newer method needs a context that is given to it by its default.
  @Override
  @SuppressWarnings("deprecation")
  public SinkWriter<T> createWriter(InitContext context) {
    return new Writer<>(QUEUES.get(id));
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(QUEUES.get(id));
  }

  private record Writer<T>(BlockingQueue<Object> queue) implements SinkWriter<T> {

    @Override
    public void write(T element, Context context) {
      queue.add(element);
    }

    @Override
    public void flush(boolean endOfInput) {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
