package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.JobProcess;
import io.eventlake.testing.LocalLake;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor}: a line for each thing, and the exit code. */
@Timeout(300)
class DoctorCommandITCase {

  @TempDir private Path directory;

  private final Map<String, String> properties = new TreeMap<>();
  private String out;

  @BeforeEach
  void configure() throws IOException {
    Path events = Files.createDirectory(directory.resolve("events"));
    Files.writeString(events.resolve("one.ndjson"), "{\"event_type\":\"page_view\"}\n");
    properties.put("job.name", "clickstream");
    properties.put("source.type", "files");
    properties.put("source.path", events.toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
  }

  @Test
  void allIsWell() {
    assertThat(run("tables", "apply")).isZero();

    assertThat(doctor()).isZero();

    assertThat(out.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("PASS: nothing is in the way of a start."),
            line -> assertThat(line).startsWith("ok    configuration"),
            line -> assertThat(line).startsWith("ok    files").contains("events: 1 file, "),
            line -> assertThat(line).startsWith("ok    catalog"),
            line -> assertThat(line).startsWith("ok    tables").endsWith("all 10 are as defined"),
            line -> assertThat(line).startsWith("ok    warehouse").contains("can be written"),
            line -> assertThat(line).startsWith("ok    state").contains("no run of clickstream"));
  }

  @Test
  void aConfigurationThatIsWrongIsAllThatIsTold() {
    properties.put("source.typo", "x");
    properties.put("session.gap", "soon");

    assertThat(doctor()).isEqualTo(1);
    assertThat(out.lines().skip(1))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("fail  configuration"))
        .anySatisfy(line -> assertThat(line).contains("session.gap"))
        .anySatisfy(line -> assertThat(line).contains("source.typo"));

    properties.remove("source.typo");
    properties.remove("session.gap");
    properties.put("job.name", "clickstreams");
    assertThat(doctor()).isEqualTo(1);
    assertThat(out).contains("There is no job clickstreams, did you mean clickstream?");
  }

  @Test
  void whatIsMissingIsToldWithItsRemedy() {
    properties.put("source.path", directory.resolve("none").toString());
    properties.put("segments.type", "file");
    properties.put("segments.path", directory.resolve("none.ndjson").toString());

    assertThat(doctor()).isEqualTo(1);

    assertThat(out.lines().skip(2))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("fail  source").contains("none"),
            line -> assertThat(line).startsWith("fail  segments").contains("segments.path"),
            line -> assertThat(line).startsWith("fail  catalog").contains("tables apply"));
    assertThat(directory.resolve("lake")).doesNotExist();
  }

  @Test
  void tablesOfAnEarlierRunAndASavepointThatDoesNotFit() throws Exception {
    properties.put("local.state-directory", directory.resolve("state").toString());
    try (JobProcess job = JobProcess.start(properties, directory)) {
      assertThat(job.ended().join()).isZero();
    }

    int code = doctor();
    assertThat(code).as(out).isZero();
    assertThat(out).contains("warn  state").contains("local.restore-from");
    assertThat(out).as("of a run that ended").doesNotContain("checkpoint  ");

    properties.put("local.restore-from", directory.resolve("nowhere").toString());
    assertThat(doctor()).isEqualTo(1);
    assertThat(out).contains("fail  state").contains("correct local.restore-from");
  }

  @Test
  void aBucketThatRefusesWrites() throws Exception {
    try (LocalLake lake = LocalLake.start()) {
      properties.putAll(lake.properties());
      assertThat(run("tables", "apply")).isZero();
      assertThat(doctor()).isZero();
      assertThat(out).contains("ok    warehouse");

      lake.s3()
          .rule(
              call ->
                  call.method().equals("PUT") && call.path().contains(".doctor-")
                      ? Fate.error(403, "AccessDenied")
                      : Fate.PASS);
      assertThat(doctor()).isEqualTo(1);
      assertThat(out)
          .contains("fail  warehouse")
          .contains("writing a file is answered with")
          .contains("s3:PutObject");

      assertThat(doctor("--read-only")).isZero();
      assertThat(out).contains("ok    warehouse").contains("whether it can be written was not");

      lake.glue().rule(call -> Fate.error(400, "AccessDeniedException"));
      assertThat(doctor()).isEqualTo(1);
      assertThat(out).contains("fail  ").contains("Glue");
    }
  }

  private int doctor(String... more) {
    List<String> arguments = new ArrayList<>(List.of("doctor"));
    arguments.addAll(List.of(more));
    properties.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return execute(arguments);
  }

  private int run(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    properties.forEach(
        (key, value) -> {
          if (key.startsWith("lake.")) {
            arguments.addAll(List.of("--set", key + "=" + value));
          }
        });
    return execute(arguments);
  }

  private int execute(List<String> arguments) {
    StringWriter printed = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(printed),
            new PrintWriter(new StringWriter()),
            arguments.toArray(String[]::new));
    out = printed.toString();
    return code;
  }
}
