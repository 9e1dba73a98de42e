package io.eventlake.bench.kinesis;

import io.eventlake.config.LocalOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench kinesis}: how fresh the lake is, and how it catches up after an outage. */
@Command(
    name = "kinesis",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measures the job on a Kinesis stream: the time from a record's arrival to the first snapshot"
          + " that holds it, how the job catches up after it was down, and its CPU for a record.",
      "Exits with 1 where records were lost or repeated."
    })
public final class KinesisCommand implements Callable<Integer> {

  private static final long MOST_EVENTS = 50_000_000;
  private static final long BYTES_PER_EVENT = 1_000;

  @Option(
      names = "--endpoint",
      description =
          "${COMPLETION-CANDIDATES}: a read-only stream of our own for any rate, with the limits of"
              + " real shards, or the npm emulator for some 200 events/s.")
  private Plan.Endpoint endpoint = Plan.Endpoint.REPLAY;

  @Option(names = "--rate", paramLabel = "N", description = "Events per second.")
  private int rate = 2_000;

  @Option(names = "--shards", paramLabel = "N", description = "Shards of the stream.")
  private int shards = 4;

  @Option(names = "--minutes", paramLabel = "M", description = "Length of the steady part.")
  private double minutes = 2;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      description = "Before the steady part: not measured.")
  private Duration warmUp = Duration.ofSeconds(30);

  @Option(
      names = "--outage",
      paramLabel = "DURATION",
      description = "After the steady part: how long the job is down, for example 10 min.")
  private Duration outage = Duration.ZERO;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      description = "As local.checkpoint-interval.")
  private Duration checkpointInterval = LocalOptions.CHECKPOINT_INTERVAL.defaultValue();

  @Option(names = "--slots", paramLabel = "N", description = "As local.parallelism.")
  private int slots = LocalOptions.PARALLELISM.defaultValue();

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "CPUs that the job is pinned to, the endpoint to the others; 0: not pinned.")
  private int cpus;

  @Option(names = "--backend", description = "As local.state-backend: ${COMPLETION-CANDIDATES}.")
  private LocalOptions.Backend backend = LocalOptions.BACKEND.defaultValue();

  @Option(
      names = "--set",
      paramLabel = "GROUP.KEY=VALUE",
      description = "Another property of the job; may be repeated.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Option(names = "--out", paramLabel = "FILE", description = "The figures as JSON.")
  private Path out;

  @Option(names = "--keep", description = "Keep the lake, the stream and the logs.")
  private boolean keep;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("eventlake.home"));
    Plan plan = plan(home);
    PrintWriter console = spec.commandLine().getOut();
    try (Workplace place =
        Workplace.in(
            home.resolve("target/bench"),
            keep ? Workplace.Keep.DIRECTORY : Workplace.Keep.NOTHING)) {
      check(plan, place);
      try (EventStream stream = start(plan, place)) {
        Outcome outcome = new KinesisRun(plan, place, stream, console).run();
        new TextReport(outcome, console).print();
        if (out != null) {
          JsonReport.write(outcome, out);
        }

        return outcome.correct() ? 0 : 1;
      }
    }
  }

  private static EventStream start(Plan plan, Workplace place) throws IOException {
    return plan.endpoint() == Plan.Endpoint.REPLAY
        ? ReplayedStream.start(plan, place)
        : EmulatedStream.start(plan, place);
  }

  private Plan plan(Path home) {
    require(rate > 0 && shards > 0 && slots > 0, "--rate, --shards and --slots must be positive");
    require(cpus >= 0 && minutes > 0, "--cpus must not be negative, --minutes must be positive");
    require(checkpointInterval.toMillis() >= 100, "--checkpoint-interval is below 100 ms");
    Plan.Job job = new Plan.Job(home, checkpointInterval, slots, cpus, backend, properties);
    Duration steady = Duration.ofMillis((long) (minutes * 60_000));
    return new Plan(endpoint, rate, shards, job, warmUp, steady, outage);
  }

  private void check(Plan plan, Workplace place) {
    long events = plan.events();
    require(events <= MOST_EVENTS, "that makes " + events + " events, more than " + MOST_EVENTS);
    long bytes = 2 * events * BYTES_PER_EVENT;
    require(
        place.directory().toFile().getUsableSpace() > bytes,
        "that needs " + bytes / 1_000_000 + " MB of disk in " + place.directory().getParent());
  }

  private void require(boolean met, String otherwise) {
    if (!met) {
      throw new ParameterException(spec.commandLine(), "Wrong option: " + otherwise + ".");
    }
  }
}
