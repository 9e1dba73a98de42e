package io.eventlake.cli.demo;

import io.eventlake.connector.kinesis.StreamProducer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Puts generated events into the stream at a steady rate, beside the job. */
final class DemoTraffic {

  /** How often a batch is sent, so that the stream flows instead of jerking. */
  private static final int BATCHES_PER_SECOND = 5;

  private final AtomicLong produced = new AtomicLong();
  private final CompletableFuture<Void> done;

  private DemoTraffic(Iterator<byte[]> records, StreamProducer producer, int rate) {
    Executor thread =
        task -> {
          Thread traffic = new Thread(task, "traffic");
          traffic.setDaemon(true);
          traffic.start();
        };
    this.done = CompletableFuture.runAsync(() -> produce(records, producer, rate), thread);
  }

  /** Begins at once, in a thread of its own. */
  static DemoTraffic start(Iterator<byte[]> records, StreamProducer producer, int rate) {
    return new DemoTraffic(records, producer, rate);
  }

  AtomicLong produced() {
    return produced;
  }

  /** Completes when all events are in the stream. */
  CompletableFuture<Void> done() {
    return done;
  }

  private void produce(Iterator<byte[]> records, StreamProducer producer, int rate) {
    int batch = Math.max(1, rate / BATCHES_PER_SECOND);
    long startNanos = System.nanoTime();
    try {
      while (records.hasNext()) {
        for (int i = 0; i < batch && records.hasNext(); i++) {
          producer.put(records.next());
        }

        producer.flush();
        produced.set(producer.sent());
        long dueNanos = startNanos + (long) (produced.get() * 1e9 / rate);
        LockSupport.parkNanos(dueNanos - System.nanoTime());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The stream did not take the events", e);
    }
  }
}
