package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.job.LocalRun;
import io.eventlake.lake.status.TableStatus;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeComparison;
import io.eventlake.testing.RunningJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints of a running job, the refusal of an older one, and the way back (faults, 6 and 8). */
class BackfillCommandITCase {

  private static final long SEED = 20_261_121;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anOlderSavepointIsRefusedUntilTheTablesAreMovedBackAndThenAllIsThereOnce() throws Exception {
    GeneratedFiles files =
        new GeneratedFiles(directory.resolve("all"), GeneratedFiles.Compression.NONE, 2_000);
    ExpectedLake expected = files.write(GeneratorOptions.events(6_000).seed(SEED).build());
    int all = expected.rows("bronze.events").size();
    List<Path> parts = parts(files.events());
    Path watched = Files.createDirectory(directory.resolve("watched"));
    JobOptions options = options(files, watched, null);

    // The first part, and a savepoint that ends the run.
    deliver(parts.get(0), watched);
    LocalRun first = LocalRun.start(options);
    awaitRows(first, options, 1);
    String older = printed("stop", "--state", state(), "--name", "older", lake());
    first.ended().join();

    // The rest, with a savepoint on the way.
    assertThat(parts).hasSize(3);
    deliver(parts.get(1), watched);
    long before = bronzeRows(options);
    LocalRun second = LocalRun.start(options(files, watched, older));
    awaitRows(second, options, before + 1);
    String middle = printed("savepoint", "--state", state(), "--name", "middle", lake());
    deliver(parts.get(2), watched);
    awaitRows(second, options, all);
    printed("stop", "--state", state());
    second.ended().join();

    // Back to the first: not without the tables.
    LocalRun refused = LocalRun.start(options(files, watched, older));
    assertThatThrownBy(() -> refused.ended().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .hasMessageStartingWith("The job clickstream failed: The tables do not fit checkpoint ")
        .hasMessageContaining("eventlake rewind --to-checkpoint ");
    assertThat(bronzeRows(options)).as("nothing was committed").isEqualTo(all);

    // Three names of the same place.
    assertThat(printed("rewind", "--to-tag", "older", lake()))
        .contains("Nothing was changed; --run moves the tables.");
    assertThat(bronzeRows(options)).isEqualTo(all);
    assertThat(printed("rewind", "--to-savepoint", middle, "--run", lake())).contains("Moved.");
    assertThat(printed("rewind", "--to-tag", "middle", lake()))
        .contains("All tables are there; nothing is to be done.");

    // Back, and all of it again, as one command.
    String told =
        printed(
            arguments(
                options(files, watched, null),
                files,
                watched,
                "backfill",
                "clickstream",
                "--from-savepoint",
                older,
                "--idle",
                "4s"));
    assertThat(told).contains("To savepoint " + older).contains("PASS").doesNotContain("FAIL");
    assertThat(bronzeRows(options)).isEqualTo(all);

    String last =
        told.lines()
            .filter(line -> line.startsWith("Caught up; to go on from: "))
            .map(line -> line.substring("Caught up; to go on from: ".length()))
            .findFirst()
            .orElseThrow();
    LocalRun end = LocalRun.start(options(files, watched, last));
    printed("stop", "--state", state(), "--drain");
    end.ended().join();
    LakeComparison.assertLake(options.lake, expected);
  }

  @Test
  void aRunThatIsNotThere() {
    assertThat(run("stop", "--state", directory.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "No job runs with local.state-directory="
                + directory
                + " on this machine"
                + System.lineSeparator());
  }

  private Map<String, String> properties(GeneratedFiles files, Path watched) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("source.type", "files");
    properties.put("source.path", watched.toString());
    properties.put("source.files-mode", "watch");
    properties.put("source.files-watch-interval", "500 ms");
    properties.put("segments.type", "file");
    properties.put("segments.path", files.segments().toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.state-directory", state());
    properties.put("local.checkpoint-interval", "500 ms");
    properties.put("local.parallelism", "1");
    return properties;
  }

  private JobOptions options(GeneratedFiles files, Path watched, String restoreFrom) {
    Map<String, String> properties = properties(files, watched);
    properties.put("job.name", "clickstream");
    if (restoreFrom != null) {
      properties.put("local.restore-from", restoreFrom);
    }

    return JobOptions.parse(properties);
  }

  private String[] arguments(
      JobOptions options, GeneratedFiles files, Path watched, String... command) {
    assertThat(options.name).isEqualTo("clickstream");
    List<String> arguments = new ArrayList<>(List.of(command));
    properties(files, watched)
        .forEach(
            (key, value) -> {
              arguments.add("--set");
              arguments.add(key + "=" + value);
            });
    return arguments.toArray(new String[0]);
  }

  private static List<Path> parts(Path events) throws IOException {
    try (Stream<Path> files = Files.list(events)) {
      return files.sorted().toList();
    }
  }

  /** Whole, as a producer has to. */
  private static void deliver(Path part, Path watched) throws IOException {
    Path hidden = watched.resolve("." + part.getFileName());
    Files.copy(part, hidden);
    Files.move(hidden, watched.resolve(part.getFileName()));
  }

  private static void awaitRows(LocalRun run, JobOptions options, long rows)
      throws InterruptedException {
    RunningJob.await(run.ended(), () -> bronzeRows(options) >= rows);
  }

  private static long bronzeRows(JobOptions options) {
    try (LakeTables tables = new LakeTables(options.lake)) {
      return TableStatus.of(tables, TableName.BRONZE_EVENTS).rows();
    }
  }

  private String state() {
    return directory.resolve("state").toString();
  }

  private String lake() {
    return "--warehouse=" + directory.resolve("lake");
  }

  /** What a command that succeeds prints. */
  private String printed(String... arguments) {
    out.getBuffer().setLength(0);
    assertThat(run(arguments)).as(out + "\n" + err).isZero();
    return out.toString().strip();
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
