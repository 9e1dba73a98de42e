package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.xp.RejectedResultException;
import io.eventlake.family.xp.ResultFile;
import io.eventlake.family.xp.ResultTaker;
import io.eventlake.family.xp.ResultVersion;
import io.eventlake.testing.OneRosterServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fetch-results} as its user has it. */
class FetchResultsCommandTest {

  @TempDir private Path directory;

  private OneRosterServer server;
  private Path results;
  private String out;
  private String err;

  @BeforeEach
  void start() throws IOException {
    server = OneRosterServer.start();
    results = directory.resolve("results");
    Files.writeString(directory.resolve("secret"), OneRosterServer.SECRET + "\n");
    for (int i = 0; i < 150; i++) {
      server.put("r" + i, Instant.parse("2026-03-10T12:00:00Z").plusSeconds(i), 1);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void resultsAreLandedAndTheNextStepIsTold() {
    assertThat(fetch("--type", "assessmentResults,results")).as(err).isZero();
    assertThat(out)
        .contains(
            "assessmentResults (all): 150 results in 2 pages, 2 landed; the newest seen is of"
                + " 2026-03-10T12:02:29Z")
        .contains("results (all): 150 results in 2 pages, 2 landed")
        .contains(" run xp --set xp.results=" + results + " --set xp.roster=roster.json");
    assertThat(err).isEmpty();

    server.put("r7", Instant.parse("2026-03-10T12:02:00Z"), 2);
    assertThat(fetch("--format", "json")).isZero();
    assertThat(out)
        .contains(
            "\"verdict\" : \"LANDED\"",
            "\"since\" : \"2026-03-10T11:02:29Z\"",
            "\"last_seen\" : \"2026-03-10T12:02:29Z\"");
    assertThat(fetch("--format", "json")).isZero();
    assertThat(out).contains("\"verdict\" : \"DONE\"", "\"landed\" : 0");
  }

  /** The job finds its files by their names, and marks are none of them. */
  @Test
  void whatIsLandedIsWhatTheJobReads() throws IOException {
    assertThat(fetch()).isZero();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(results)) {
      files = walk.filter(file -> ResultFile.isOne(file.toString())).sorted().toList();
    }

    assertThat(files).hasSize(2);
    Set<String> ids = new HashSet<>();
    for (Path file : files) {
      ResultTaker taker =
          new ResultTaker() {
            @Override
            public void take(ResultVersion version, String metadata) {
              ids.add(version.id);
            }

            @Override
            public void reject(String id, String payload, RejectedResultException why) {
              throw new IllegalStateException(why);
            }
          };
      assertThat(ResultFile.read(file, file.toString(), "_ali", taker)).as("bulk").isFalse();
    }

    assertThat(ids).hasSize(150);
  }

  @Test
  void dryRunLandsNothing() {
    assertThat(fetch("--dry-run", "--format", "json")).isZero();
    assertThat(out).contains("\"verdict\" : \"PLANNED\"", "\"results\" : 100");
    assertThat(err).contains("the first page has 100 results; nothing was landed");
    assertThat(results).doesNotExist();
  }

  @Test
  void gapIsRefused() {
    assertThat(fetch()).isZero();
    assertThat(fetch("--since", "2026-03-10T12:00:00Z")).isEqualTo(2);
    assertThat(err).contains("would leave out what changed after 2026-03-10T11:02:29Z");
    assertThat(fetch("--since", "2026-03-01T00:00:00Z")).isZero();
  }

  @Test
  void wrongSecretIsToldWithoutIt() throws IOException {
    Files.writeString(directory.resolve("secret"), "wrong-and-secret");
    assertThat(fetch("--verbose")).isEqualTo(1);
    assertThat(err)
        .contains("gives no token: it answers with 401 (invalid_client)")
        .doesNotContain("wrong-and-secret");
    assertThat(out).isEmpty();
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsAsked() {
    for (String[] wrong :
        new String[][] {
          {"--url", "http://example.org/gradebook", "must be an address of https"},
          {"--url", "https://user:secret@example.org/g", "must have no user and password in it"},
          {"--url", "https://example.org/g?x=1", "must end with its path"},
          {"--bundle", "nowhere.zip", "nowhere.zip is not there"},
        }) {
      assertThat(run("fetch-results", wrong[0], wrong[1], "--out", results.toString()))
          .isEqualTo(2);
      assertThat(err).contains(wrong[2]).doesNotContain("secret@");
    }

    assertThat(run("fetch-results", "--out", "x")).isEqualTo(2);
    assertThat(fetch("--limit", "1")).isEqualTo(2);
    assertThat(err).contains("--limit must be between 2 and 10000");
    assertThat(fetch("--secret-file", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(server.queries).isEmpty();
  }

  private int fetch(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "fetch-results",
                "--url",
                server.address("/gradebook"),
                "--token-url",
                server.address("/token"),
                "--client-id",
                "lake",
                "--out",
                results.toString()));
    if (!Arrays.asList(more).contains("--secret-file")) {
      words.addAll(List.of("--secret-file", directory.resolve("secret").toString()));
    }

    words.addAll(List.of("--rate", "1000"));
    words.addAll(List.of(more));
    return run(words.toArray(new String[0]));
  }

  private int run(String... words) {
    StringWriter told = new StringWriter();
    StringWriter errors = new StringWriter();
    int code = Main.run(new PrintWriter(told), new PrintWriter(errors), words);
    out = told.toString();
    err = errors.toString();
    return code;
  }
}
