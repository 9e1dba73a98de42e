package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.job.RemoteRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code savepoint}: of a job that runs on this machine. */
@Command(
    name = "savepoint",
    description = {
      "Takes a savepoint of a job that runs on this machine, and prints its path; the job goes on.",
      "With a name, every table gets a tag, savepoint-NAME, at the snapshot that belongs to the"
          + " savepoint: as long as it is there, no expiry takes what a restore needs. The rows of a"
          + " savepoint are committed with the next checkpoint, for which the tags wait."
    },
    footer = {
      "%nExamples:",
      "  eventlake savepoint --state state",
      "  eventlake savepoint --state state --warehouse lake --name before-rule-7"
    })
final class SavepointCommand implements Callable<Integer> {

  @Mixin StateDirectoryMixin state;
  @Mixin LakeOptionsMixin lake;
  @Mixin FormatMixin format;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Tag the tables, for example before-rule-7.")
  String name;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      converter = PlaceConverter.class,
      description = "With --name: tag the tables for this savepoint, which exists.")
  String path;

  /** With {@code --path}. */
  @Mixin TablesJobMixin of;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (path != null && name == null) {
      throw new ParameterException(
          spec.commandLine(), "--path names a savepoint that is there; --name says how to tag it");
    }

    TakenSavepoint savepoint =
        path == null ? take() : new TakenSavepoint(of.name(lake.options()), path);
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      savepoint.tagAndWrite(path == null ? "TAKEN" : "TAGGED", lake, name, out);
    } else {
      if (path == null) {
        savepoint.print(out);
      }

      savepoint.tag(lake, name);
    }

    return ExitCode.OK;
  }

  private TakenSavepoint take() {
    RemoteRun run = RemoteRun.find(state.directory(lake.properties()));
    return new TakenSavepoint(run.job(), run.savepoint());
  }
}
