package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LocalOptions;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.RemoteRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that says which local run is meant. */
final class StateDirectoryMixin {

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "The local.state-directory that the job was started with; where one job of the lake runs,"
              + " it is found.")
  Path directory;

  /**
   * The directory, from the option or the job's properties, else that of the one run that is alive
   * of those which keep their state where the lake says.
   *
   * @throws ConfigException when none is named, and not one of them is alive
   */
  Path directory(Map<String, String> properties) {
    String configured = properties.get(LocalOptions.STATE_DIRECTORY.key());
    if (directory != null || configured != null) {
      return directory == null ? JobCatalog.options().parseStateDirectory(properties) : directory;
    }

    List<Path> alive = RemoteRun.alive(JobCatalog.options().parseLake(properties));
    if (alive.size() == 1) {
      return alive.get(0);
    }

    throw new ConfigException(
        "Which run? Say with --state DIR what local.state-directory it was started with"
            + (alive.isEmpty() ? "; none is alive of this lake's own" : ": one of " + alive));
  }
}
