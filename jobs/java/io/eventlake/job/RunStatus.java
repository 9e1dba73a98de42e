package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LastCommit;
import io.eventlake.connector.iceberg.sink.RestoreRefusedException;
import io.eventlake.connector.iceberg.sink.StateFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** How a job of a lake is on this machine: whether it runs, and what it would go on from. */
public final class RunStatus {

  private static final String NO_STATE =
      "nothing: there is no savepoint or checkpoint in its state directory";

  private static final String STARTING = "It is starting, or has just ended";

  private final String job;
  private final Path directory;
  private final Properties owner;
  private final boolean alive;
  private final String lastCommit;
  private String resume = "";
  private boolean resumable;
  private boolean hasRun;
  private Map<String, String> told = Map.of();
  private String silence = "";

  private RunStatus(String job, Path directory, Properties owner, String lastCommit) {
    this.alive = owner != null || RemoteRun.isAlive(directory);
    this.job = job;
    this.directory = directory;
    this.owner = owner;
    this.lastCommit = lastCommit;
  }

  /**
   * Looks at every job that runs here, has run here or has committed to the tables.
   *
   * @param directory of the state of the one that is meant; null for where each has its own
   */
  public static List<RunStatus> of(LakeOptions lake, Path directory) {
    List<RunStatus> all = new ArrayList<>();
    for (StreamingJob job : JobCatalog.streaming()) {
      StateDirectory state =
          directory == null
              ? StateDirectory.byDefault(lake, job.name())
              : StateDirectory.at(directory);
      try (LakeTables tables = new LakeTables(new LakeCatalog(lake, job.tables()))) {
        if (!tables.exists(tables.set().ledger())) {
          tables.requireNotLost(tables.set().ledger());
          continue; // no job has tables there
        }

        RunStatus status = of(lake, tables, job.name(), state);
        boolean known = status.runs() || status.resumable || status.hasRun;
        if (known && (directory == null || status.isOf(tables))) {
          all.add(status);
        }
      }
    }

    return all;
  }

  private static RunStatus of(
      LakeOptions lake, LakeTables tables, String job, StateDirectory given) {
    Properties owner = RunLock.owner(lake, job, given);
    StateDirectory state =
        owner == null ? given : StateDirectory.at(RunLock.state(owner, given.path()));
    LastCommit last = LastCommit.of(tables, job).orElse(null);
    RunStatus status =
        new RunStatus(job, state.path(), owner, last == null ? null : last.toString());
    status.lookForState(tables, state, last);
    status.lookForRun(RunLock.lastOwner(lake, job, state), last);
    if (status.alive) {
      status.ask();
    }

    return status;
  }

  private boolean isOf(LakeTables tables) {
    try {
      StateDirectory.at(directory).requireOwner(tables, job);
      return true;
    } catch (ConfigException | IOException e) {
      return false; // another job's
    }
  }

  private void lookForState(LakeTables tables, StateDirectory state, LastCommit last) {
    try {
      if (last != null && state.hasEndedAt(last.id())) {
        resume = "nothing: it has come to the end of its input";
        return;
      }

      resume = NO_STATE;
      StateFit.Others others = runs() ? StateFit.Others.PERHAPS : StateFit.Others.NONE;
      List<String> seen = List.of();
      List<String> states = states(state);
      // A run discards a checkpoint when the next one is there, perhaps while it is read here.
      while (!resumable && !states.equals(seen)) {
        choose(states, new StateFit(tables, job), others);
        seen = states;
        states = runs() ? states(state) : seen;
      }
    } catch (IOException e) {
      resume = "nothing: its state directory cannot be read: " + e;
    }
  }

  private static List<String> states(StateDirectory state) throws IOException {
    return Files.isDirectory(state.path()) ? state.states() : List.of();
  }

  /** One that came to nothing is told, too: else nobody knows that it was there. */
  private void lookForRun(Properties lastOwner, LastCommit last) {
    hasRun = last != null || lastOwner != null;
    if (!alive && last == null && lastOwner != null && resume.equals(NO_STATE)) {
      resume =
          "nothing: its last run, "
              + RunLock.words(lastOwner)
              + ", ended before its first checkpoint; it begins anew";
    }
  }

  /** The newest that can be read and fits the tables, as a run chooses it. */
  private void choose(List<String> newestFirst, StateFit fit, StateFit.Others others) {
    for (String one : newestFirst) {
      try {
        fit.require(one, others);
        resume = one;
        resumable = true;
        return;
      } catch (IOException e) {
        resume = "nothing: " + e.getMessage();
      } catch (RestoreRefusedException e) {
        resume = "nothing that fits the tables: " + e.getMessage();
      }
    }
  }

  private void ask() {
    try {
      if (!RemoteRun.isAlive(directory)) {
        silence = STARTING;
        return;
      }

      told = RemoteRun.find(directory).status();
    } catch (RuntimeException e) { // however a run does not answer: it runs all the same
      silence = String.valueOf(e.getMessage());
    }
  }

  public String job() {
    return job;
  }

  /** Whether it runs now. */
  public boolean runs() {
    return alive;
  }

  /** Of its state. */
  public Path directory() {
    return directory;
  }

  /** Where and since when it runs, in words; null where it does not. */
  public String process() {
    return owner == null ? null : RunLock.words(owner);
  }

  /** When it was started, ISO 8601 in UTC; null where it does not run. */
  public String since() {
    return owner == null ? null : RunLock.started(owner);
  }

  /** The newest commit of the job to the tables; null where there is none. */
  public String lastCommit() {
    return lastCommit;
  }

  /** The savepoint or checkpoint that {@code run --resume} restores, or why it restores nothing. */
  public String resume() {
    return resume;
  }

  /** Whether {@link #resume} is a savepoint or checkpoint. */
  public boolean isResumable() {
    return resumable;
  }

  /** What the run itself tells, by the names of {@link LiveStatus}; empty where it does not. */
  public Map<String, String> told() {
    return told;
  }

  /** Why a run that is alive tells nothing; else empty. */
  public String silence() {
    return silence;
  }
}
