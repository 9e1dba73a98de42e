package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.job.FreePort;
import io.eventlake.testing.PrintedCommands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} over a directory of events, and {@code audit} and {@code sql} after it. */
class RunCommandITCase {

  private static final long SEED = 20_260_303;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void threeOptionsAreEnoughForADirectoryOfEvents() throws Exception {
    long silver = generate();
    Files.writeString(eventsDirectory().resolve("readme.md"), "");
    Path segments = directory.resolve("users.ndjson");
    Files.writeString(
        segments, "{\"user_id_hash\":\"u\",\"segment_key\":\"s\",\"valid_from\":0}\nno json\n");

    assertThat(
            run(
                "run",
                "clickstream",
                "--set",
                "source.type=files",
                events(),
                lake(),
                "--set",
                "segments.type=file",
                "--set",
                "segments.path=" + segments))
        .as(err::toString)
        .isZero();

    assertThat(out.toString())
        .containsSubsequence(
            "Job clickstream reads the files of " + eventsDirectory(),
            " and writes the lake " + directory.resolve("lake") + ".\n",
            "The job has ended.\n")
        .containsPattern("records read +[1-9][0-9]{3}\n")
        .containsPattern("rejected, in bronze\\.dead_letters +[1-9][0-9]*\n- [A-Z_]+ +[1-9]")
        .containsPattern("distinct events, in silver\\.events +" + silver + "\n")
        .containsPattern("late for their session, in ops\\.late_events +0\n");
    Path state = directory.resolve("lake").resolve("state").resolve("clickstream");
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("Checkpoints and savepoints: " + state),
            line ->
                assertThat(line)
                    .startsWith(eventsDirectory() + ": ")
                    .contains("; left out: readme.md (its ending is none of "),
            line ->
                assertThat(line)
                    .startsWith("segments.path = '" + segments + "': 1 of 2 lines left out")
                    .contains("the first is line 2 of users.ndjson"));
    assertLake(silver);

    sameLineAgain();
  }

  /** What it tells to run runs, and does what it says. */
  private void sameLineAgain() throws IOException, InterruptedException {
    err.getBuffer().setLength(0);
    assertThat(run("run", "clickstream", "--set", "source.type=files", events(), lake()))
        .isEqualTo(2);
    assertThat(err.toString())
        .startsWith("The job clickstream has committed to these tables, last checkpoint ")
        .contains("Nothing was started.");
    List<String[]> ways = PrintedCommands.in(err.toString());

    err.getBuffer().setLength(0);
    assertThat(run(ways.get(0))).isZero();
    assertThat(err.toString())
        .contains("nothing is left to do; files that came later are not looked for");
    assertThat(document(ways.get(0)).get("verdict").asText()).isEqualTo("NOTHING LEFT");
    JsonNode again = document(ways.get(1));
    assertThat(again.get("verdict").asText()).isEqualTo("ENDED");
    assertThat(again.at("/records/read").asLong()).isGreaterThan(1_000);
    assertThat(again.at("/rows_added/silver.events").asLong()).isPositive();
    assertThat(err.toString())
        .contains("It begins without state: events that these tables hold already are there twice")
        .contains("The job has ended.");
    assertThat(run("audit", "--warehouse", directory.resolve("lake").toString())).isEqualTo(1);
  }

  private JsonNode document(String[] command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--format", "json"));
    out.getBuffer().setLength(0);
    assertThat(run(words.toArray(new String[0]))).as(err::toString).isZero();
    return new JsonMapper().readTree(out.toString());
  }

  @Test
  void aConfigurationFileOfTheServiceDrivesTheSame() throws IOException {
    long silver = generate();
    Path config = directory.resolve("application-properties.json");
    new JsonMapper()
        .writeValue(
            config.toFile(),
            List.of(
                group("job", Map.of("name", "clickstream")),
                group("source", Map.of("type", "files", "path", eventsDirectory().toString())),
                group("lake", Map.of("warehouse", "elsewhere")),
                group("local", Map.of("checkpoint-interval", "1 s", "parallelism", "1"))));

    assertThat(run("run", "clickstream", "--quiet", "--config", config.toString(), lake()))
        .as(err::toString)
        .isZero();

    assertThat(out.toString()).isEmpty();
    assertLake(silver);
    assertThat(Path.of("elsewhere")).doesNotExist();
  }

  @Test
  void aJobThatFailsSaysSoInASentence() {
    String endpoint = "http://localhost:" + FreePort.find();

    // One subtask, the one that looks at the stream first: another may fail earlier, in other
    // words.
    assertThat(
            run(
                "run",
                "clickstream",
                "--set=source.stream=s",
                "--set=source.endpoint=" + endpoint,
                "--set=local.parallelism=1",
                "--set=local.state-directory=" + directory.resolve("state"),
                lake()))
        .isEqualTo(1);

    assertThat(err.toString().lines().skip(1))
        .singleElement()
        .asString()
        .startsWith("The job clickstream failed: The Kinesis stream 's' cannot be looked at")
        .contains(endpoint);
  }

  @Test
  void anUnknownOptionOfTheJobIsRefusedBeforeAnythingIsMade() throws IOException {
    Files.createDirectory(eventsDirectory());

    assertThat(
            run(
                "run",
                "clickstream",
                "--set",
                "source.type=files",
                events(),
                lake(),
                "--set=session.gapp=5 min"))
        .isEqualTo(2);

    assertThat(err.toString())
        .contains("session.gapp")
        .satisfies(text -> assertThat(text.lines()).hasSize(1));
    assertThat(directory.resolve("lake")).doesNotExist();
  }

  /** Writes events; returns how many distinct ones the lake should have. */
  private long generate() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 1_000);
    GeneratorOptions options = GeneratorOptions.events(1_500).seed(SEED).build();
    return files.write(options).rows("silver.events").size();
  }

  private void assertLake(long silver) {
    String warehouse = directory.resolve("lake").toString();
    assertThat(run("audit", "--warehouse", warehouse)).as(out::toString).isZero();
    String query = "SELECT COUNT(*) AS n FROM silver.events";
    out.getBuffer().setLength(0);
    assertThat(run("sql", query, "--warehouse", warehouse, "--format", "csv")).isZero();
    assertThat(out.toString().lines()).containsExactly("n", Long.toString(silver));
  }

  private Path eventsDirectory() {
    return directory.resolve("events");
  }

  private String events() {
    return "--set=source.path=" + eventsDirectory();
  }

  private String lake() {
    return "--set=lake.warehouse=" + directory.resolve("lake");
  }

  private static Map<String, ?> group(String name, Map<String, String> properties) {
    return Map.of("PropertyGroupId", name, "PropertyMap", properties);
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
