package io.eventlake.bench.kinesis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of JVMs, pinned to CPUs where that is asked for. */
final class Java {

  private static final String PROGRAM =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private Java() {}

  /**
   * The product as the launcher starts it for a job.
   *
   * @param log its log file
   */
  static List<String> product(Plan plan, Path log, List<String> arguments) {
    Path home = plan.job().home();
    Path built = home.resolve("target");
    List<String> command = pinned(0, plan.job().cpus());
    command.addAll(List.of(PROGRAM, "-Xshare:auto", "-XX:+UseParallelGC", "-Xmx2g"));
    command.add("@" + home.resolve(".mvn/flink.options"));
    command.addAll(List.of("-Deventlake.home=" + home, "-Deventlake.log=" + log));
    command.addAll(List.of("-cp", built.resolve("classes") + ":" + built.resolve("lib") + "/*"));
    command.add("io.eventlake.cli.Main");
    command.addAll(arguments);
    return command;
  }

  /** A main class of the benchmarks, on the CPUs that the job leaves. */
  static List<String> beside(Plan plan, Class<?> main, List<String> arguments) {
    int all = Runtime.getRuntime().availableProcessors();
    int first = plan.job().cpus();
    List<String> command = first > 0 && first < all ? pinned(first, all) : new ArrayList<>();
    command.addAll(List.of(PROGRAM, "-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Nothing in front of a command when {@code end} is 0: any CPU. */
  private static List<String> pinned(int first, int end) {
    List<String> command = new ArrayList<>();
    if (end > 0) {
      command.addAll(List.of("taskset", "-c", first + "-" + (end - 1)));
    }

    return command;
  }
}
