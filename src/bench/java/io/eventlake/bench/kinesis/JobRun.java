package io.eventlake.bench.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the product's clickstream job, in a JVM as the launcher starts it. */
final class JobRun {

  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);
  private static final int OUTPUT_LINES = 10;

  private final Child process;
  private final FlinkRest flink;
  private final Path output;
  private final Instant started;
  private Checkpoints checkpoints = Checkpoints.NONE;
  private Instant asked = Instant.EPOCH;

  private JobRun(Child process, FlinkRest flink, Path output) {
    this.process = process;
    this.flink = flink;
    this.output = output;
    this.started = Instant.now();
  }

  /**
   * Starts the job.
   *
   * @param name of its output and its log
   * @param restoreFrom a checkpoint, or null to begin at the stream's beginning
   */
  static JobRun start(
      String name, Plan plan, Workplace place, EventStream stream, Path restoreFrom) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("source.type", "kinesis");
    properties.put("source.stream", stream.name());
    properties.put("source.endpoint", stream.endpoint());
    properties.put("lake.warehouse", lake(place).toString());
    properties.put("local.state-directory", state(place).toString());
    properties.put("local.checkpoint-interval", plan.job().checkpointInterval().toMillis() + " ms");
    properties.put("local.parallelism", Integer.toString(plan.job().slots()));
    properties.put("local.state-backend", plan.job().backend().name());
    properties.put("local.web-port", "0");
    properties.putAll(plan.job().properties());
    if (restoreFrom != null) {
      properties.put("local.restore-from", restoreFrom.toUri().toString());
    }

    List<String> arguments = new ArrayList<>(List.of("run", "clickstream", "--verbose"));
    properties.forEach((key, value) -> arguments.add("--set=" + key + "=" + value));
    Path log = place.directory().resolve(name + ".log");
    Child process = place.start(name, Java.product(plan, log, arguments));
    Path output = place.directory().resolve(name + ".out");
    return new JobRun(process, new FlinkRest(output), output);
  }

  static Path lake(Workplace place) {
    return place.directory().resolve("lake");
  }

  /** When its process was started. */
  Instant started() {
    return started;
  }

  Duration cpu() {
    return process.cpu();
  }

  /**
   * Asks Flink now and then for the checkpoints so far: each question is work for the job.
   *
   * @throws IllegalStateException when the job has ended, with its output
   */
  void look() {
    if (!process.alive()) {
      throw new IllegalStateException("The job has ended: " + output());
    }

    if (asked.plus(BETWEEN_QUESTIONS).isBefore(Instant.now())) {
      ask();
    }
  }

  /** The checkpoints as of the last look. */
  Checkpoints checkpoints() {
    return checkpoints;
  }

  /** Asks a last time and ends the job as a power cut does. */
  void kill() {
    look();
    ask();
    process.kill();
  }

  /**
   * The newest checkpoint of any run.
   *
   * @throws IllegalStateException when there is none
   */
  static Path newestCheckpoint(Workplace place) {
    try (Stream<Path> files = Files.walk(state(place), 3)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Path::getParent)
          .orElseThrow(() -> new IllegalStateException("The job left no checkpoint"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path state(Workplace place) {
    return place.directory().resolve("state");
  }

  private void ask() {
    asked = Instant.now();
    checkpoints = flink.checkpoints().orElse(checkpoints);
  }

  private String output() {
    try (Stream<String> lines = Files.lines(output)) {
      return lines.limit(OUTPUT_LINES).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
