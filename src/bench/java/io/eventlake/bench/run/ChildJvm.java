package io.eventlake.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts this program again, with the launcher's flags, in a JVM of its own. */
public final class ChildJvm {

  private final String heap;
  private final String javaOptions;
  private final Path logs;

  /**
   * What all children have in common.
   *
   * @param heap as of {@code -Xmx}
   * @param javaOptions further options of the JVM, separated by blanks
   * @param logs directory of what they say beside their figures
   */
  public ChildJvm(String heap, String javaOptions, Path logs) {
    this.heap = heap;
    this.javaOptions = javaOptions;
    this.logs = logs;
  }

  /**
   * Starts a child.
   *
   * @param cores that it may run on, or null for all
   * @param arguments of the program, without its first
   */
  public Process start(String name, String cores, List<String> arguments) {
    try {
      Files.createDirectories(logs);
      Process process =
          new ProcessBuilder(command(name, cores, arguments))
              .redirectError(errors(name).toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("The process of " + name + " cannot be started", e);
    }
  }

  /**
   * Waits for the end of a child.
   *
   * @return the last line it printed
   * @throws BenchmarkException when it failed
   */
  public String lastLine(String name, Process process) {
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      if (exitCode != 0 || output.isBlank()) {
        throw failed(name, exitCode);
      }

      return output.lines().reduce((first, second) -> second).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException(name + " was interrupted");
    }
  }

  /** What a child said last. */
  public BenchmarkException failed(String name, int exitCode) {
    Path errors = errors(name);
    try {
      String last =
          Files.readString(errors)
              .lines()
              .filter(line -> !line.isBlank())
              .reduce("it said nothing", (one, next) -> next);
      return new BenchmarkException(
          name + " failed (exit code " + exitCode + "): " + last + " (more in " + errors + ")");
    } catch (IOException e) {
      throw new UncheckedIOException(errors + " cannot be read", e);
    }
  }

  private List<String> command(String name, String cores, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (cores != null) {
      command.addAll(List.of("taskset", "-c", cores));
    }

    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Xmx") && !flag.startsWith("-Deventlake.log="))
        .forEach(command::add);
    command.add("-Xmx" + heap);
    command.add("-Deventlake.log=" + logs.resolve(name + ".log"));
    Arrays.stream(javaOptions.split("\\s+"))
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(io.eventlake.bench.Main.class.getName(), "bench"));
    command.addAll(arguments);
    return command;
  }

  private Path errors(String name) {
    return logs.resolve(name + ".err");
  }
}
