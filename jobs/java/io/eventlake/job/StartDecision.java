package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LastCommit;
import io.eventlake.connector.iceberg.sink.RestoreRefusedException;
import io.eventlake.connector.iceberg.sink.StateFit;
import io.eventlake.connector.savepoint.SavepointException;
import io.eventlake.connector.savepoint.SavepointState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * With which state a local run begins (ADR 15): none at a first start, the one that is named, or
 * the newest of the state directory that can be read and fits the tables; never none where the
 * tables have commits of the job, unless that is meant.
 */
public final class StartDecision {

  /** Another run that has committed so lately may well be alive. */
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final String restoreFrom;
  private final boolean nothingLeft;
  private final List<String> told;

  private StartDecision(String restoreFrom, boolean nothingLeft, List<String> told) {
    this.restoreFrom = restoreFrom;
    this.nothingLeft = nothingLeft;
    this.told = List.copyOf(told);
  }

  /**
   * Looks at the tables and the state directory.
   *
   * @param typed the command that was given, without its choice of a state
   * @throws ConfigException when the job cannot begin as asked; the message has the ways on
   */
  public static StartDecision of(JobOptions options, ShellCommand typed, Clock clock) {
    LakeCatalog lake = Lakes.of(options.lake, options.name);
    if (!lake.exists()) {
      return firstStart(options);
    }

    try (LakeTables tables = new LakeTables(lake)) {
      return new Looks(options, typed, tables, clock).decide();
    } catch (RestoreRefusedException e) {
      throw new ConfigException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("The state directory cannot be read: " + e, e);
    }
  }

  /** The savepoint or checkpoint to go on from; null to begin without state. */
  public String restoreFrom() {
    return restoreFrom;
  }

  /** True when the last run has come to its end, and nothing is to be started. */
  public boolean nothingLeft() {
    return nothingLeft;
  }

  /** What the person who started it is told, a sentence each. */
  public List<String> told() {
    return told;
  }

  private static StartDecision firstStart(JobOptions options) {
    String from = options.local.restoreFrom;
    boolean named = from != null && !from.equals(LocalOptions.LATEST);
    if (named) {
      requireThere(from);
    }

    return new StartDecision(named ? from : null, false, List.of());
  }

  /** Flink would say so, too, when all else has been started. */
  private static void requireThere(String state) {
    try {
      SavepointState.read(state);
    } catch (SavepointException e) {
      throw new ConfigException(e.getMessage() + "; correct local.restore-from", e);
    }
  }

  /** One look at tables and state. */
  private static final class Looks {

    private final JobOptions options;
    private final ShellCommand typed;
    private final LakeTables tables;
    private final Clock clock;
    private final StateDirectory directory;
    private final LastCommit last;

    Looks(JobOptions options, ShellCommand typed, LakeTables tables, Clock clock) {
      this.options = options;
      this.typed = typed;
      this.tables = tables;
      this.clock = clock;
      this.directory = StateDirectory.of(options);
      this.last = LastCommit.of(tables, options.name).orElse(null);
    }

    StartDecision decide() throws IOException {
      if (tables.exists(tables.set().ledger())) {
        directory.requireOwner(tables, options.name);
      }

      String from = options.local.restoreFrom;
      if (LocalOptions.LATEST.equals(from)) {
        return resume();
      }

      if (from != null) {
        requireFit(from);
      } else if (last != null) {
        requireAgain();
        return new StartDecision(null, false, List.of(twice()));
      }

      return firstStart(options);
    }

    private StartDecision resume() throws IOException {
      List<String> states = directory.states();
      if (last != null && directory.hasEndedAt(last.id())) {
        return ended();
      }

      if (states.isEmpty()) {
        return withoutCheckpoint();
      }

      StateFit fit = new StateFit(tables, options.name);
      List<String> passedOver = new ArrayList<>();
      RestoreRefusedException refused = null;
      for (String state : states) {
        try {
          fit.require(state, others());
          List<String> told = new ArrayList<>(passedOver);
          told.add("Goes on from " + state);
          return new StartDecision(state, false, told);
        } catch (RestoreRefusedException e) {
          refused = refused == null ? e : refused;
        } catch (IOException e) {
          passedOver.add(e.getMessage() + "; it is passed over");
        }
      }

      throw new ConfigException(
          String.join(". ", passedOver)
              + (passedOver.isEmpty() ? "" : ". ")
              + (refused == null
                  ? "No savepoint or checkpoint in " + directory.path() + " is whole. " + wayAgain()
                  : refused.getMessage()));
    }

    private StartDecision withoutCheckpoint() {
      if (last == null) {
        return firstStart(options);
      }

      if (last.endsInput()) {
        return ended();
      }

      throw new ConfigException(
          "There is no savepoint or checkpoint in "
              + directory.path()
              + ", but the job "
              + options.name
              + " has committed to these tables, last "
              + last
              + ". Name the directory that it had with local.state-directory. "
              + wayAgain());
    }

    private StartDecision ended() {
      return new StartDecision(
          null,
          true,
          List.of(
              "The job "
                  + options.name
                  + " has come to the end of its input, last "
                  + last
                  + ": nothing is left to do"
                  + later()));
    }

    /** Of a directory, which may have more by now. */
    private String later() {
      return options.source.type == SourceOptions.Type.FILES
          ? "; files that came later are not looked for: read a directory that has them alone with"
              + " --again, and rebuild the days of events and sessions that go on in them"
          : "";
    }

    /** What was read before is in no state: nobody sees that it comes once more. */
    private String twice() {
      return "It begins without state: events that these tables hold already are there twice, and"
          + " sessions that go on are in parts, until their days are rebuilt (docs/operations.md,"
          + " 'Rebuild days from bronze'). Whether there are any, this says when it has ended: "
          + tables.command("audit");
    }

    private void requireFit(String state) throws IOException {
      try {
        new StateFit(tables, options.name).require(state, others());
      } catch (IOException e) {
        throw new ConfigException(e.getMessage() + "; correct local.restore-from", e);
      }
    }

    private void requireAgain() {
      boolean meant = options.againAsOf != null && !last.time().isAfter(options.againAsOf);
      if (!meant) {
        throw new ConfigException(
            "The job "
                + options.name
                + " has committed to these tables, last "
                + last
                + ": without its state it would read once more what they hold. Nothing was started."
                + " To go on from its newest savepoint or checkpoint in "
                + directory.path()
                + ":"
                + typed.with("--resume").line()
                + "\n"
                + wayAgain());
      }

      // The lock of a local lake has told already.
      if (others() == StateFit.Others.PERHAPS
          && last.time().plus(LATELY).isAfter(clock.instant())) {
        throw new ConfigException(
            "Another run of "
                + options.name
                + " writes these tables, it last committed "
                + last
                + ". Stop it; where it has ended, start this one again a minute after that");
      }
    }

    private StateFit.Others others() {
      return options.lake.catalog == LakeOptions.Catalog.LOCAL
          ? StateFit.Others.NONE
          : StateFit.Others.PERHAPS;
    }

    private String wayAgain() {
      return "To read everything once more on purpose, so that its rows are there twice:"
          + typed.with("--again").line();
    }
  }
}
