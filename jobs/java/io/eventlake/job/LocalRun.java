package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.flink.EmbeddedFlink;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FileUtils;

/** A job on an embedded Flink, from its start to its end. */
public final class LocalRun {

  private static final int START_LOOKS = 240;
  private static final long START_LOOK_MILLIS = 250;

  private final String job;
  private final JobClient client;
  private final String webUi;

  /** A directory of checkpoints that nobody named, or null. */
  private final Path temporary;

  /** What the run notes its end in; null with a temporary directory. */
  private StateDirectory state;

  private LakeOptions lake;

  /** True when it ends to go on later. */
  private volatile boolean suspended;

  /** How other processes reach the run; null where nobody could find it. */
  private RunControl control;

  private CompletableFuture<Void> ended;

  private LocalRun(String job, JobClient client, String webUi, Path temporary) {
    this.job = job;
    this.client = client;
    this.webUi = webUi;
    this.temporary = temporary;
  }

  /**
   * Brings the tables to their definitions and starts the job that the options name.
   *
   * @throws JobFailedException when the embedded Flink cannot start
   */
  public static LocalRun start(JobOptions options) {
    return start(JobCatalog.findStreaming(options.name), options);
  }

  /**
   * The same of a job that no catalog needs to know.
   *
   * @throws JobFailedException when the embedded Flink cannot start
   */
  public static LocalRun start(StreamingJob job, JobOptions options) {
    LakeCatalog lake = Lakes.around(options.lake, job.tables());
    JobTables.apply(lake, job);
    JobTables.verifyPersons(lake, job, options);
    Path state = LocalFlink.stateDirectory(options.local);
    if (options.local.stateDirectory != null) {
      StateDirectory.at(state).begin(options.lake, job.name());
    }

    Configuration configuration = LocalFlink.configuration(options.local, state);
    String webUi = LocalFlink.addWebUi(configuration, options.local.webPort);
    StreamExecutionEnvironment env = EmbeddedFlink.streams(configuration);
    env.setParallelism(options.local.parallelism);
    JobLauncher.prepare(env);
    job.define(env, options);
    try {
      JobClient client = env.executeAsync(job.name());
      Path temporary = options.local.stateDirectory == null ? state : null;
      LocalRun run = new LocalRun(job.name(), client, webUi, temporary);
      if (temporary == null) {
        run.state = StateDirectory.at(state);
        run.lake = options.lake;
        run.control = RunControl.open(run, job.name(), state);
      }

      // On a thread of its own, since it waits for answers that Flink's threads complete.
      run.ended = client.getJobExecutionResult().handleAsync((result, error) -> run.end(error));

      return run;
    } catch (Exception e) { // what executeAsync declares
      throw JobFailedException.of(job.name(), e);
    }
  }

  /** Flink's id of the job, which its commits name. */
  public String id() {
    return client.getJobID().toHexString();
  }

  /** Address of Flink's web UI, with the token that opens it; or null without one. */
  public String webUi() {
    return webUi;
  }

  /** Completes when the job has ended; exceptionally with a {@link JobFailedException}. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  /**
   * Lets the job finish what it has read as if the input had ended: sessions close, everything is
   * committed.
   *
   * @param savepoints directory of the savepoint that this leaves
   */
  public void drain(Path savepoints) {
    stop(savepoints, StopMode.DRAIN);
  }

  /** Takes a savepoint while the job goes on; returns its path. */
  public String savepoint(Path savepoints) {
    return await(
        () -> client.triggerSavepoint(LocalFlink.url(savepoints), SavepointFormatType.CANONICAL));
  }

  /** Stops the job with a savepoint to go on from; returns its path. */
  public String stopWithSavepoint(Path savepoints) {
    suspended = true;
    try {
      return stop(savepoints, StopMode.SUSPEND);
    } catch (JobFailedException e) {
      suspended = false;
      throw e;
    }
  }

  /**
   * Ends the job at once, if it has not ended; what was not committed is read again by the next
   * run.
   */
  public void cancel() {
    if (!ended().isDone()) {
      client.cancel();
    }
  }

  private Void end(Throwable error) {
    if (control != null) {
      control.close();
    }

    if (error != null) {
      throw JobFailedException.of(job, error);
    }

    if (temporary != null) {
      // Of a job that came to its end nothing is left to go on from.
      FileUtils.deleteDirectoryQuietly(temporary.toFile());
    } else if (!suspended) {
      state.end(lake, job);
    }

    return null;
  }

  private enum StopMode {
    DRAIN,
    SUSPEND
  }

  private String stop(Path savepoints, StopMode mode) {
    return await(
        () ->
            client.stopWithSavepoint(
                mode == StopMode.DRAIN, LocalFlink.url(savepoints), SavepointFormatType.CANONICAL));
  }

  /** Tries again while the job's tasks are still starting. */
  private String await(Supplier<CompletableFuture<String>> savepoint) {
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return savepoint.get().get();
        } catch (ExecutionException e) {
          if (attempt == START_LOOKS || !isStarting(e)) {
            throw JobFailedException.of(job, e.getCause());
          }

          Thread.sleep(START_LOOK_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw JobFailedException.of(job, e);
    }
  }

  private static boolean isStarting(ExecutionException e) {
    return ExceptionUtils.findThrowable(e, CheckpointException.class)
        .map(CheckpointException::getCheckpointFailureReason)
        .filter(reason -> reason == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING)
        .isPresent();
  }
}
