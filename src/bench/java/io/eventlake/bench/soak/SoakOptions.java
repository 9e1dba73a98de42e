package io.eventlake.bench.soak;

import io.eventlake.config.LocalOptions;
import io.eventlake.family.web.generate.GeneratorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of a soak. */
final class SoakOptions {

  @Option(names = "--minutes", paramLabel = "M", description = "How long events come.")
  int minutes = 60;

  @Option(names = "--rate", paramLabel = "R", description = "Events a second.")
  int rate = 2_000;

  @Option(
      names = "--lapse",
      paramLabel = "X",
      description = "How much faster event time passes than the clock.")
  double lapse = 100;

  @Option(
      names = "--horizon",
      paramLabel = "DURATION",
      description =
          "session.horizon: a session is forgotten after it and the 24 hours that a session may last,"
              + " so that state stops growing when so much event time has passed.")
  Duration horizon = Duration.ofHours(1);

  @Option(
      names = "--warm-up",
      paramLabel = "MINUTES",
      description = "Left out of the verdict; a third of all unless given.")
  Integer warmUp;

  @Option(names = "--heap", paramLabel = "SIZE", description = "-Xmx of the job.")
  String heap = "3g";

  @Option(names = "--backend", description = "Where keyed state is: ${COMPLETION-CANDIDATES}.")
  LocalOptions.Backend backend = LocalOptions.Backend.ROCKSDB;

  @Option(names = "--slots", paramLabel = "N", description = "Task slots.")
  int slots = 1;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      description = "Time between two checkpoints, such as 10 s.")
  Duration checkpointInterval = Duration.ofSeconds(10);

  @Option(names = "--cpus", paramLabel = "N", description = "Cores that the job is kept to.")
  Integer cpus;

  @Option(
      names = "--java-opts",
      paramLabel = "OPTIONS",
      description = "Further options of the job's JVM, in one argument.")
  String javaOptions = "";

  @Option(names = "--seed", paramLabel = "S", description = "Another seed makes other events.")
  long seed = 42;

  @Option(names = "--keep", description = "Leave the tables in target/bench/soaks.")
  boolean keep;

  /** Traffic whose last event is due about now. */
  GeneratorOptions traffic(Instant now) {
    long events = 60L * minutes * rate;
    Duration span = Duration.ofMillis((long) (minutes * 60_000 * lapse));
    return GeneratorOptions.events(events).span(span).start(now.minus(span)).seed(seed).build();
  }

  /** The job's properties, its files below a directory. */
  Map<String, String> job(Path directory) {
    Map<String, String> job = new LinkedHashMap<>();
    job.put("job.name", "clickstream");
    job.put("source.type", "files");
    job.put("source.path", directory.resolve("events").toString());
    job.put("source.files-mode", "watch");
    job.put("source.files-watch-interval", "1 s");
    job.put("session.horizon", horizon.toMillis() + " ms");
    job.put("lake.warehouse", directory.resolve("lake").toString());
    job.put("local.state-directory", directory.resolve("state").toString());
    job.put("local.state-backend", backend.name());
    job.put("local.parallelism", Integer.toString(slots));
    job.put("local.checkpoint-interval", checkpointInterval.toMillis() + " ms");
    return job;
  }
}
