package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.config.ShellCommand;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A local run on its way: the lake's for it alone, and its state chosen; nothing runs yet. */
public final class LocalStart implements AutoCloseable {

  private final RunLock lock;
  private final StartDecision decision;
  private final JobOptions options;

  private LocalStart(RunLock lock, StartDecision decision, JobOptions options) {
    this.lock = lock;
    this.decision = decision;
    this.options = options;
  }

  /**
   * Takes the lake's lock and decides on the state.
   *
   * @param properties the job's, as {@code group.key}
   * @param typed the command that was given, without its choice of a state
   * @throws ConfigException when the options are wrong, another run is alive, or the job cannot
   *     begin as asked
   */
  public static LocalStart prepare(
      Map<String, String> properties, ShellCommand typed, Clock clock) {
    JobOptions given = JobCatalog.options().parse(properties);
    Map<String, String> all = new LinkedHashMap<>(properties);
    all.put(LocalOptions.STATE_DIRECTORY.key(), StateDirectory.of(given).path().toString());
    JobOptions options = JobCatalog.options().parse(all);
    RunLock lock = RunLock.take(options.lake, options.name, StateDirectory.of(options), clock);
    try {
      StartDecision decision = StartDecision.of(options, typed, clock);
      all.remove(LocalOptions.RESTORE_FROM.key());
      if (decision.restoreFrom() != null) {
        all.put(LocalOptions.RESTORE_FROM.key(), decision.restoreFrom());
      }

      return new LocalStart(lock, decision, JobCatalog.options().parse(all));
    } catch (RuntimeException e) { // whatever it is, the lake is free again
      lock.close();
      throw e;
    }
  }

  /** What the person who started it is told, a sentence each. */
  public List<String> told() {
    List<String> told = new ArrayList<>();
    told.add("Checkpoints and savepoints: " + options.local.stateDirectory);
    told.addAll(decision.told());
    return told;
  }

  /** The job's, with its state. */
  public JobOptions options() {
    return options;
  }

  /** True when the last run has come to its end, and nothing is to be started. */
  public boolean nothingLeft() {
    return decision.nothingLeft();
  }

  /** Starts it. */
  public LocalRun start() {
    return LocalRun.start(options);
  }

  @Override
  public void close() {
    lock.close();
  }
}
