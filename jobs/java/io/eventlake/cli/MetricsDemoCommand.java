package io.eventlake.cli;

import io.eventlake.cli.demo.ProductDemo;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.job.Lakes;
import io.eventlake.lake.audit.LakeAudit;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "New directory of the lake; without it one of its own in warehouse/.")
  Path warehouse;

  @Option(names = "--items", paramLabel = "N", description = "Items of the table.")
  int items = 3_000;

  @Option(names = "--seed", paramLabel = "S", description = "Another seed makes other items.")
  long seed = 42;

  @Mixin FormatMixin format;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (items <= 0) {
      throw new ConfigException("--items must be positive");
    }

    PrintWriter out = format.people(spec.commandLine());
    Clock clock = Clock.systemUTC();
    Path directory =
        warehouse == null
            ? DemoCommand.newDirectory(Path.of("warehouse"), clock.instant())
            : warehouse;
    if (Files.exists(directory.resolve("catalog.db"))) {
      throw new ConfigException(
          "There is a lake in " + directory + " already; name a new directory with --warehouse");
    }

    LakeOptions lake =
        new ProductDemo(DemoCommand.emulators(), directory, items, seed, clock, out).run();
    out.println();
    LakeAudit audit = LakeAudit.run(Lakes.ofFamily(lake, "product"));
    return DemoCommand.ended(
        audit,
        directory,
        ShellCommand.of("metrics", "show", "--warehouse", directory.toString()),
        format,
        spec.commandLine());
  }
}
