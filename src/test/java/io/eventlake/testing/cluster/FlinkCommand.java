package io.eventlake.testing.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventlake.testing.MachineSettings;
import io.eventlake.testing.TestCredentials;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Flink's own {@code flink run -t local JAR}: the program in a JVM that has the jars of a Flink
 * distribution and nothing else. What the job needs beside them it has in its jar, or not at all.
 */
public final class FlinkCommand implements AutoCloseable {

  /** Written by the build: the jars that the service brings. */
  private static final Path RUNTIME = Path.of("target", "managed-flink", "runtime.classpath");

  private final Process process;
  private final Path output;
  private final Thread killer;

  private FlinkCommand(Process process, Path output) {
    this.process = process;
    this.output = output;
    this.killer = new Thread(process::destroyForcibly, "flink-killer");
  }

  /**
   * Starts a jar's job.
   *
   * @param properties the job's, given to it in the service's format
   * @param flink Flink's options, which on the service are the service's
   * @param directory of configuration, state and output; made where it is missing
   */
  public static FlinkCommand run(
      Path jar, Map<String, String> properties, Map<String, String> flink, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    ClusterConfiguration.write(new TreeMap<>(flink), directory);
    Path logging = directory.resolve("log4j-console.properties");
    Files.writeString(
        logging,
        String.join(
            "\n",
            "rootLogger.level = INFO",
            "rootLogger.appenderRef.console.ref = console",
            "appender.console.type = Console",
            "appender.console.name = console",
            "appender.console.layout.type = PatternLayout",
            "appender.console.layout.pattern = %p %c - %m%n",
            ""));
    Path groups = directory.resolve("application_properties.json");
    writeGroups(properties, groups);

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("@" + Path.of(".mvn", "flink.options").toAbsolutePath());
    command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
    command.add("-Dlog4j2.configurationFile=" + logging.toUri());
    command.addAll(MachineSettings.options());

    command.addAll(List.of("-cp", runtime()));
    command.add("org.apache.flink.client.cli.CliFrontend");
    command.addAll(List.of("run", "-t", "local", jar.toAbsolutePath().toString()));
    command.add(groups.toString());
    Path output = directory.resolve("flink.out");
    ProcessBuilder builder =
        TestCredentials.handOn(new ProcessBuilder(command))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("FLINK_CONF_DIR", directory.toString());
    FlinkCommand started = new FlinkCommand(builder.start(), output);
    Runtime.getRuntime().addShutdownHook(started.killer);
    return started;
  }

  /** The jars of the Flink distribution. */
  public static List<Path> runtimeJars() throws IOException {
    return Stream.of(runtime().split(File.pathSeparator)).map(Path::of).toList();
  }

  /** Completes with the exit code. */
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** What it has printed and logged. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    ended().join();
    Runtime.getRuntime().removeShutdownHook(killer);
  }

  private static String runtime() throws IOException {
    return Files.readString(RUNTIME).strip();
  }

  /** The format in which the service hands properties over. */
  static void writeGroups(Map<String, String> properties, Path file) throws IOException {
    Map<String, Map<String, String>> groups = new TreeMap<>();
    properties.forEach(
        (key, value) ->
            groups
                .computeIfAbsent(key.substring(0, key.indexOf('.')), group -> new TreeMap<>())
                .put(key.substring(key.indexOf('.') + 1), value));
    List<Map<String, Object>> list = new ArrayList<>();
    groups.forEach(
        (group, values) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("PropertyGroupId", group);
          entry.put("PropertyMap", values);
          list.add(entry);
        });
    Files.write(file, new JsonMapper().writeValueAsBytes(list));
  }
}
