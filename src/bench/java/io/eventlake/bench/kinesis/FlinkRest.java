package io.eventlake.bench.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the REST API of an embedded Flink, which runs one job. */
final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WEB_UI =
      Pattern.compile("Flink's web UI: (?<address>http://[0-9.:]+)/\\?token=(?<token>[0-9a-f-]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Path output;

  /** Ids of failed checkpoints: the history that Flink gives is of the last ten. */
  private final Set<Long> failed = new HashSet<>();

  /**
   * @param output of the run, which tells where its web UI is
   */
  FlinkRest(Path output) {
    this.output = output;
  }

  /**
   * The checkpoints so far, to be asked for before ten have passed; empty while the job does not
   * run.
   */
  Optional<Checkpoints> checkpoints() {
    try {
      JsonNode job = ask("/jobs").path("jobs").path(0);
      if (!job.path("status").asText().equals("RUNNING")) {
        return Optional.empty();
      }

      String path = "/jobs/" + job.path("id").asText();
      JsonNode statistics = ask(path + "/checkpoints");
      for (JsonNode checkpoint : statistics.path("history")) {
        if (checkpoint.path("status").asText().equals("FAILED")) {
          failed.add(checkpoint.path("id").asLong());
        }
      }

      return Optional.of(
          new Checkpoints(
              statistics.at("/counts/completed").asLong(),
              statistics.at("/summary/end_to_end_duration/max").asLong(),
              failed.size(),
              statistics.at("/counts/failed").asLong() - failed.size(),
              ask(path + "/metrics?get=numRestarts").at("/0/value").asLong()));
    } catch (IOException e) {
      // Not started yet, or already gone.
      return Optional.empty();
    }
  }

  private JsonNode ask(String path) throws IOException {
    Matcher webUi = WEB_UI.matcher(Files.readString(output));
    if (!webUi.find()) {
      throw new IOException("The run has not told where its web UI is");
    }

    HttpRequest request =
        HttpRequest.newBuilder(URI.create(webUi.group("address") + path))
            .header("Eventlake-Token", webUi.group("token"))
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException(path + " is answered with " + response.statusCode());
      }

      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
