package io.eventlake.bench.meter;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Sums up what pieces of work cost. */
public final class Meter {

  /** Work that may fail. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private double cpuMicros;
  private double processMicros;
  private double allocatedBytes;

  /** Does the work and adds its costs. */
  public void measure(Work work) throws Exception {
    long processBefore = PROCESS.getProcessCpuTime();
    ThreadCosts before = ThreadCosts.now();
    work.run();
    ThreadCosts costs = ThreadCosts.now().since(before);
    processMicros += (PROCESS.getProcessCpuTime() - processBefore) / 1000.0;
    cpuMicros += costs.cpuMicros();
    allocatedBytes += costs.allocatedBytes();
  }

  /** CPU time of Java threads, microseconds. */
  public double cpuMicros() {
    return cpuMicros;
  }

  /** CPU time of the process, so with compiler, garbage collector and RocksDB, microseconds. */
  public double processMicros() {
    return processMicros;
  }

  /** Memory taken from the heap by Java threads, bytes. */
  public double allocatedBytes() {
    return allocatedBytes;
  }
}
