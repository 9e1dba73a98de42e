package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A local run in another process, found by the directory of its state. */
public final class RemoteRun {

  /** While it takes a savepoint it answers nothing else. */
  private static final Duration STATUS_PATIENCE = Duration.ofSeconds(5);

  private final Path stateDirectory;
  private final Properties run;

  private RemoteRun(Path stateDirectory, Properties run) {
    this.stateDirectory = stateDirectory;
    this.run = run;
  }

  /**
   * Finds the run.
   *
   * @param stateDirectory the {@code local.state-directory} that the run was started with
   * @throws ConfigException when none has the directory
   */
  public static RemoteRun find(Path stateDirectory) {
    try {
      Properties run = RunFile.in(stateDirectory).read();
      if (run == null) {
        throw new ConfigException(
            "No job runs with local.state-directory=" + stateDirectory + " on this machine");
      }

      return new RemoteRun(stateDirectory.toAbsolutePath(), run);
    } catch (IOException e) {
      throw new UncheckedIOException("The run in " + stateDirectory + " cannot be found", e);
    }
  }

  /** The state directories of the runs that are alive, of those which have none of their own. */
  public static List<Path> alive(LakeOptions lake) {
    List<Path> alive = new ArrayList<>();
    for (StreamingJob job : JobCatalog.streaming()) {
      Path directory = StateDirectory.byDefault(lake, job.name()).path();
      if (isAlive(directory)) {
        alive.add(directory);
      }
    }

    return alive;
  }

  /** Whether a run that is alive has the directory for its state. */
  static boolean isAlive(Path directory) {
    try {
      return RunFile.in(directory).read() != null;
    } catch (IOException e) {
      throw new UncheckedIOException("The run in " + directory + " cannot be found", e);
    }
  }

  /** The job by its name in the configuration. */
  public String job() {
    return RunFile.job(run);
  }

  /** Takes a savepoint while the job goes on; returns its path. */
  public String savepoint() {
    return call(RunControl.SAVEPOINT);
  }

  /** Stops the job with a savepoint; returns its path. */
  public String stopWithSavepoint() {
    return call(RunControl.STOP);
  }

  /** Stops the job as if its input had ended. */
  public void drain() {
    call(RunControl.DRAIN);
  }

  /**
   * What the run tells of itself, by the names of {@link LiveStatus}.
   *
   * @throws JobFailedException when it does not tell, such as one of an earlier release
   */
  public Map<String, String> status() {
    return LiveStatus.read(call(RunControl.STATUS, STATUS_PATIENCE));
  }

  private String call(String path) {
    return call(path, null);
  }

  /**
   * @param patience for its answer; null for any
   */
  private String call(String path, Duration patience) {
    String address = InetAddress.getLoopbackAddress().getHostAddress();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + address + ":" + RunFile.port(run) + path))
            .header(RunControl.TOKEN_HEADER, RunFile.token(run))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    stateDirectory.resolve("savepoints").toString()));
    if (patience != null) {
      request.timeout(patience);
    }

    try {
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .proxy(HttpClient.Builder.NO_PROXY)
              .build()
              .send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw JobFailedException.told(response.body());
      }

      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException("The run does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw JobFailedException.of(job(), e);
    }
  }
}
