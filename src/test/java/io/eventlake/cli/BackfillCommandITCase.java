package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.FreePort;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.table.TableName;
import io.eventlake.testing.PrintedCommands;
import io.eventlake.testing.WatchedEvents;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints of a running job, the refusal of an older one, and the way back (faults, 6 and 8). */
class BackfillCommandITCase {

  private static final long SEED = 20_261_121;

  @TempDir private Path directory;

  private WatchedEvents events;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anOlderSavepointIsRefusedUntilTheTablesAreMovedBackAndThenAllIsThereOnce() throws Exception {
    events = new WatchedEvents(directory, 6_000, 2_000, SEED);
    String lake = "--warehouse=" + events.lake();
    String state = "--state=" + events.state();

    // The first part, and a savepoint that ends the run.
    events.deliver(0);
    LocalRun first = LocalRun.start(events.options());
    events.awaitRows(first.ended(), 1);
    String older = path(printed("stop", state, "--name", "older", lake));
    first.ended().join();

    // The rest, with a savepoint on the way.
    events.deliver(1);
    long before = events.rows();
    LocalRun second = LocalRun.start(events.restored(older));
    events.awaitRows(second.ended(), before + 1);
    JsonNode taken =
        read(printed("savepoint", state, "--name", "middle", lake, "--format", "json"));
    assertThat(taken.get("verdict").asText()).isEqualTo("TAKEN");
    assertThat(taken.get("tag").asText()).isEqualTo("savepoint-middle");
    String middle = path(taken.get("savepoint").asText());
    events.deliver(2);
    events.awaitRows(second.ended(), events.allRows());
    assertThat(read(printed("stop", state, "--format=json")).get("verdict").asText())
        .isEqualTo("STOPPED");
    second.ended().join();

    // Back to the first: not without the tables.
    assertThat(run(words("run", "--set=local.restore-from=" + older))).isEqualTo(2);
    assertThat(err.toString()).startsWith("The tables do not fit " + older);
    String[] rewind = PrintedCommands.only(err.toString());
    assertThat(events.rows()).as("nothing was committed").isEqualTo(events.allRows());
    assertThat(printed(rewind)).contains("Moved.");
    assertThat(events.rows()).isLessThan(events.allRows());
    assertThat(printed(PrintedCommands.only(out.toString()))).contains("Moved.");
    assertThat(events.rows()).as("forward again").isEqualTo(events.allRows());

    // Names of the same place.
    assertThat(printed("rewind", "--to-tag", "older", lake))
        .contains("Nothing was changed; --run moves the tables.");
    assertThat(events.rows()).isEqualTo(events.allRows());
    String moved = printed("rewind", "--to-savepoint", middle, "--run", lake);
    assertThat(moved).contains("Moved.");
    assertThat(printed("rewind", "--to-tag", "middle", lake))
        .contains("All tables are there; nothing is to be done.");

    assertThat(printed(PrintedCommands.only(moved))).contains("Moved.");
    whatCanBeKnownIsFoundBeforeATableIsMoved(older);
    afterTheRewindAFailureSaysHowToGoOn(older);

    // Back, and all of it again, as one command.
    JsonNode told = read(printed(words("backfill", "--idle=4s", from(older), "--format=json")));
    assertThat(told.get("verdict").asText()).isEqualTo("PASS");
    assertThat(told.at("/rewind/verdict").asText()).isEqualTo("MOVED");
    assertThat(told.at("/audit/lines").size()).isPositive();
    assertThat(err.toString()).contains("To savepoint " + older, "Caught up; to go on from: ");
    assertThat(events.rows()).isEqualTo(events.allRows());

    LocalRun end = LocalRun.start(events.restored(told.get("savepoint").asText()));
    printed("stop", state, "--drain");
    end.ended().join();
    events.assertLake();
    try (LakeTables tables = new LakeTables(Lakes.of(events.options().lake))) {
      assertThat(tables.load(TableName.RECORD_COUNTS).currentSnapshot().summary())
          .as("what the audit has to know of a gap that was changed")
          .containsEntry(CommitSummary.SESSION_GAP, "PT30M");
    }
  }

  private void whatCanBeKnownIsFoundBeforeATableIsMoved(String older) throws IOException {
    Path file = Files.createFile(directory.resolve("a-file"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      for (List<String> wrong :
          List.of(
              List.of("--set=source.path=" + directory.resolve("none")),
              List.of("--set=segments.path=" + directory.resolve("none")),
              List.of("--set=session.gap=nonsense"),
              List.of("--set=local.web-port=" + taken.getLocalPort()),
              List.of("--set=local.state-directory=" + file),
              List.of(
                  "--set=source.type=kinesis",
                  "--set=source.stream=none",
                  "--set=source.endpoint=http://localhost:" + FreePort.find()))) {
        List<String> backfill = new ArrayList<>(List.of("--idle=4s", from(older)));
        backfill.addAll(wrong);
        assertThat(run(words("backfill", backfill.toArray(new String[0]))))
            .as("%s", wrong)
            .isEqualTo(2);
        assertThat(events.rows()).as("%s", wrong).isEqualTo(events.allRows());
      }
    }
  }

  private void afterTheRewindAFailureSaysHowToGoOn(String older) throws Exception {
    // What the committer knows is there, and what the sessions need is not.
    Path broken = Files.createDirectory(directory.resolve("broken"));
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(older))) {
      files =
          new ArrayList<>(
              all.sorted(Comparator.comparing(file -> file.toFile().length())).toList());
    }

    files.remove(files.size() - 1);
    for (Path file : files) {
      Files.copy(file, broken.resolve(file.getFileName()));
    }

    // The second time the tables are there already, and the way forward is the same.
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThat(run(words("backfill", "--idle=4s", from(broken.toString())))).isEqualTo(1);
    }

    assertThat(events.rows()).isLessThan(events.allRows());
    assertThat(err.toString()).contains("The tables stand at savepoint " + broken);
    List<String[]> ways = PrintedCommands.in(err.toString());
    assertThat(ways).hasSize(2);
    assertThat(ways.get(0)).startsWith("backfill").contains(from(broken.toString()));
    assertThat(printed(ways.get(1))).contains("Moved.");
    assertThat(events.rows()).isEqualTo(events.allRows());
  }

  private static String from(String savepoint) {
    return "--from-savepoint=" + savepoint;
  }

  /** As options have it that name a place. */
  private static String path(String savepoint) {
    return savepoint.replaceFirst("^file:/+", "/");
  }

  /** A command of the job, with all its options. */
  private String[] words(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, "clickstream"));
    events.properties().forEach((key, value) -> words.add("--set=" + key + "=" + value));
    words.addAll(List.of(more));
    return words.toArray(new String[0]);
  }

  @Test
  void aRunThatIsNotThere() {
    assertThat(run("stop", "--state", directory.toString())).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("No job runs with local.state-directory=" + directory + " on this machine");
  }

  @Test
  void whichRunMustBeSaid() {
    assertThat(run("savepoint")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Which run? Say with --state DIR");
  }

  private static JsonNode read(String document) throws IOException {
    return new JsonMapper().readTree(document);
  }

  /** What a command that succeeds prints. */
  private String printed(String... arguments) {
    assertThat(run(arguments)).as(out + "\n" + err).isZero();
    return out.toString().strip();
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
