package io.eventlake.cli.emulator;

import io.eventlake.config.ConfigException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kinesis on this machine, empty and forgetful: the npm package kinesis-local on free ports. */
public final class KinesisEmulator implements AutoCloseable {

  private static final String NAME = "The Kinesis emulator";
  private static final List<String> ACTIONS =
      List.of(
          "CREATE_STREAM",
          "DELETE_STREAM",
          "SPLIT_SHARD",
          "MERGE_SHARDS",
          "UPDATE_SHARD_COUNT",
          "REGISTER_STREAM_CONSUMER",
          "DEREGISTER_STREAM_CONSUMER");

  private final EmulatorProcess process;
  private final String endpoint;

  private KinesisEmulator(EmulatorProcess process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts one beside any others.
   *
   * @param emulators where the build installed the emulators: {@code target/emulators}
   * @param log file that its output is appended to
   * @throws ConfigException when Node.js or the package is missing, or it does not start
   */
  public static KinesisEmulator start(Path emulators, Path log) {
    Path folder = emulators.resolve("kinesis/node_modules/kinesis-local");
    File directory = EmulatorProcess.installed(NAME, folder, "main.js");
    NodeVersion.check();
    List<Integer> ports = EmulatorProcess.freePorts(2);
    String endpoint = "http://127.0.0.1:" + ports.get(0);
    // It reads its certificate from the working directory.
    ProcessBuilder command =
        new ProcessBuilder("node", "-e", EmulatorProcess.onLoopback("./main.js"))
            .directory(directory);
    configure(command.environment(), ports.get(0), ports.get(1));
    try {
      return new KinesisEmulator(
          EmulatorProcess.start(NAME, command, URI.create(endpoint + "/healthcheck"), log),
          endpoint);
    } catch (IOException e) {
      throw new ConfigException(NAME + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Where it listens, for {@code source.endpoint}. */
  public String endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.close();
  }

  private static void configure(Map<String, String> environment, int plainPort, int tlsPort) {
    environment.put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(plainPort));
    environment.put("KINESIS_MOCK_TLS_PORT", Integer.toString(tlsPort));
    // Its default of 50 counts the shards of deleted streams, too.
    environment.put("SHARD_LIMIT", "1000");
    for (String action : ACTIONS) {
      environment.put(action + "_DURATION", "50ms");
    }
  }
}
