package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.JobProcess;
import io.eventlake.testing.LauncherHome;
import io.eventlake.testing.RunningJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo --keep} as a new user has it: what it prints is run as it is printed. */
class KeptDemoITCase {

  private static final String LAST_LINE = "All of it goes on until Ctrl-C.";

  @TempDir private Path directory;

  @BeforeEach
  void setHome() throws IOException {
    System.setProperty("eventlake.home", LauncherHome.in(directory.resolve("home")).toString());
  }

  @AfterEach
  void clearHome() {
    System.clearProperty("eventlake.home");
  }

  @Test
  @Timeout(600)
  void eventsOfOnesOwnAreFoundWhereItSaysAndNothingStaysBehind() throws Exception {
    Path lake = directory.resolve("lake");
    List<String> printed;
    List<ProcessHandle> started;
    List<String> command =
        List.of(
            "demo",
            "--keep",
            "--events",
            "300",
            "--rate",
            "300",
            "--serve-port",
            "0",
            "--collect-port",
            "0",
            "--warehouse",
            lake.toString());
    try (JobProcess demo = JobProcess.start(command, directory)) {
      RunningJob.await(demo.ended(), () -> said().contains(LAST_LINE));
      started = ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
      assertThat(started).as("emulators, serve, collect").hasSizeGreaterThanOrEqualTo(4);
      printed =
          Files.readAllLines(directory.resolve("job.out"), UTF_8).stream()
              .filter(line -> line.startsWith("  curl "))
              .map(String::strip)
              .collect(Collectors.toList());
      assertThat(printed).hasSize(8);
      assertWhatIsPrinted(demo, printed);

      // As Ctrl-C does, which a shell lets no process of the background see.
      demo.terminate();
      assertThat(demo.ended().join()).as(said()).isEqualTo(128 + 15);
    }

    assertThat(said())
        .containsSubsequence(
            "Rows per table", "PASS: all ", "Interrupted: ", "The tables stay in " + lake)
        .doesNotContain("FAIL");
    started.forEach(process -> process.onExit().join());
    StringWriter out = new StringWriter();
    for (String family : List.of("web", "caliper")) {
      int audited =
          Main.run(
              new PrintWriter(out),
              new PrintWriter(out),
              "audit",
              "--family",
              family,
              "--warehouse",
              lake.toString());
      assertThat(audited).as("%s", out).isZero();
    }
  }

  private static void assertWhatIsPrinted(JobProcess demo, List<String> printed) throws Exception {
    assertThat(bash(printed.get(0))).contains("\"accepted\":1");
    assertThat(bash(printed.get(2))).contains("\"rejected\":1", "BAD_ENUM");
    assertThat(bash(printed.get(4))).contains("\"accepted\":1");
    // The same again is the same event.
    assertThat(bash(printed.get(0))).contains("\"accepted\":1");
    assertThat(found(demo, printed.get(1))).contains("\"outcome\":\"readable\"", "page_view");
    assertThat(found(demo, printed.get(3))).contains("\"outcome\":\"rejected\"", "BAD_ENUM");
    assertThat(found(demo, printed.get(5))).contains("\"outcome\":\"readable\"", "ViewEvent");
    assertThat(bash(printed.get(6)))
        .contains("{\"family\":\"caliper\",\"eventType\":\"ViewEvent\",\"count\":1}");
    assertThat(bash(printed.get(7))).contains("\"name\":\"events\"");
  }

  /** Asks until it is there: with the next commit. */
  private static String found(JobProcess demo, String command) throws Exception {
    AtomicReference<String> answer = new AtomicReference<>();
    RunningJob.await(
        demo.ended(),
        () -> {
          answer.set(bash(command));
          return !answer.get().contains("Nothing with this id");
        });
    return answer.get();
  }

  private String said() {
    try {
      return Files.readString(directory.resolve("job.out"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bash(String command) {
    try {
      Process process = new ProcessBuilder("bash", "-c", command).start();
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
