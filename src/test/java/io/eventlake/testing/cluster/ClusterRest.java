package io.eventlake.testing.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The one job of a cluster, as Flink's REST API shows it. */
public final class ClusterRest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).connectTimeout(TIMEOUT).build();
  private final String address;

  ClusterRest(int port) {
    address = "http://127.0.0.1:" + port;
  }

  /** State of the job, such as RUNNING; empty while no JobManager answers or knows of a job. */
  public Optional<String> state() {
    return job().map(job -> job.get("state").asText());
  }

  /** Whether every task runs. */
  public boolean allRunning() {
    return job()
        .map(
            job -> {
              JsonNode tasks = job.get("tasks");
              return tasks.get("total").asInt() > 0
                  && tasks.get("running").asInt() == tasks.get("total").asInt();
            })
        .orElse(false);
  }

  /** Id of the newest complete checkpoint, 0 before the first and while nobody answers. */
  public long newestCheckpoint() {
    return checkpoints().map(answer -> answer.at("/latest/completed/id").asLong()).orElse(0L);
  }

  /** How many checkpoints have failed since the JobManager started. */
  public long failedCheckpoints() {
    return checkpoints().map(answer -> answer.at("/counts/failed").asLong()).orElse(0L);
  }

  /** Bytes of state in the largest checkpoint since the JobManager started. */
  public long largestCheckpoint() {
    return checkpoints().map(answer -> answer.at("/summary/state_size/max").asLong()).orElse(0L);
  }

  /** Milliseconds that the longest checkpoint took since the JobManager started. */
  public long longestCheckpoint() {
    return checkpoints()
        .map(answer -> answer.at("/summary/end_to_end_duration/max").asLong())
        .orElse(0L);
  }

  /** How often the job was restored since the JobManager started. */
  public long restarts() {
    return checkpoints().map(answer -> answer.at("/counts/restored").asLong()).orElse(0L);
  }

  /** Whether it was restored since then, runs in all its tasks and has a later checkpoint. */
  boolean hasRecoveredSince(long millis) {
    return checkpoints()
        .map(
            answer ->
                answer.at("/latest/restored/restore_timestamp").asLong() >= millis
                    && answer.at("/latest/completed/id").asLong()
                        > answer.at("/latest/restored/id").asLong()
                    && allRunning())
        .orElse(false);
  }

  /** Why the job last failed, or nothing. */
  public String failure() {
    return job()
        .flatMap(job -> get("/jobs/" + job.get("jid").asText() + "/exceptions"))
        .map(answer -> answer.path("root-exception").asText())
        .orElse("");
  }

  /** Name of the TaskManager that runs the first subtask of a vertex, or empty. */
  public Optional<String> taskManager(String vertexName) {
    return job()
        .flatMap(
            job -> {
              String path = "/jobs/" + job.get("jid").asText();
              return get(path)
                  .flatMap(detail -> vertex(detail, vertexName))
                  .flatMap(vertex -> get(path + "/vertices/" + vertex))
                  .map(vertex -> vertex.at("/subtasks/0/taskmanager-id").asText());
            });
  }

  /** Names of the TaskManagers that have no free slot. */
  Set<String> busyTaskManagers() {
    Set<String> busy = new TreeSet<>();
    get("/taskmanagers")
        .ifPresent(
            answer ->
                answer
                    .get("taskmanagers")
                    .forEach(
                        member -> {
                          if (member.get("freeSlots").asInt() == 0) {
                            busy.add(member.get("id").asText());
                          }
                        }));
    return busy;
  }

  /**
   * Asks for the job's stop with a savepoint; false while it cannot be stopped.
   *
   * @param drain whether its input ends, so that everything is committed
   */
  public boolean stop(Path savepoints, boolean drain) {
    Map<String, Object> request =
        Map.of("targetDirectory", savepoints.toUri().toString(), "drain", drain);
    String body = JSON.valueToTree(request).toString();
    return job()
        .map(job -> URI.create(address + "/jobs/" + job.get("jid").asText() + "/stop"))
        .map(HttpRequest::newBuilder)
        .flatMap(post -> send(post.POST(HttpRequest.BodyPublishers.ofString(body))))
        .isPresent();
  }

  private static Optional<String> vertex(JsonNode job, String name) {
    for (JsonNode vertex : job.get("vertices")) {
      if (vertex.get("name").asText().contains(name)) {
        return Optional.of(vertex.get("id").asText());
      }
    }

    return Optional.empty();
  }

  private Optional<JsonNode> job() {
    return get("/jobs/overview")
        .map(answer -> answer.get("jobs").get(0))
        .filter(job -> job != null);
  }

  private Optional<JsonNode> checkpoints() {
    return job().flatMap(job -> get("/jobs/" + job.get("jid").asText() + "/checkpoints"));
  }

  private Optional<JsonNode> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(address + path)));
  }

  /** Empty for an error, too: a JobManager that starts answers with those. */
  private Optional<JsonNode> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() / 100 == 2
          ? Optional.of(JSON.readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
