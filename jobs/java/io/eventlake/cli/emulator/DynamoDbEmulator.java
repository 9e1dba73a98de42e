package io.eventlake.cli.emulator;

import io.eventlake.config.ConfigException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** DynamoDB on this machine, empty and forgetful: DynamoDB Local in a JVM of its own. */
public final class DynamoDbEmulator implements AutoCloseable {

  private static final String NAME = "The DynamoDB emulator";
  private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";

  private final EmulatorProcess process;
  private final String endpoint;

  private DynamoDbEmulator(EmulatorProcess process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts one beside any others. It needs the Java 17 that runs this JVM.
   *
   * @param emulators where the build installed the emulators: {@code target/emulators}
   * @param log file that its output is appended to
   * @throws ConfigException when it is not installed or does not start
   */
  public static DynamoDbEmulator start(Path emulators, Path log) {
    Path folder = emulators.resolve("dynamodb");
    File directory = EmulatorProcess.installed(NAME, folder, "lib");
    String port = EmulatorProcess.freePorts(1).get(0).toString();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = "lib" + File.separator + "*";
    ProcessBuilder command =
        new ProcessBuilder(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath, MAIN)
            .directory(directory);
    command.command().addAll(List.of("-port", port, "-inMemory", "-sharedDb"));
    // Else it sends who uses it, and keeps a file of that in the working directory.
    command.command().add("-disableTelemetry");
    String endpoint = "http://127.0.0.1:" + port;
    try {
      return new DynamoDbEmulator(
          EmulatorProcess.start(NAME, command, URI.create(endpoint), log), endpoint);
    } catch (IOException e) {
      throw new ConfigException(NAME + " can not be started: " + e.getMessage(), e);
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
