package io.eventlake.bench.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.eventlake.bench.measure.ProcessStatus;
import io.eventlake.config.JobOptions;
import io.eventlake.job.LocalMetrics;
import io.eventlake.job.LocalRun;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench soak-run}: the job of a soak in this JVM. It prints how it does every so often and
 * drains when standard input ends.
 */
@Command(name = "soak-run", hidden = true, description = "The job of a soak, in a JVM of its own.")
public final class SoakRunCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  @Option(names = "--collect-every", required = true)
  Duration collectEvery;

  @Option(names = "--savepoints", required = true)
  Path savepoints;

  @Option(names = "--set", required = true)
  Map<String, String> properties = new LinkedHashMap<>();

  private final long begin = System.nanoTime();
  private PrintStream out;

  @Override
  public Integer call() throws Exception {
    out = System.out;
    // Standard output belongs to the samples, whatever a library prints.
    System.setOut(System.err);
    LocalRun run = LocalRun.start(JobOptions.parse(properties));
    CompletableFuture<Void> told = CompletableFuture.runAsync(SoakRunCommand::awaitEndOfInput);
    CompletableFuture<?> over = CompletableFuture.anyOf(told, run.ended());
    Duration nextCollection = collectEvery;
    while (!ended(over)) {
      boolean collect = elapsed().compareTo(nextCollection) >= 0;
      print(collect);
      if (collect) {
        nextCollection = nextCollection.plus(collectEvery);
      }
    }

    if (!run.ended().isDone()) {
      run.drain(savepoints);
    }

    run.ended().join();
    return 0;
  }

  private static boolean ended(CompletableFuture<?> over) throws Exception {
    try {
      over.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static void awaitEndOfInput() {
    try {
      System.in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(boolean collect) throws IOException {
    long heap = 0;
    if (collect) {
      // What is alive and nothing else; the pause is part of the soak and told in its report.
      System.gc();
      heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    out.println(new ObjectMapper().writeValueAsString(sample(heap)));
    out.flush();
  }

  private SoakSample sample(long heap) throws IOException {
    return new SoakSample(
        elapsed().toSeconds(),
        LocalMetrics.sum("numRecordsIn", ".Decode."),
        heap,
        ProcessStatus.rssBytes(),
        LocalMetrics.max("lastCheckpointFullSize", ""),
        LocalMetrics.max("numberOfCompletedCheckpoints", ""),
        LocalMetrics.max("numberOfFailedCheckpoints", ""),
        LocalMetrics.max("lastCheckpointDuration", ""),
        LocalMetrics.max("lakeCommitMillis", ""),
        collections(GarbageCollectorMXBean::getCollectionCount),
        collections(GarbageCollectorMXBean::getCollectionTime),
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static long collections(ToLongFunction<GarbageCollectorMXBean> figure) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(figure).sum();
  }
}
