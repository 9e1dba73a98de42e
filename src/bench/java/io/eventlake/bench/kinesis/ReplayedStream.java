package io.eventlake.bench.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.bench.kinesis.replay.ReplayFiles;
import io.eventlake.bench.kinesis.replay.ReplayServer;
import io.eventlake.family.web.generate.GeneratorOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stream of {@link ReplayServer}, in a process of its own. */
final class ReplayedStream implements EventStream {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "bench";

  /** What generating an event may take; the events' time begins when all are there. */
  private static final long MICROS_PER_EVENT = 25;

  /** So that the job runs when the first event comes. */
  private static final Duration JOB_START = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Child process;
  private final String endpoint;
  private final Instant begin;

  private ReplayedStream(Child process, String endpoint, Instant begin) {
    this.process = process;
    this.endpoint = endpoint;
    this.begin = begin;
  }

  /** Generates the events and starts the endpoint. */
  static ReplayedStream start(Plan plan, Workplace place) throws IOException {
    Duration generation = Duration.ofMillis(plan.events() * MICROS_PER_EVENT / 1000);
    Instant planned = Instant.now().plus(generation).plus(JOB_START);
    Path directory = place.directory().resolve("stream");
    ReplayFiles.write(
        directory,
        plan.shards(),
        GeneratorOptions.events(plan.events()).start(planned).eventsPerSecond(plan.rate()).build());
    // Where it took longer, events arrive that much after their ts.
    Instant soonest = Instant.now().plus(JOB_START);
    Instant begin = soonest.isAfter(planned) ? soonest : planned;
    Child process =
        place.startPiped(
            "endpoint",
            Java.beside(
                plan,
                ReplayServer.class,
                List.of(
                    directory.toString(),
                    Integer.toString(plan.shards()),
                    NAME,
                    Long.toString(begin.toEpochMilli()))));
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.process().getInputStream(), StandardCharsets.UTF_8));
    String port = out.readLine();
    if (port == null) {
      throw new IOException("The endpoint did not start: see endpoint.err, with --keep");
    }

    return new ReplayedStream(process, "http://127.0.0.1:" + port, begin);
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Instant begin() {
    return begin;
  }

  @Override
  public Optional<ReadProgress> progress() {
    return Optional.of(ask(ReplayServer.PROGRESS));
  }

  @Override
  public long end() {
    return ask(ReplayServer.END).arrived();
  }

  @Override
  public void close() {
    process.kill();
  }

  private ReadProgress ask(String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + path)).build();
    try {
      JsonNode shards = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
      long behindMillis = 0;
      for (JsonNode shard : shards) {
        behindMillis = Math.max(behindMillis, shard.get("behindMillis").asLong());
      }

      return new ReadProgress(
          sum(shards, "arrived"),
          sum(shards, "returned"),
          sum(shards, "calls"),
          sum(shards, "refused"),
          behindMillis,
          process.cpu());
    } catch (IOException e) {
      throw new UncheckedIOException("The endpoint does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static long sum(JsonNode shards, String field) {
    long sum = 0;
    for (JsonNode shard : shards) {
      sum += shard.get(field).asLong();
    }

    return sum;
  }
}
