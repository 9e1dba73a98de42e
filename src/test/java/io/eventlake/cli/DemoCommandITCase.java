package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.testing.JobProcess;
import io.eventlake.testing.ListeningSockets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo} as the README has it, and what it says where it cannot run. */
class DemoCommandITCase {

  @TempDir private Path directory;

  private final Set<InetSocketAddress> open = new HashSet<>();
  private final StringWriter out =
      new StringWriter() {
        @Override
        public void flush() {
          if (toString().endsWith("the last rows are committed ...\n")) {
            lookAtSockets();
          }
        }
      };
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void setHome() {
    System.setProperty("eventlake.home", Path.of("").toAbsolutePath().toString());
  }

  @AfterEach
  void clearHome() {
    System.clearProperty("eventlake.home");
  }

  @Test
  @Timeout(600)
  void twoDemosBesideEachOther() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    // Metrics, and so the progress of a demo, are those of its whole process.
    try (JobProcess second = JobProcess.start(demo(other.resolve("lake")), other)) {
      assertThat(run(demo(directory.resolve("lake")))).as(err::toString).isZero();
      int exitCode = second.ended().join();
      assertThat(exitCode).as(Files.readString(other.resolve("job.out"))).isZero();
    }

    assertThat(open).as("of both demos, and of all emulators").isEmpty();
    assertReport(out.toString(), directory.resolve("lake"));
    assertReport(Files.readString(other.resolve("job.out")), other.resolve("lake"));
    assertThat(children()).isEmpty();
    assertThat(silverRows(directory.resolve("lake"))).isEqualTo(silverRows(other.resolve("lake")));
  }

  @Test
  @Timeout(600)
  void aDemoOfAnotherFamilyForPrograms() throws Exception {
    String lake = directory.resolve("lake").toString();
    List<String> demo =
        List.of(
            "demo", "--family", "site", "--events", "600", "--rate", "600", "--warehouse", lake);

    assertThat(run(Stream.concat(demo.stream(), Stream.of("--format", "json")).toList()))
        .as(err::toString)
        .isZero();

    assertThat(err.toString())
        .contains("gold.fact_video_engagement")
        .containsSubsequence(
            "Starting the job site ",
            "Videos from the first play to the end",
            "Pages by how often they were viewed");
    JsonNode document = new ObjectMapper().readTree(out.toString());
    assertThat(document.fieldNames().next()).isEqualTo("verdict");
    assertThat(document.path("verdict").asText()).isEqualTo("PASS");
    assertThat(document.path("lines")).hasSizeGreaterThan(10);
    assertThat(document.path("warehouse").asText()).isEqualTo(lake);
    assertThat(document.path("ask_with").asText()).contains(" sql ", "--family site");
  }

  @Test
  @Timeout(600)
  void aDemoOfLearning() {
    assertThat(demoOf("caliper"))
        .contains("gold.learning_days")
        .containsSubsequence(
            "Learning by application", "Grades, and grades given again", "Sessions and how");
  }

  private String demoOf(String family) {
    String lake = directory.resolve("lake").toString();
    String[] demo = {"demo", "--family", family, "--events", "600", "--rate", "600"};

    assertThat(run(Stream.concat(Stream.of(demo), Stream.of("--warehouse", lake)).toList()))
        .as(err::toString)
        .isZero();

    assertThat(out.toString())
        .containsSubsequence(
            "Starting an emulator of Kinesis ...",
            "Starting the job " + family + " ",
            "events into the stream " + family + "-events",
            "All is read.",
            "Dead letters by reason",
            "Balance sheet of checkpoint ",
            "The tables stay in " + lake,
            "--family " + family)
        .containsPattern("for example:\n  \\S+ sql ")
        .doesNotContain("FAIL", "funnel", "DynamoDB", "segments");
    assertThat(open).isEmpty();
    assertThat(children()).isEmpty();
    return out.toString();
  }

  @Test
  void aFamilyThatThereIsNot() {
    String lake = directory.resolve("lake").toString();

    assertThat(run(List.of("demo", "--family", "sites", "--warehouse", lake))).isEqualTo(2);
    assertThat(err.toString()).startsWith("There is no family sites, did you mean site?");
  }

  @Test
  void aPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Path lake = directory.resolve("lake");

      String port = Integer.toString(taken.getLocalPort());
      for (String option : List.of("--web-port", "--serve-port", "--collect-port")) {
        err.getBuffer().setLength(0);
        assertThat(run(List.of("demo", "--keep", "--warehouse", lake.toString(), option, port)))
            .isEqualTo(2);
        assertThat(err)
            .hasToString(
                "The port "
                    + port
                    + " is in use; name another with "
                    + option
                    + ", or 0 for any\n");
      }

      assertThat(run(List.of("demo", "--serve-port", "0"))).isEqualTo(2);
      assertThat(run(List.of("demo", "--family", "xp", "--keep"))).isEqualTo(2);
      assertThat(err.toString()).contains("are for --keep\n", "--keep is for families");
      assertThat(lake).doesNotExist();
      assertThat(children()).isEmpty();
    }
  }

  @Test
  void aWarehouseThatHoldsALake() {
    String lake = directory.resolve("lake").toString();
    assertThat(run(List.of("tables", "apply", "--warehouse", lake))).isZero();

    assertThat(run(List.of("demo", "--warehouse", lake))).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "There is a lake in " + lake + " already; name a new directory with --warehouse\n");
    assertThat(children()).isEmpty();
  }

  @Test
  void demosOfTheSameSecondHaveDirectoriesOfTheirOwn() throws Exception {
    Instant now = Instant.parse("2026-01-31T23:59:58Z");

    assertThat(DemoCommand.newDirectory(directory, now))
        .isEqualTo(directory.resolve("demo-20260131-235958"));
    assertThat(DemoCommand.newDirectory(directory, now))
        .isEqualTo(directory.resolve("demo-20260131-235958-2"));
  }

  private static void assertReport(String report, Path lake) {
    assertThat(report)
        .containsSubsequence(
            "Flink's web UI: http://127.0.0.1:",
            "Putting 600 events into the stream",
            "All is read.",
            "Rows per table",
            "Funnel by A/B variant",
            "Funnel by segment",
            "Dead letters by reason",
            "Balance sheet of checkpoint ",
            "5a ",
            "The tables stay in " + lake)
        .doesNotContain("FAIL");
  }

  private void lookAtSockets() {
    try {
      open.addAll(ListeningSockets.open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String silverRows(Path lake) {
    out.getBuffer().setLength(0);
    String query = "SELECT COUNT(*) > 400, COUNT(DISTINCT session_id) > 10 FROM silver.events";
    assertThat(run(List.of("sql", query, "--warehouse", lake.toString(), "--format", "tsv")))
        .as(err::toString)
        .isZero();
    assertThat(out.toString()).endsWith("\ntrue\ttrue\n");
    return out.toString();
  }

  private static List<String> demo(Path lake) {
    return List.of("demo", "--events", "600", "--rate", "300", "--warehouse", lake.toString());
  }

  /** Processes that this one has started and that are still there. */
  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }

  private int run(List<String> arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
  }
}
