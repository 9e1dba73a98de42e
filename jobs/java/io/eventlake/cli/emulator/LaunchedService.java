package io.eventlake.cli.emulator;

import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A command of the services, {@code collect} or {@code serve}, in a process beside this one. */
public final class LaunchedService implements AutoCloseable {

  private final EmulatorProcess process;
  private final URI place;

  private LaunchedService(EmulatorProcess process, URI place) {
    this.process = process;
    this.place = place;
  }

  /**
   * Starts it as a user would; returns when it answers.
   *
   * @param launcher the script {@code eventlake}
   * @param port where it is told to listen
   * @param log file that its output is appended to
   * @throws ConfigException when it does not start
   */
  public static LaunchedService start(
      Path launcher, String name, List<String> arguments, int port, Path log) {
    List<String> command = new ArrayList<>(List.of("bash", launcher.toString(), name));
    command.addAll(arguments);
    command.addAll(List.of("--set", name + ".port=" + port));
    ProcessBuilder process = new ProcessBuilder(command);
    // A pipe to this JVM: killed, too, it leaves nothing.
    process.environment().put("EVENTLAKE_ENDS_WITH_INPUT", "true");
    URI place = URI.create("http://127.0.0.1:" + port + "/");
    try {
      return new LaunchedService(
          EmulatorProcess.start("'" + name + "'", process, place.resolve("health"), log), place);
    } catch (IOException e) {
      throw new ConfigException("'" + name + "' cannot be started: " + e.getMessage(), e);
    }
  }

  /** Where a path of it is. */
  public String at(String path) {
    return place.resolve(path).toString();
  }

  /** Completes with its exit code, whoever ended it. */
  public CompletableFuture<Integer> ended() {
    return process.ended();
  }

  /** Ends it when it has answered what is under way. */
  @Override
  public void close() {
    process.end();
  }
}
