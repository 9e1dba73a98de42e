package io.eventlake.bench.query;

import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which lake is asked, and how often. */
final class QueryOptions {

  @Option(names = "--events", description = "Events of the lake (default: ${DEFAULT-VALUE}).")
  long events = 50_000;

  @Option(
      names = "--span",
      description = "How long they last in event time (default: ${DEFAULT-VALUE}).")
  Duration span = Duration.ofDays(14);

  @Option(names = "--seed", description = "Of the events (default: ${DEFAULT-VALUE}).")
  long seed = 42;

  @Option(names = "--maintained", description = "The lake after eventlake maintain.")
  boolean maintained;

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "Another lake, which is only read; --events and the others are nothing then.")
  Path lake;

  @Option(
      names = "--rounds",
      description = "Each figure is the median of so many (default: ${DEFAULT-VALUE}).")
  int rounds = 3;
}
