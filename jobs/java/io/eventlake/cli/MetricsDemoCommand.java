package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code metrics demo}: exports, runs and what comes of them, on this machine. */
@Command(
    name = "demo",
    showDefaultValues = true,
    description = {
      "Shows product metrics at work: starts an emulator of DynamoDB, and stand-ins for its exports"
          + " and for CloudWatch, exports three days of a generated table in the real layout, runs"
          + " over each, and ends with the figures and the balance sheet.",
      "The tables stay, for sql --family product."
    },
    footer = {"%nExamples:", "  eventlake metrics demo", "  eventlake metrics demo --items 20000"})
final class MetricsDemoCommand implements Callable<Integer> {

  static final int ITEMS = 3_000;
  static final long SEED = 42;

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "New directory of the lake; without it one of its own in warehouse/.")
  Path warehouse;

  @Option(names = "--items", paramLabel = "N", description = "Items of the table.")
  int items = ITEMS;

  @Option(names = "--seed", paramLabel = "S", description = "Another seed makes other items.")
  long seed = SEED;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (items <= 0) {
      throw new ConfigException("--items must be positive");
    }

    return new BatchDemo(spec.commandLine(), warehouse, Clock.systemUTC()).product(items, seed);
  }
}
