package io.eventlake.bench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.bench.measure.RunFigures;
import io.eventlake.bench.report.Length;
import io.eventlake.bench.report.Machine;
import io.eventlake.bench.report.Report;
import io.eventlake.bench.report.Results;
import io.eventlake.bench.report.Run;
import io.eventlake.bench.run.Plan.Entry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.flink.util.FileUtils;

/** Whole runs of {@code clickstream} and its rivals at two lengths, each in a JVM of its own. */
public final class WholeRuns {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final WholeRunOptions options;
  private final PrintWriter out;
  private final PrintWriter progress;
  private final Path target =
      Path.of(System.getProperty("eventlake.home", "."), "target", "bench").toAbsolutePath();
  private final Plan plan;
  private final TrafficFiles traffic;
  private final Path results;
  private final ChildJvm jvm;
  private final Results all = new Results();
  private final ComparedLakes compared;

  /**
   * A benchmark to be made.
   *
   * @param out for the report
   * @param progress for a line about each run
   */
  public WholeRuns(WholeRunOptions options, PrintWriter out, PrintWriter progress) {
    this.options = options;
    this.out = out;
    this.progress = progress;
    this.plan = new Plan(options);
    this.compared = new ComparedLakes(plan);
    this.traffic =
        new TrafficFiles(
            target.resolve("data"), options.events, options.span, options.seed, options.copies);
    this.results =
        options.out == null
            ? target.resolve("results").resolve(now())
            : options.out.toAbsolutePath();
    this.jvm = new ChildJvm(options.heap, options.javaOptions, results.resolve("logs"));
  }

  /**
   * Makes all runs and reports.
   *
   * @throws BenchmarkException when a run, an audit or a guard failed
   */
  public void run() throws IOException {
    options.against.forEach(Contestants::find);
    Guards guards = new Guards(options.guards, plan);
    Machine machine = machine();
    for (Length length : Length.values()) {
      say("Events: " + traffic.directory(length));
    }

    for (Entry entry : plan.entries()) {
      all.add(run(entry));
    }

    for (Path lake : compared.kept()) {
      delete(lake);
    }

    Report report = new Report(machine, all);
    report.write(results);
    out.print(report.text());
    out.println("Also in " + results + ".");
    out.flush();
    guards.check(all);
  }

  private Run run(Entry entry) throws IOException {
    String name = name(entry);
    Path lake = target.resolve("lakes").resolve(results.getFileName() + "-" + name);
    FileUtils.deleteDirectory(lake.toFile());
    Process child = jvm.start(name, cores(entry.variant()), arguments(entry, lake));
    RunFigures figures = parse(jvm.lastLine(name, child));
    boolean audited = entry.variant().contestant().equals(Clickstream.NAME);
    if (audited) {
      AuditedLake.check(lake);
    }

    compared.ran(entry, lake).ifPresent(all::add);
    if (!compared.keeps(entry)) {
      delete(lake);
    }

    Run run =
        new Run(
            plan.label(entry.variant()),
            entry.round(),
            entry.length(),
            traffic.events(entry.length()),
            figures);
    say(line(run) + (audited ? ", audit passed" : ""));
    return run;
  }

  private void delete(Path lake) throws IOException {
    if (!options.keep) {
      FileUtils.deleteDirectory(lake.toFile());
    }
  }

  private List<String> arguments(Entry entry, Path lake) throws IOException {
    return List.of(
        "run",
        "--contestant=" + entry.variant().contestant(),
        "--data=" + traffic.directory(entry.length()),
        "--lake=" + lake,
        "--backend=" + entry.variant().backend(),
        "--slots=" + entry.variant().slots(),
        "--checkpoint-interval=" + options.checkpointInterval.toMillis() + "ms");
  }

  private String cores(Variant variant) throws IOException {
    if (options.cpus == null) {
      return null;
    }

    try {
      return Cores.last(
          options.cpus.equals("slots") ? variant.slots() : Integer.parseInt(options.cpus));
    } catch (NumberFormatException e) {
      throw new BenchmarkException("--cpus=" + options.cpus + " is neither a number nor 'slots'");
    }
  }

  private Machine machine() throws IOException {
    Machine machine =
        Machine.here()
            .with("heap of a run", options.heap)
            .with(
                "events",
                traffic.events(Length.LONG)
                    + " and "
                    + traffic.events(Length.SHORT)
                    + ", seed "
                    + options.seed
                    + ", the long ones over "
                    + options.span)
            .with("rounds", Integer.toString(options.rounds))
            .with("state backend", options.backends.toString().toLowerCase(Locale.ROOT))
            .with("slots", options.slots.toString())
            .with("checkpoints every", options.checkpointInterval.toString())
            .with("cores of a run", options.cpus == null ? "all" : options.cpus);
    return options.javaOptions.isBlank()
        ? machine
        : machine.with("options of the JVM", options.javaOptions);
  }

  private static RunFigures parse(String line) {
    try {
      return JSON.readValue(line, RunFigures.class);
    } catch (JsonProcessingException e) {
      throw new BenchmarkException("A run printed no figures but: " + line);
    }
  }

  private String name(Entry entry) {
    return String.format(
        Locale.ROOT,
        "%d-%s-%s",
        entry.round(),
        plan.label(entry.variant()).replace(' ', '-'),
        entry.length().name().toLowerCase(Locale.ROOT));
  }

  private static String line(Run run) {
    return String.format(
        Locale.ROOT,
        "Round %d, %s, %,d events: %.1f s, CPU %.1f s",
        run.round(),
        run.variant(),
        run.events(),
        run.figures().wallNanos() / 1e9,
        run.figures().cpuNanos() / 1e9);
  }

  private static String now() {
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    return now.toString().replace(":", "");
  }

  private void say(String line) {
    progress.println(line);
    progress.flush();
  }
}
