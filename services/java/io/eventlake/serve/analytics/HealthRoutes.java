package io.eventlake.serve.analytics;

import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the parts of the whole are well, for probes without a key: a word, and no figures. */
public final class HealthRoutes implements Routes {

  private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Asked asked;
  private final ServeOptions options;
  private final Clock clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  public HealthRoutes(Asked asked, ServeOptions options, Clock clock) {
    this.asked = asked;
    this.options = options;
    this.clock = clock;
  }

  @Override
  public void define(RoutesConfig to) {
    to.get("/health", request -> Answers.write(request, Map.of("status", "ok")));
    to.get("/health/api", request -> Answers.write(request, Map.of("status", "ok")));
    to.get("/health/catalog", this::catalog);
    to.get("/health/job", this::job);
    to.get("/health/collector", this::collector);
  }

  private void catalog(Context request) {
    try {
      asked.lake.families();
      tell(request, true, "the lake cannot be read");
    } catch (RuntimeException e) {
      LOG.warn("The lake cannot be read", e);
      tell(request, false, "the lake cannot be read");
    }
  }

  /** Well while each family that a job writes was committed not long ago. */
  private void job(Context request) {
    boolean late = false;
    for (String family : asked.lake.families()) {
      LakeState state = asked.lake.state(Viewer.ANYBODY, family);
      late |=
          state.lake().set().contains(TableName.RECORD_COUNTS)
              && state
                  .age(clock.instant())
                  .map(age -> age.compareTo(options.stale) > 0)
                  .orElse(true);
    }

    tell(request, !late, "no commit for longer than serve.stale");
  }

  private void collector(Context request) {
    if (options.collector == null) {
      throw new AnsweredException(
          404, "No collector is named: say where it is with serve.collector.");
    }

    HttpRequest probe =
        HttpRequest.newBuilder(URI.create(options.collector + "/health")).timeout(PATIENCE).build();
    boolean well = false;
    try {
      well = http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      LOG.warn("The collector does not answer: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }

    tell(request, well, "the collector does not answer, or is not well");
  }

  private static void tell(Context request, boolean well, String otherwise) {
    Answers.write(request, well ? 200 : 503, Map.of("status", well ? "ok" : otherwise));
  }
}
