package io.eventlake.cli;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.RemoteRun;
import io.eventlake.lake.rewind.SavepointTags;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description = "With --path: the job of the savepoint. Default: ${DEFAULT-VALUE}.")
  String job = "clickstream";

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String savepoint = path;
    if (savepoint == null) {
      RemoteRun run = RemoteRun.find(state.directory(lake.properties()));
      job = run.job();
      savepoint = run.savepoint();
      spec.commandLine().getOut().println(savepoint);
    }

    if (name != null) {
      tag(lake, job, savepoint, name);
    }

    return ExitCode.OK;
  }

  /** Tags the tables as the savepoint knows them. */
  static void tag(LakeOptionsMixin lake, String job, String savepoint, String name)
      throws IOException {
    try (LakeTables tables = lake.open(job)) {
      SavepointTags.create(tables, job, savepoint, name);
    }
  }
}
