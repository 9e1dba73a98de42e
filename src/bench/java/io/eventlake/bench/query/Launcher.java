package io.eventlake.bench.query;

import io.eventlake.bench.run.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs {@code ./eventlake} as a user does, and tells what the whole of it took: the script, the JVM
 * that it asks for its version, and the one that it becomes.
 */
final class Launcher {

  private static final Path STATUS = Path.of("/proc/self/stat");

  /** Of the fields behind the program's name: CPU of children that have ended. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  /** Linux tells these times in hundredths of a second. */
  private static final long TICK_NANOS = 10_000_000L;

  private final Path home;
  private final Path errors;

  /**
   * @param home the checkout
   * @param errors file of what the last command said on standard error
   */
  Launcher(Path home, Path errors) {
    this.home = home;
    this.errors = errors;
  }

  /**
   * Runs a command to its end; one at a time, since a process is told the CPU of all its children.
   *
   * @param fine the exit codes that do not mean that it failed
   * @throws BenchmarkException when it failed, with the last line that it said
   */
  Cost run(Set<Integer> fine, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("eventlake").toString()));
    command.addAll(arguments);
    long cpu = childrenCpuNanos();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    int exitCode = exitCode(process);
    Cost cost = new Cost(childrenCpuNanos() - cpu, System.nanoTime() - start);
    if (!fine.contains(exitCode)) {
      throw new BenchmarkException(
          "eventlake "
              + String.join(" ", arguments)
              + " failed (exit code "
              + exitCode
              + "): "
              + Files.readString(errors).strip());
    }

    return cost;
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted");
    }
  }

  private static long childrenCpuNanos() throws IOException {
    String stat = Files.readString(STATUS);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
    return ticks * TICK_NANOS;
  }
}
