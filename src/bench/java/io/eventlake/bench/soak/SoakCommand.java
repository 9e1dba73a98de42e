package io.eventlake.bench.soak;

import io.eventlake.bench.report.Machine;
import io.eventlake.bench.run.AuditedLake;
import io.eventlake.bench.run.BenchmarkException;
import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratorOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench soak}: the job under an even load for long; does anything grow? */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Runs the job clickstream on a watched directory that gets events at an even rate, then drains"
          + " it and audits the tables.",
      "Every minute the job's process collects all garbage and tells what is alive. Fails when that"
          + " or the state grew after the warm-up, a checkpoint failed or the audit did not pass."
    })
public final class SoakCommand implements Callable<Integer> {

  /** Seconds of events that the job may be behind; then no more come. */
  private static final long MOST_BEHIND = 30;

  private static final Duration FOR_THE_REST = Duration.ofMinutes(10);

  @Mixin private SoakOptions options;

  @Spec private CommandSpec spec;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path directory =
        Path.of(System.getProperty("eventlake.home", "."), "target", "bench", "soaks")
            .resolve(clock.instant().toString().replace(":", ""))
            .toAbsolutePath();
    GeneratorOptions traffic = options.traffic(clock.instant());
    SoakTable table = new SoakTable(out);
    table.header(settings());
    EventFeed feed = new EventFeed(directory.resolve("events"), new EventGenerator(traffic));
    try (SoakJob job = SoakJob.start(options, directory)) {
      drive(feed, job, table);
      job.drain();
    }

    AuditedLake.check(directory.resolve("lake"));
    out.println("Drained, the audit passed.");
    boolean steady = table.verdict(warmUpSeconds());
    if (!options.keep) {
      FileUtils.deleteDirectory(directory.toFile());
    }

    return steady ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void drive(EventFeed feed, SoakJob job, SoakTable table) throws Exception {
    long begin = System.nanoTime();
    long all = 60L * options.minutes * options.rate;
    long second = 0;
    while (second < 60L * options.minutes || job.read() < feed.written()) {
      second++;
      long left = begin + Duration.ofSeconds(second).toNanos() - System.nanoTime();
      job.await(Duration.ofNanos(Math.max(0, left))).forEach(table::add);
      feed.deleteUpTo(job.readLongAgo());
      if (feed.written() - job.read() < MOST_BEHIND * options.rate) {
        feed.writeUpTo(Math.min(all, second * options.rate));
      }

      if (second > 60L * options.minutes + FOR_THE_REST.toSeconds()) {
        throw new BenchmarkException(
            "The job has read " + job.read() + " of " + feed.written() + " events only");
      }
    }
  }

  private long warmUpSeconds() {
    return 60L * (options.warmUp == null ? options.minutes / 3 : options.warmUp);
  }

  private Machine settings() throws IOException {
    return Machine.here()
        .with("heap of the job", options.heap)
        .with("events a second", options.rate + " for " + options.minutes + " minutes")
        .with("event time", options.lapse + " times as fast, horizon " + options.horizon)
        .with("state backend", options.backend.toString())
        .with("slots", Integer.toString(options.slots))
        .with("checkpoints every", options.checkpointInterval.toString())
        .with("cores of the job", options.cpus == null ? "all" : options.cpus.toString());
  }
}
