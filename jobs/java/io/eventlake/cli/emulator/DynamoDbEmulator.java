package io.eventlake.cli.emulator;

import io.eventlake.config.ConfigException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** DynamoDB on this machine, empty and forgetful: the npm package dynalite on a free port. */
public final class DynamoDbEmulator implements AutoCloseable {

  private static final String NAME = "The DynamoDB emulator";

  private final EmulatorProcess process;
  private final String endpoint;

  private DynamoDbEmulator(EmulatorProcess process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts one beside any others, in memory and for this machine alone.
   *
   * @param emulators where the build installed the emulators: {@code target/emulators}
   * @param log file that its output is appended to
   * @throws ConfigException when Node.js or the package is missing, or it does not start
   */
  public static DynamoDbEmulator start(Path emulators, Path log) {
    Path folder = emulators.resolve("dynamodb/node_modules/dynalite");
    File directory = EmulatorProcess.installed(NAME, folder, "cli.js");
    NodeVersion.check();
    String port = EmulatorProcess.freePorts(1).get(0).toString();
    ProcessBuilder command =
        new ProcessBuilder("node", "cli.js", "--host", "127.0.0.1", "--port", port)
            .directory(directory);
    // A new table can be used at once, as nearly as it goes.
    command.command().addAll(List.of("--createTableMs", "0"));
    String endpoint = "http://127.0.0.1:" + port;
    try {
      return new DynamoDbEmulator(
          EmulatorProcess.start(NAME, command, URI.create(endpoint), log), endpoint);
    } catch (IOException e) {
      throw new ConfigException(NAME + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Where it listens, for {@code segments.endpoint}. */
  public String endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.close();
  }
}
