package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.log.LoggedText;
import java.io.BufferedReader;
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

/**
 * The command collect in a JVM of its own, on the class path that the launcher gives it: that of
 * the project in {@code services/}, which the build makes before the integration tests.
 */
public final class CollectProcess implements AutoCloseable {

  private static final Pattern PLACE = Pattern.compile("Send them to (http://\\S+)/v1/events.*");

  private final Process process;
  private final Path log;
  private final URI place;
  private final Thread killer;

  private CollectProcess(Process process, Path log, URI place, Thread killer) {
    this.process = process;
    this.log = log;
    this.place = place;
    this.killer = killer;
  }

  /**
   * Starts it on a free port; returns when it listens.
   *
   * @param directory where its log goes
   */
  public static CollectProcess start(Map<String, String> properties, Path directory)
      throws IOException {
    Path log = directory.resolve("collect.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Deventlake.log=" + log));
    command.addAll(List.of("-cp", classPath(), "io.eventlake.collect.Main", "collect"));
    command.addAll(List.of("--set", "collect.port=0"));
    properties.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    Process process =
        TestCredentials.handOn(new ProcessBuilder(command)).redirectErrorStream(true).start();
    Thread killer = new Thread(process::destroyForcibly, "collect-killer");
    Runtime.getRuntime().addShutdownHook(killer);
    return new CollectProcess(process, log, place(process), killer);
  }

  private static String classPath() {
    Path services = Path.of("services", "target");
    assertThat(services.resolve("lib")).as("made by ./mvnw verify").isDirectory();
    return String.join(
        java.io.File.pathSeparator,
        services.resolve("classes").toString(),
        services.resolve("lib").resolve("*").toString(),
        Path.of("target", "classes").toString());
  }

  private static URI place(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher place = PLACE.matcher(line);
      if (place.matches()) {
        return URI.create(place.group(1));
      }
      said.add(line);
    }

    throw new AssertionError("collect ended: " + said);
  }

  /** Where a path of it is. */
  public URI at(String path) {
    return place.resolve(path);
  }

  /** Ends it as a supervisor does (SIGTERM), and says how it ended. */
  public int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
    return process.exitValue();
  }

  /** Ends it as a power cut does (SIGKILL); returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Ends it, and fails when it has logged what no log may hold. */
  @Override
  public void close() throws IOException {
    kill();
    Runtime.getRuntime().removeShutdownHook(killer);
    if (Files.exists(log)) {
      String text = Files.readString(log, StandardCharsets.ISO_8859_1);
      assertThat(LoggedText.violation(text)).as("what may not be in %s", log).isEmpty();
    }
  }
}
