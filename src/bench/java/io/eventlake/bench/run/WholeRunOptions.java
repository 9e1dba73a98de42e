package io.eventlake.bench.run;

import io.eventlake.config.LocalOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of the whole runs. */
public final class WholeRunOptions {

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events of the long run; the short one is the first fifth of them.")
  long events = 1_500_000;

  @Option(
      names = "--span",
      paramLabel = "DURATION",
      description = "How long they last in event time, such as 6 h.")
  Duration span = Duration.ofHours(6);

  @Option(names = "--seed", paramLabel = "S", description = "Another seed makes other events.")
  long seed = 42;

  @Option(
      names = "--copies",
      paramLabel = "N",
      description = "How often every record comes, within ten minutes; all of them count.")
  int copies = 1;

  @Option(names = "--rounds", paramLabel = "R", description = "How often everything is repeated.")
  int rounds = 3;

  @Option(
      names = "--against",
      split = ",",
      paramLabel = "NAME",
      description = "Who runs beside clickstream, separated by commas: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Contestants.Others.class)
  List<String> against = List.of();

  @Option(
      names = "--backend",
      split = ",",
      description = "Where keyed state is: ${COMPLETION-CANDIDATES}, or both.")
  List<LocalOptions.Backend> backends = List.of(LocalOptions.Backend.HEAP);

  @Option(
      names = "--slots",
      split = ",",
      paramLabel = "N",
      description = "Task slots; several numbers are compared.")
  List<Integer> slots = List.of(1);

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      description = "Time between two checkpoints, such as 10 s.")
  Duration checkpointInterval = Duration.ofSeconds(10);

  @Option(names = "--heap", paramLabel = "SIZE", description = "-Xmx of each run.")
  String heap = "3g";

  @Option(
      names = "--cpus",
      paramLabel = "N|slots",
      description = "Cores that a run is kept to, or as many as it has slots; all unless given.")
  String cpus;

  @Option(
      names = "--java-opts",
      paramLabel = "OPTIONS",
      description = "Further options of each run's JVM, in one argument.")
  String javaOptions = "";

  @Option(
      names = "--guard",
      paramLabel = "NAME=RATIO",
      description =
          "Fail when an event costs clickstream more than RATIO times the CPU of that contestant.")
  Map<String, Double> guards = new LinkedHashMap<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For result.json, report.md and logs; target/bench/results/TIME unless given.")
  Path out;

  @Option(names = "--keep", description = "Leave the tables in target/bench/lakes.")
  boolean keep;
}
