package io.eventlake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metrics}: product metrics from exports of a DynamoDB table. */
@Command(
    name = "metrics",
    description = "Product metrics from exports of a DynamoDB table.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MetricsExportCommand.class,
      MetricsRunCommand.class,
      MetricsShowCommand.class,
      MetricsDemoCommand.class
    })
final class MetricsCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Which? metrics export, metrics run, metrics show or metrics demo");
  }
}
