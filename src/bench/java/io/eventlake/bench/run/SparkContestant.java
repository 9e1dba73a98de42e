package io.eventlake.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.bench.measure.RunFigures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Spark Structured Streaming: bronze, silver and sessions, and no other table. A project of its own
 * in src/bench/spark and a process of its own, because its libraries clash with Flink's; it gets
 * the heap and the collector of this JVM.
 */
final class SparkContestant implements Contestant {

  private final SparkProject project;
  private SparkFigures figures;

  SparkContestant() {
    this(new SparkProject(Path.of(System.getProperty("eventlake.home", "."))));
  }

  SparkContestant(SparkProject project) {
    this.project = project;
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Map<String, Long> run(RunRequest request) throws Exception {
    Path jar = project.build();
    Path log = Files.createTempFile("eventlake-spark-", ".log");
    Process spark = new ProcessBuilder(command(jar, request)).redirectError(log.toFile()).start();
    Thread killer = new Thread(spark::destroyForcibly, "spark-killer");
    Runtime.getRuntime().addShutdownHook(killer);
    String output = new String(spark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = spark.waitFor();
    Runtime.getRuntime().removeShutdownHook(killer);
    if (exit != 0) {
      throw new IOException("Spark ended with exit code " + exit + "; its messages are in " + log);
    }
    Files.delete(log);
    String line = output.strip();
    figures = new ObjectMapper().readValue(line, SparkFigures.class);

    return figures.rows();
  }

  /** Wall and CPU time of Spark's own process; what this JVM saw of itself is left out. */
  @Override
  public RunFigures figures(RunFigures measured) {
    return measured.ofAnotherProcess(figures.wallNanos(), figures.cpuNanos());
  }

  private static List<String> command(Path jar, RunRequest request) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.matches("-Xm[sx].+|-XX:\\+Use\\w+GC"))
        .forEach(command::add);
    command.add("-jar");
    command.add(jar.toString());
    command.add(request.events.toString());
    command.add(request.lake.toString());
    command.add(Integer.toString(request.slots));
    command.add(Long.toString(request.checkpointInterval.toMillis()));
    command.add(request.backend.name().toLowerCase(Locale.ROOT));

    return command;
  }
}
