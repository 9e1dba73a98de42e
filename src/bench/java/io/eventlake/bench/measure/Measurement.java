package io.eventlake.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Measures what this process does while a contestant runs. */
public final class Measurement {

  private static final long LOOK_EVERY_MILLIS = 250;

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadLedger threads = new ThreadLedger();
  private final GarbageLog garbage = new GarbageLog();
  private final FlinkLog flink = new FlinkLog();
  private final LakeLog lake = new LakeLog();

  private Measurement() {}

  /**
   * Runs it once and returns the figures.
   *
   * @param run returns the records in each table
   */
  public static RunFigures of(Callable<Map<String, Long>> run) throws Exception {
    return new Measurement().measure(run);
  }

  private RunFigures measure(Callable<Map<String, Long>> run) throws Exception {
    ScheduledExecutorService sampler =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, ThreadLedger.THREAD));
    try {
      lake.begin();
      garbage.begin();
      sampler.submit(threads::begin).get();
      long wallBefore = System.nanoTime();
      long cpuBefore = process.getProcessCpuTime();
      ScheduledFuture<?> looks =
          sampler.scheduleWithFixedDelay(
              this::sample, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      Map<String, Long> records = run.call();
      long wall = System.nanoTime() - wallBefore;
      if (looks.isDone()) {
        // It failed.
        looks.get();
      }

      looks.cancel(false);
      sampler.submit(this::sample).get();
      long cpu = process.getProcessCpuTime() - cpuBefore;
      return figures(wall, cpu, records);
    } finally {
      sampler.shutdownNow();
    }
  }

  private void sample() {
    threads.sample();
    flink.sample();
  }

  private RunFigures figures(long wall, long cpu, Map<String, Long> records)
      throws IOException, InterruptedException {
    List<ThreadCost> costs = threads.costs();
    long own =
        costs.stream()
            .filter(cost -> cost.kind() == ThreadKind.BENCHMARK)
            .mapToLong(ThreadCost::cpuNanos)
            .sum();
    return new RunFigures(
        wall,
        cpu - own,
        costs,
        garbage.end(),
        ProcessStatus.peakRssBytes(),
        flink.figures(),
        lake.tables(),
        records);
  }
}
