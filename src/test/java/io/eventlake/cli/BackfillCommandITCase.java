package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.job.LocalRun;
import io.eventlake.testing.WatchedEvents;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints of a running job, the refusal of an older one, and the way back (faults, 6 and 8). */
class BackfillCommandITCase {

  private static final long SEED = 20_261_121;
  private static final String CAUGHT_UP = "Caught up; to go on from: ";

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anOlderSavepointIsRefusedUntilTheTablesAreMovedBackAndThenAllIsThereOnce() throws Exception {
    WatchedEvents events = new WatchedEvents(directory, 6_000, 2_000, SEED);
    String lake = "--warehouse=" + events.lake();
    String state = "--state=" + events.state();

    // The first part, and a savepoint that ends the run.
    events.deliver(0);
    LocalRun first = LocalRun.start(events.options());
    events.awaitRows(first.ended(), 1);
    String older = printed("stop", state, "--name", "older", lake);
    first.ended().join();

    // The rest, with a savepoint on the way.
    events.deliver(1);
    long before = events.rows();
    LocalRun second = LocalRun.start(events.restored(older));
    events.awaitRows(second.ended(), before + 1);
    String middle = printed("savepoint", state, "--name", "middle", lake);
    events.deliver(2);
    events.awaitRows(second.ended(), events.allRows());
    printed("stop", state);
    second.ended().join();

    // Back to the first: not without the tables.
    LocalRun refused = LocalRun.start(events.restored(older));
    assertThatThrownBy(() -> refused.ended().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .hasMessageStartingWith("The job clickstream failed: The tables do not fit checkpoint ")
        .hasMessageContaining("eventlake rewind --to-checkpoint ");
    assertThat(events.rows()).as("nothing was committed").isEqualTo(events.allRows());

    // Names of the same place.
    assertThat(printed("rewind", "--to-tag", "older", lake))
        .contains("Nothing was changed; --run moves the tables.");
    assertThat(events.rows()).isEqualTo(events.allRows());
    assertThat(printed("rewind", "--to-savepoint", middle, "--run", lake)).contains("Moved.");
    assertThat(printed("rewind", "--to-tag", "middle", lake))
        .contains("All tables are there; nothing is to be done.");

    // Back, and all of it again, as one command.
    List<String> backfill = new ArrayList<>(List.of("backfill", "clickstream", "--idle", "4s"));
    backfill.addAll(List.of("--from-savepoint", older));
    events.properties().forEach((key, value) -> backfill.add("--set=" + key + "=" + value));
    String told = printed(backfill.toArray(new String[0]));
    assertThat(told).contains("To savepoint " + older).contains("PASS").doesNotContain("FAIL");
    assertThat(events.rows()).isEqualTo(events.allRows());

    LocalRun end = LocalRun.start(events.restored(caughtUp(told)));
    printed("stop", state, "--drain");
    end.ended().join();
    events.assertLake();
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

  private static String caughtUp(String told) {
    return told.lines()
        .filter(line -> line.startsWith(CAUGHT_UP))
        .map(line -> line.substring(CAUGHT_UP.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(told));
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
