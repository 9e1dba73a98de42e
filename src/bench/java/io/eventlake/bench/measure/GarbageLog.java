package io.eventlake.bench.measure;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Collections of this process, and what was allocated between them: the heap's use before each less
 * that after the one before it, all threads included. Right for collectors that stop the world;
 * with G1, what a concurrent cycle frees in between is missed.
 */
final class GarbageLog {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final Set<String> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private long collectionsBefore;
  private long millisBefore;
  private long told;
  private long usedAfter;
  private long mostUsedAfter;
  private long allocated;

  void begin() {
    for (GarbageCollectorMXBean collector : collectors) {
      ((NotificationEmitter) collector).addNotificationListener(this::add, null, null);
    }

    synchronized (this) {
      collectionsBefore = sum(GarbageCollectorMXBean::getCollectionCount);
      millisBefore = sum(GarbageCollectorMXBean::getCollectionTime);
      usedAfter = used();
    }
  }

  /** What happened since the beginning; waits for collections that it was not told of yet. */
  synchronized GarbageFigures end() throws InterruptedException {
    long collections;
    long used;
    do {
      collections = sum(GarbageCollectorMXBean::getCollectionCount);
      used = used();
    } while (collections != sum(GarbageCollectorMXBean::getCollectionCount));

    collections -= collectionsBefore;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (told < collections) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new IllegalStateException("told of " + told + " of " + collections + " collections");
      }

      wait(left);
    }

    return new GarbageFigures(
        collections,
        sum(GarbageCollectorMXBean::getCollectionTime) - millisBefore,
        allocated + used - usedAfter,
        usedAfter,
        mostUsedAfter);
  }

  private synchronized void add(Notification notification, Object ignored) {
    if (!notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }

    GcInfo info =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
            .getGcInfo();
    allocated += used(info.getMemoryUsageBeforeGc()) - usedAfter;
    usedAfter = used(info.getMemoryUsageAfterGc());
    mostUsedAfter = Math.max(mostUsedAfter, usedAfter);
    told++;
    notifyAll();
  }

  private long used(Map<String, MemoryUsage> pools) {
    return pools.entrySet().stream()
        .filter(pool -> heap.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private long sum(ToLongFunction<GarbageCollectorMXBean> figure) {
    return collectors.stream().mapToLong(figure).sum();
  }
}
