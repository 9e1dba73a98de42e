package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.Main;
import io.eventlake.testing.log.LoggedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A command in a JVM of its own, started as {@code ./eventlake} does: a test can kill it. */
public final class JobProcess implements AutoCloseable {

  private static final Path FLINK_OPTIONS = Path.of(".mvn", "flink.options");

  private static final List<String> INHERITED =
      List.of("eventlake.home", "eventlake.terminal", "log4j2.configurationFile");

  private final Process process;
  private final Path log;
  private final Thread killer;

  private JobProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.killer = new Thread(process::destroyForcibly, "job-killer");
  }

  /**
   * Starts the job that {@code job.name} names.
   *
   * @param directory where its output and its log go
   */
  public static JobProcess start(Map<String, String> properties, Path directory)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("run", properties.get("job.name"), "--verbose"));
    properties.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return start(arguments, directory);
  }

  /**
   * Starts a command.
   *
   * @param directory where its output, {@code job.out}, and its log go
   */
  public static JobProcess start(List<String> arguments, Path directory) throws IOException {
    Path log = directory.resolve("job.log");
    List<String> command = new ArrayList<>(java(log));
    command.add(Main.class.getName());
    command.addAll(arguments);
    Process started =
        TestCredentials.handOn(new ProcessBuilder(command))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("job.out").toFile())
            .start();
    JobProcess job = new JobProcess(started, log);
    Runtime.getRuntime().addShutdownHook(job.killer);
    return job;
  }

  /** Completes with the process's exit code. */
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  public long pid() {
    return process.pid();
  }

  /** What it has used of all processors so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Ends the process as a power cut does (SIGKILL); returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    ended().join();
  }

  /** Asks it to end, as a supervisor does (SIGTERM). */
  public void terminate() {
    process.destroy();
  }

  /** Ends it, and fails when it has logged what no log may hold. */
  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(killer);
    try {
      if (Files.exists(log)) {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(LoggedText.violation(text)).as("what may not be in %s", log).isEmpty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> java(Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1"));
    command.add("@" + FLINK_OPTIONS.toAbsolutePath());
    command.add("-Deventlake.log=" + log);
    command.addAll(MachineSettings.options());
    for (String property : INHERITED) {
      if (System.getProperty(property) != null) {
        command.add("-D" + property + "=" + System.getProperty(property));
      }
    }

    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }
}
