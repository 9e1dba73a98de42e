package io.eventlake.bench.xp;

import io.eventlake.bench.run.BenchmarkException;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.caliper.CaliperFamily;
import io.eventlake.job.BatchJob;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.XpJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench xp}: what it costs to count a school day, and a few corrections of it. */
@Command(
    name = "xp",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Counts the XP of a school day anew, half of the claims from events and half from results;"
          + " then one student in a hundred once more, whose results were modified.",
      "EVENTLAKE_JAVA_OPTS=-Xmx512m shows what memory it needs."
    })
public final class XpCommand implements Callable<Integer> {

  @Option(names = "--students", defaultValue = "50000", description = "Students.")
  private int students;

  @Option(names = "--claims", defaultValue = "50", description = "Claims of each.")
  private int claims;

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "Directory for the lake, which must not be there yet.")
  private Path directory;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(directory)) {
      throw new BenchmarkException(directory + " is there already: name a directory that is not");
    }

    SchoolDay day = new SchoolDay(students, claims);
    Path results = Files.createDirectories(directory.resolve("results"));
    day.roster(directory.resolve("roster.json"));
    JobOptions options = options();
    try (LakeTables caliper =
        new LakeTables(new LakeCatalog(options.lake, CaliperFamily.tables()))) {
      caliper.apply();
      day.events(caliper);
    }

    day.results(results.resolve("1.json"), 0, students, 0);
    run("the day", options);
    day.results(results.resolve("2.json"), 0, Math.max(1, students / 100), 1);
    run("corrections", options);
    run("nothing new", options);
    return ExitCode.OK;
  }

  private void run(String name, JobOptions options) {
    PrintWriter out = spec.commandLine().getOut();
    ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
    Duration cpu = cpu();
    long begin = System.nanoTime();
    BatchJob job = new XpJob();
    job.run(options, Clock.systemUTC(), line -> out.println("  " + line));
    out.printf(
        Locale.ROOT,
        "%s: %.1f s, CPU %.1f s, at most %d MB of heap%n",
        name,
        (System.nanoTime() - begin) / 1e9,
        cpu().minus(cpu).toMillis() / 1e3,
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum()
            >> 20);
    out.flush();
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private JobOptions options() {
    return JobCatalog.options()
        .parse(
            Map.of(
                "job.name",
                XpJob.NAME,
                "lake.warehouse",
                directory.resolve("lake").toString(),
                "xp.results",
                directory.resolve("results").toString(),
                "xp.roster",
                directory.resolve("roster.json").toString()));
  }
}
