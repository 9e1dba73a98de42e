package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.log.LoggedText;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command of the services in a JVM of its own, on the class path that the launcher gives it: that
 * of the project in {@code services/}, which the build makes before the integration tests.
 */
final class ServiceProcess {

  private final Process process;
  private final Path log;
  private final URI place;
  private final Thread killer;

  private ServiceProcess(Process process, Path log, URI place, Thread killer) {
    this.process = process;
    this.log = log;
    this.place = place;
    this.killer = killer;
  }

  /**
   * Starts it; returns when it has said where it listens.
   *
   * @param said the line in which it does, the place in its first group
   * @param directory where its log goes
   */
  static ServiceProcess start(
      String name, Map<String, String> properties, Pattern said, Path directory)
      throws IOException {
    Path log = directory.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Deventlake.log=" + log));
    command.addAll(List.of("-cp", classPath(name), "io.eventlake." + name + ".Main", name));
    properties.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    Process process =
        TestCredentials.handOn(new ProcessBuilder(command)).redirectErrorStream(true).start();
    Thread killer = new Thread(process::destroyForcibly, name + "-killer");
    Runtime.getRuntime().addShutdownHook(killer);
    return new ServiceProcess(process, log, place(process, said), killer);
  }

  /** What the launcher gives a command. */
  static String classPath(String name) throws IOException {
    Path services = Path.of("services", "target");
    assertThat(services.resolve("lib")).as("made by ./mvnw verify").isDirectory();
    List<String> parts = new ArrayList<>();
    parts.add(services.resolve("classes").toString());
    if (name.equals("serve")) {
      // What reads tables; of the jobs DuckDB, which has its library beside it.
      try (Stream<Path> jars = Files.list(Path.of("target", "lib"))) {
        jars.map(Path::toString).filter(jar -> jar.contains("duckdb_jdbc")).forEach(parts::add);
      }
      parts.add(services.resolve("lake").resolve("*").toString());
    }
    parts.add(services.resolve("lib").resolve("*").toString());
    parts.add(Path.of("target", "classes").toString());
    return String.join(File.pathSeparator, parts);
  }

  private static URI place(Process process, Pattern said) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher place = said.matcher(line);
      if (place.matches()) {
        return URI.create(place.group(1));
      }
      lines.add(line);
    }

    throw new AssertionError("It ended: " + lines);
  }

  URI at(String path) {
    return place.resolve(path);
  }

  int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
    return process.exitValue();
  }

  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Ends it, and fails when it has logged what no log may hold. */
  void close() throws IOException {
    kill();
    Runtime.getRuntime().removeShutdownHook(killer);
    if (Files.exists(log)) {
      String text = Files.readString(log, StandardCharsets.ISO_8859_1);
      assertThat(LoggedText.violation(text)).as("what may not be in %s", log).isEmpty();
    }
  }
}
