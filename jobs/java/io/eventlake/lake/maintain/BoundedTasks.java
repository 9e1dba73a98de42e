package io.eventlake.lake.maintain;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Runs tasks at once, as many as there are threads for and as their weights have room. */
final class BoundedTasks {

  private final int threads;
  private final long room;

  private BoundedTasks(int threads, long room) {
    this.threads = threads;
    this.room = room;
  }

  /**
   * With limits.
   *
   * @param room of the weights of all that run; one that is heavier runs by itself
   */
  static BoundedTasks of(int threads, long room) {
    return new BoundedTasks(threads, room);
  }

  /**
   * Runs all tasks, begun in their order. When one fails no other is begun, but those that run are
   * waited for, and their results are taken as well.
   *
   * @param done takes each result, on the thread of the caller
   * @throws RuntimeException the first failure
   */
  <T, R> void run(
      Collection<T> tasks, ToLongFunction<T> weight, Function<T, R> work, BiConsumer<T, R> done) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      run(new ArrayDeque<>(tasks), weight, work, done, new ExecutorCompletionService<>(pool));
    } finally {
      pool.shutdownNow();
    }
  }

  private <T, R> void run(
      Deque<T> waiting,
      ToLongFunction<T> weight,
      Function<T, R> work,
      BiConsumer<T, R> done,
      CompletionService<R> pool) {
    Map<Future<R>, T> running = new HashMap<>();
    RuntimeException failure = null;
    long weights = 0;
    while (!running.isEmpty() || failure == null && !waiting.isEmpty()) {
      while (failure == null
          && !waiting.isEmpty()
          && running.size() < threads
          && (running.isEmpty() || weights + weight.applyAsLong(waiting.peek()) <= room)) {
        T task = waiting.remove();
        weights += weight.applyAsLong(task);
        running.put(pool.submit(() -> work.apply(task)), task);
      }

      Future<R> ended = take(pool);
      T task = running.remove(ended);
      weights -= weight.applyAsLong(task);
      try {
        done.accept(task, result(ended));
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }

    if (failure != null) {
      throw failure;
    }
  }

  private static <R> Future<R> take(CompletionService<R> pool) {
    try {
      return pool.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static <R> R result(Future<R> ended) {
    try {
      return ended.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error) {
        throw (Error) e.getCause();
      }

      throw (RuntimeException) e.getCause();
    }
  }
}
