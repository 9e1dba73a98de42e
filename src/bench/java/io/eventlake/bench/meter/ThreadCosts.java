package io.eventlake.bench.meter;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What the JVM's Java threads have used up to an instant, or between two. Threads of the compiler,
 * the garbage collector and RocksDB are not among them, and a thread that ended is forgotten.
 */
public final class ThreadCosts {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int CPU_NANOS = 0;
  private static final int ALLOCATED_BYTES = 1;

  private final Map<Long, long[]> byThread;

  private ThreadCosts(Map<Long, long[]> byThread) {
    this.byThread = byThread;
  }

  /** Up to now. */
  public static ThreadCosts now() {
    long[] ids = THREADS.getAllThreadIds();
    long[] cpu = THREADS.getThreadCpuTime(ids);
    long[] allocated = THREADS.getThreadAllocatedBytes(ids);
    Map<Long, long[]> byThread = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (cpu[i] >= 0) {
        byThread.put(ids[i], new long[] {cpu[i], allocated[i]});
      }
    }

    return new ThreadCosts(byThread);
  }

  /** From an earlier instant to this one. */
  public ThreadCosts since(ThreadCosts earlier) {
    Map<Long, long[]> difference = new HashMap<>();
    byThread.forEach(
        (thread, costs) -> {
          long[] then = earlier.byThread.getOrDefault(thread, new long[] {0, 0});
          difference.put(
              thread,
              new long[] {
                costs[CPU_NANOS] - then[CPU_NANOS], costs[ALLOCATED_BYTES] - then[ALLOCATED_BYTES]
              });
        });
    return new ThreadCosts(difference);
  }

  /** CPU time, microseconds. */
  public double cpuMicros() {
    return sum(CPU_NANOS) / 1000.0;
  }

  /** Memory taken from the heap, bytes. */
  public long allocatedBytes() {
    return sum(ALLOCATED_BYTES);
  }

  private long sum(int cost) {
    return byThread.values().stream().mapToLong(costs -> costs[cost]).sum();
  }
}
