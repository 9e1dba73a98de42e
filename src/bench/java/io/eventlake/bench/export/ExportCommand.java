package io.eventlake.bench.export;

import com.sun.management.OperatingSystemMXBean;
import io.eventlake.bench.run.BenchmarkException;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.aws.Pacing;
import io.eventlake.job.BatchResult;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.MetricsJob;
import io.eventlake.job.MetricsRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench export}: what a run over an export costs, by its unpacked size. */
@Command(
    name = "export",
    showDefaultValues = true,
    description = {
      "Generates full exports of a quarter of a size and of all of it, in the layout of DynamoDB,"
          + " and runs product metrics over each, on lakes that are new.",
      "The slope between the two is what a megabyte costs. Memory does not grow with the size: the"
          + " heap may be a part of it, EVENTLAKE_JAVA_OPTS=-Xmx400m."
    })
public final class ExportCommand implements Callable<Integer> {

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final Instant END = Instant.parse("2026-03-11T00:00:00Z");

  /** The goal of the owner's design. */
  private static final double GOAL_MB_PER_CORE_SECOND = 40;

  private static final double LARGE_MEGABYTES = 500_000;
  private static final int LARGE_CORES = 16;
  private static final long MEGABYTE = 1_000_000;

  @Option(names = "--megabytes", description = "Unpacked JSON of the larger export.")
  private int megabytes = 2_000;

  @Option(names = "--item-bytes", description = "Size of an item as JSON.")
  private int itemBytes = 1_000;

  @Option(names = "--files", description = "Data files of the larger export.")
  private int files = 40;

  @Option(names = "--parallelism", description = "Readers.")
  private int parallelism = 2;

  @Option(names = "--dir", description = "Where both exports and lakes are, while it runs.")
  private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

  @Spec private CommandSpec spec;

  /** What one run took. */
  private record Figures(double megabytes, double wall, double cpu, double heap) {}

  @Override
  public Integer call() throws IOException {
    Path place = Files.createTempDirectory(dir, "bench-export-");
    try {
      // The first run of a JVM pays for its classes.
      measure(place.resolve("warm"), megabytes / 20, Math.max(1, files / 20));
      Figures quarter = measure(place.resolve("quarter"), megabytes / 4, files / 4);
      Figures whole = measure(place.resolve("whole"), megabytes, files);
      report(quarter, whole);
    } finally {
      delete(place);
    }

    return ExitCode.OK;
  }

  private Figures measure(Path place, int size, int count) throws IOException {
    GeneratedExport export = new GeneratedExport(place.resolve("bucket"), END, itemBytes);
    double written = (double) export.write(size * MEGABYTE, Math.max(1, count)) / MEGABYTE;
    System.gc();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    BatchResult result =
        new MetricsRun(
                JobCatalog.options().parse(options(place, export)),
                Clock.fixed(END.plus(Duration.ofHours(2)), ZoneOffset.UTC),
                Pacing.ofSystem(),
                line -> {})
            .run();
    double wall = (System.nanoTime() - start) / 1e9;
    double used = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
    requireAll(result, export.items());
    long heap = pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    delete(place);
    return new Figures(written, wall, used, (double) heap / MEGABYTE);
  }

  private Map<String, String> options(Path place, GeneratedExport export) {
    return Map.of(
        JobOptions.NAME.key(),
        MetricsJob.NAME,
        "lake.warehouse",
        place.resolve("lake").toString(),
        "local.parallelism",
        String.valueOf(parallelism),
        "metrics.bucket",
        place.resolve("bucket").toString(),
        "metrics.export",
        export.folder(),
        "metrics.from",
        GeneratedExport.day(END, -GeneratedExport.DAYS).toString(),
        "metrics.to",
        GeneratedExport.day(END, -1).toString(),
        "metrics.out",
        place.resolve("out").toString());
  }

  private static void requireAll(BatchResult result, long items) {
    Object read = ((Map<?, ?>) result.facts().get("records")).get("read");
    if (!read.equals(items)) {
      throw new BenchmarkException("of " + items + " items " + read + " were read");
    }
  }

  private void report(Figures quarter, Figures whole) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| unpacked, MB | wall, s | CPU, s | MB per CPU second | peak of the heap, MB |");
    out.println("|---|---|---|---|---|");
    for (Figures one : List.of(quarter, whole)) {
      out.printf(
          Locale.ROOT,
          "| %.0f | %.1f | %.1f | %.1f | %.0f |%n",
          one.megabytes,
          one.wall,
          one.cpu,
          one.megabytes / one.cpu,
          one.heap);
    }

    double slope = (whole.megabytes - quarter.megabytes) / (whole.cpu - quarter.cpu);
    out.printf(
        Locale.ROOT,
        "%nSlope: %.1f MB a CPU second (goal: %.0f). 500 GB on %d cores, on paper: %.0f minutes.%n",
        slope,
        GOAL_MB_PER_CORE_SECOND,
        LARGE_CORES,
        LARGE_MEGABYTES / slope / LARGE_CORES / 60);
    out.flush();
  }

  private static Stream<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }

  private static void delete(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }

    try (Stream<Path> all = Files.walk(place)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
