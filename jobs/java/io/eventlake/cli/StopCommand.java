package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.ConfigException;
import io.eventlake.job.RemoteRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stop}: a job that runs on this machine. */
@Command(
    name = "stop",
    description = {
      "Stops a job that runs on this machine with a savepoint to go on from, and prints its path;"
          + " what it has read is committed.",
      "To go on: the command that started it, with --resume."
    },
    footer = {
      "%nExamples:",
      "  eventlake stop --warehouse lake",
      "  eventlake stop --warehouse lake --name before-rule-7"
    })
final class StopCommand implements Callable<Integer> {

  @Mixin StateDirectoryMixin state;
  @Mixin LakeOptionsMixin lake;
  @Mixin FormatMixin format;

  @Option(
      names = "--drain",
      description =
          "As if the input had ended: open sessions are closed. There is nothing to go on from.")
  boolean drain;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Tag the tables with savepoint-NAME, as the savepoint command does.")
  String name;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (drain && name != null) {
      throw new ConfigException("--name is for a savepoint to go on from, --drain leaves none");
    }

    RemoteRun run = RemoteRun.find(state.directory(lake.properties()));
    PrintWriter out = spec.commandLine().getOut();
    if (drain) {
      run.drain();
      if (format.isJson()) {
        FormatMixin.write(TakenSavepoint.document("DRAINED", run.job(), null, null), out);
      }

      return ExitCode.OK;
    }

    TakenSavepoint savepoint = new TakenSavepoint(run.job(), run.stopWithSavepoint());
    if (format.isJson()) {
      savepoint.tagAndWrite("STOPPED", lake, name, out);
    } else {
      savepoint.print(out);
      savepoint.tag(lake, name);
    }

    return ExitCode.OK;
  }
}
