package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An error of Java ends a process, whatever thread it strikes and whatever others still wait. */
class LastWordsTest {

  @TempDir private Path directory;

  @Test
  void ofTheCommandItself() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("jackson-core"))
            .collect(Collectors.joining(File.pathSeparator));

    assertThat(run(classPath, Main.class, "generate", "--events=1", "--out=" + directory))
        .isEqualTo(
            "1: The program cannot go on: java.lang.NoClassDefFoundError:"
                + " com/fasterxml/jackson/core/Versioned\n");
  }

  @Test
  void ofAnyThread() throws Exception {
    assertThat(run(System.getProperty("java.class.path"), Waiting.class, "thread"))
        .isEqualTo("1: The program cannot go on: java.lang.StackOverflowError\n");
  }

  /** Flink ends the process then, with a code of its own and without a word. */
  @Test
  void ofAThreadOfFlink() throws Exception {
    // Java warns of how Flink does that first.
    assertThat(run(System.getProperty("java.class.path"), Waiting.class, "flink"))
        .startsWith("239: ")
        .endsWith(
            "A thread of Flink ended with an error that nothing goes on after: "
                + directory.resolve("log")
                + " has it\n");
  }

  /** Flink halts Java then, so that not even what a process does at its end is done. */
  @Test
  void ofATaskOfFlink() throws Exception {
    assertThat(run(System.getProperty("java.class.path"), Fatal.class))
        .startsWith("255: ")
        .contains(
            "A task of Flink ended with an error that nothing goes on after (Encountered fatal error"
                + " java.lang.InternalError - terminating the JVM): "
                + directory.resolve("log")
                + " has it\n")
        .doesNotContain("at io.eventlake");
  }

  /** A job that meets what Java itself cannot go on after. */
  static final class Fatal {

    public static void main(String[] arguments) throws Exception {
      LastWords.install(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
      StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
      env.fromData(1).map(Fatal::die).returns(Integer.class).sinkTo(new DiscardingSink<>());
      env.execute();
    }

    private static Integer die(Integer number) {
      throw new InternalError("a fault in an access of memory");
    }
  }

  /** A command that waits for ever for a thread which has died. */
  static final class Waiting {

    public static void main(String[] arguments) throws InterruptedException {
      LastWords.install(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
      ExecutorThreadFactory flinks = new ExecutorThreadFactory("flink");
      Runnable dying = Waiting::die;
      (arguments[0].equals("flink") ? flinks.newThread(dying) : new Thread(dying)).start();
      new CountDownLatch(1).await();
    }

    private static void die() {
      throw new StackOverflowError();
    }
  }

  /** Exit code and what was said. */
  private String run(String classPath, Class<?> program, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Deventlake.log=" + directory.resolve("log"),
                // A jar of Flink's tests has one of its own.
                "-Dlog4j2.configurationFile=" + Main.class.getResource("/log4j2.properties"),
                "-cp",
                classPath,
                program.getName()));
    command.addAll(List.of(arguments));
    Path said = directory.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }

    return process.exitValue() + ": " + Files.readString(said);
  }
}
