package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ./eventlake says where a prerequisite is missing, and what it starts Java with. */
class LaunchScriptTest {

  /** What the script uses, beside the JDK and Node. */
  private static final List<String> TOOLS = List.of("dirname", "sed", "find", "mkdir", "flock");

  @TempDir private Path directory;

  private Path script;
  private Path tools;

  @BeforeEach
  void copyTheScript() throws IOException {
    Path home = Files.createDirectory(directory.resolve("home"));
    script = Files.copy(Path.of("eventlake"), home.resolve("eventlake"));
    tools = Files.createDirectory(directory.resolve("bin"));
    for (String tool : TOOLS) {
      Path found = onPath(tool);
      if (found != null) {
        program(tool, "exec " + found + " \"$@\"");
      }
    }
  }

  @Test
  void wantsAJdk() throws Exception {
    assertThat(run(Map.of()))
        .isEqualTo(
            "2: A JDK 17 is needed: install one, and put java on the PATH or set JAVA_HOME.\n");
  }

  @Test
  void refusesAnOlderJdk() throws Exception {
    program("java", "echo '    java.specification.version = 11' >&2");

    assertThat(run(Map.of()))
        .isEqualTo("2: A JDK 17 is needed, but java is version 11: set JAVA_HOME to a JDK 17.\n");
  }

  @Test
  void refusesWhatIsNoJava() throws Exception {
    program("java", "echo 'nothing'");

    assertThat(run(Map.of()))
        .isEqualTo(
            "2: A JDK 17 is needed, but java is version unknown: set JAVA_HOME to a JDK 17.\n");
  }

  @Test
  void wantsACompiler() throws Exception {
    program("java", "echo '    java.specification.version = 17' >&2");

    assertThat(run(Map.of()))
        .isEqualTo("2: A JDK 17 is needed, but there is no javac beside java.\n");
  }

  @Test
  void wantsNode() throws Exception {
    assertThat(run(Map.of("JAVA_HOME", System.getProperty("java.home"))))
        .isEqualTo(
            "2: Node.js 20 or newer with npm is needed for the emulators: install it and put"
                + " node on the PATH.\n");
  }

  @Test
  void saysThatItCanNotBeBuiltHere() throws Exception {
    program("java", "echo '    java.specification.version = 17' >&2");
    // No directory, for the tests may run as a user who may write everywhere.
    Files.createFile(directory.resolve("home/target"));

    assertThat(run(Map.of()))
        .isEqualTo(
            "2: "
                + directory.resolve("home")
                + " is not built and cannot be written: build it as a user who may, or copy it"
                + " elsewhere.\n");
  }

  /** In cron, over ssh, in a container: else a letter beyond ASCII asks for another one. */
  @Test
  void theCLocaleLosesNoLetters() throws Exception {
    markAsBuilt();
    program(
        "java",
        "echo '    java.specification.version = 17'",
        "[ $1 = -XshowSettings:properties ] && exit",
        "echo \"LC_ALL is ${LC_ALL:-as it was}\"");
    program("locale", "echo ANSI_X3.4-1968");

    assertThat(run(Map.of())).endsWith("LC_ALL is C.UTF-8\n");

    program("locale", "echo UTF-8");

    assertThat(run(Map.of())).endsWith("LC_ALL is as it was\n");
  }

  /** Flink is not on it, and so are no two versions of what both use. */
  @Test
  void servicesHaveAClassPathOfTheirOwn() throws Exception {
    markAsBuilt();
    Path services = Files.createDirectories(directory.resolve("home/services/target"));
    Files.createFile(services.resolve("eventlake-services-0.1.0.jar"));
    Files.createFile(directory.resolve("home/target/eventlake-0.1.0.jar"));
    Files.createFile(directory.resolve("home/services/pom.xml"));
    Files.createDirectory(directory.resolve("home/services/java"));
    Files.createDirectory(directory.resolve("home/services/resources"));
    Files.createFile(directory.resolve("home/target/services.built"));
    program(
        "java",
        "echo '    java.specification.version = 17'",
        "while [ $# -gt 0 ]; do [ \"$1\" = -cp ] && shift && echo \"$@\"; shift; done");

    String home = directory.resolve("home").toString();
    String started =
        home
            + "/services/target/eventlake-services-0.1.0.jar:"
            + home
            + "/target/eventlake-0.1.0.jar:"
            + home
            + "/services/target/lib/* io.eventlake.collect.Main collect --help\n";
    assertThat(run(Map.of(), "collect", "--help")).endsWith("\n" + started);
    assertThat(run(Map.of(), "help", "collect")).endsWith("\n" + started);

    // What reads tables only where they are read; of DuckDB the jar that has its library beside it.
    Files.createFile(
        Files.createDirectory(directory.resolve("home/target/lib")).resolve("duckdb_jdbc-2.jar"));
    String serving =
        started
            .replace("collect", "serve")
            .replace(
                home + "/target/eventlake-0.1.0.jar",
                home
                    + "/target/lib/duckdb_jdbc-2.jar:"
                    + home
                    + "/services/target/lake/*:"
                    + home
                    + "/target/eventlake-0.1.0.jar");
    assertThat(run(Map.of(), "serve", "--help")).endsWith("\n" + serving);
    assertThat(run(Map.of(), "help", "serve")).endsWith("\n" + serving);
  }

  /** By whatever thread, and whoever catches the error: else a job of Flink waits for ever. */
  @Test
  void aFullMemoryEndsTheProcess() throws Exception {
    markAsBuilt();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    program(
        "java",
        "[ $1 = -XshowSettings:properties ] && exec " + java + " \"$@\"",
        "full=()",
        "for option; do case $option in -XX:*) full+=(\"$option\") ;; esac; done",
        "exec "
            + java
            + " \"${full[@]}\" -Xmx16m -cp "
            + Path.of("target", "test-classes").toAbsolutePath()
            + " '"
            + FullMemory.class.getName()
            + "'");

    assertThat(run(Map.of()))
        .isEqualTo(
            "3: Java's memory is full, so nothing goes on: give it more, such as"
                + " EVENTLAKE_JAVA_OPTS=-Xmx4g, and run the command again.\n");
  }

  /** Notices that it has no memory, and does nothing about it. */
  static final class FullMemory {

    public static void main(String[] arguments) throws InterruptedException {
      List<byte[]> kept = new ArrayList<>();
      try {
        while (true) {
          kept.add(new byte[1 << 20]);
        }
      } catch (OutOfMemoryError e) {
        kept.clear();
        new CountDownLatch(1).await();
      }
    }
  }

  private void markAsBuilt() throws IOException {
    Files.createDirectories(directory.resolve("home/target"));
    for (String source : List.of("pom.xml", "jobs", "iceberg-ddl", "sql", "src/emulators")) {
      Files.createDirectories(directory.resolve("home").resolve(source));
    }

    Files.createFile(directory.resolve("home/target/eventlake.built"));
  }

  /** Exit code and what was said. */
  private String run(Map<String, String> environment) throws Exception {
    return run(environment, "audit");
  }

  private String run(Map<String, String> environment, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(onPath("bash").toString(), script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }

    return process.exitValue() + ": " + Files.readString(directory.resolve("output"));
  }

  private void program(String name, String... body) throws IOException {
    Path program = tools.resolve(name);
    Files.writeString(program, "#!" + onPath("bash") + "\n" + String.join("\n", body) + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path onPath(String tool) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }

    return null;
  }
}
