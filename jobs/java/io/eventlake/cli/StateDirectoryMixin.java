package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LocalOptions;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that says which local run is meant. */
final class StateDirectoryMixin {

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The local.state-directory that the job was started with.")
  Path directory;

  /**
   * The directory, from the option or the job's properties.
   *
   * @throws ConfigException when neither has it
   */
  Path directory(Map<String, String> properties) {
    String configured = properties.get(LocalOptions.STATE_DIRECTORY.key());
    if (directory == null && configured == null) {
      throw new ConfigException(
          "Which run? Say with --state DIR what local.state-directory it was started with");
    }

    return directory == null ? Path.of(configured) : directory;
  }
}
