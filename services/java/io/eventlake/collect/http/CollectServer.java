package io.eventlake.collect.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.collect.config.CollectOptions;
import io.eventlake.collect.config.LinksFile;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.RefusedException;
import io.eventlake.collect.stream.StreamWriter;
import io.eventlake.config.ConfigException;
import io.eventlake.service.DocsPage;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoint for events over HTTP. */
public final class CollectServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CollectServer.class);

  /** Each has a body under way at most; what they hold is bounded by the buffer as well. */
  private static final int MOST_THREADS = 200;

  private static final int MOST_HEADER_BYTES = 8_192;

  /** Of clients that do nothing, too; more are accepted when some have gone. */
  private static final int MOST_CONNECTIONS = 4_096;

  private static final String STARTED = "started";

  private final CollectOptions options;
  private final EventRoutes events;
  private final EventRoutes envelopes;
  private final CaliperEndpoint caliper;
  private final LinkRoutes links;
  private final EdgeMetrics metrics;
  private final Map<CollectedFamily, StreamWriter> streams;
  private final Javalin server;

  private CollectServer(
      CollectOptions options,
      EventKinds kinds,
      Map<CollectedFamily, StreamWriter> streams,
      EdgeMetrics metrics,
      Clock clock) {
    this.options = options;
    this.streams = streams;
    this.metrics = metrics;
    Gate gate = new Gate(options, metrics, clock);
    this.events = new EventRoutes(gate, kinds.events(), streams, metrics);
    this.envelopes = new EventRoutes(gate, kinds.envelopes(), streams, metrics);
    this.caliper = new CaliperEndpoint(options.maxBodyBytes, kinds.extensions());
    this.links =
        new LinkRoutes(
            gate,
            kinds.events(),
            streams.get(CollectedFamily.WEB),
            metrics,
            options.linksFile == null ? Map.of() : LinksFile.read(Path.of(options.linksFile)));
    this.server = Javalin.create(this::configure);
  }

  /**
   * Starts it.
   *
   * @param streams of the families that are collected
   * @throws ConfigException when the keys cannot be read or the port is taken
   */
  public static CollectServer start(
      CollectOptions options,
      EventKinds kinds,
      Map<CollectedFamily, StreamWriter> streams,
      EdgeMetrics metrics,
      Clock clock) {
    CollectServer server = new CollectServer(options, kinds, streams, metrics, clock);
    try {
      server.server.start();
      return server;
    } catch (JavalinBindException e) {
      throw new ConfigException(
          "Nothing can listen at "
              + options.host
              + ":"
              + options.port
              + ", where something else may: name another with collect.port",
          e);
    }
  }

  /** Where it listens. */
  public int port() {
    return ((ServerConnector) server.jettyServer().server().getConnectors()[0]).getLocalPort();
  }

  /** Answers what is under way, and takes nothing more. */
  @Override
  public void close() {
    server.stop();
  }

  Javalin javalin() {
    return server;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.asyncTimeout = options.mostWait().plusSeconds(10).toMillis();
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 8);
    config.jetty.modifyServer(jetty -> jetty.setStopTimeout(options.mostWait().toMillis() + 5_000));
    config.jetty.addConnector(this::connector);
    if (!options.origins.isEmpty()) {
      config.bundledPlugins.enableCors(
          cors ->
              cors.addRule(
                  rule -> {
                    options.origins.forEach(origin -> rule.allowHost(origin));
                    rule.maxAge = (int) Duration.ofHours(1).toSeconds();
                    rule.exposeHeader("Retry-After");
                  }));
    }

    define(config.routes);
  }

  private ServerConnector connector(Server jetty, HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    http.setIdleTimeout(options.bodyTimeout.toMillis());
    ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
    connector.setHost(options.host);
    connector.setPort(options.port);
    connector.setIdleTimeout(options.bodyTimeout.toMillis());
    jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    return connector;
  }

  private void define(RoutesConfig to) {
    to.post("/v1/events", events::collect);
    to.post("/v1/events/validate", events::validate);
    to.post("/caliper/v1p2/events", envelopes::collect);
    to.get("/caliper/v1p2/events", caliper::tell);
    to.post("/caliper/v1p2/events/validate", envelopes::validate);
    to.get("/r/{link}", links::lead);
    to.get("/health", this::health);
    to.get(
        "/metrics",
        request ->
            request
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.scrape()));
    DocsPage.define(to);
    to.get(
        "/openapi.json",
        request -> request.contentType("application/json").result(resource("openapi.json")));
    to.get(
        "/events.js",
        request ->
            request
                .contentType("text/javascript; charset=utf-8")
                .header("Cache-Control", "public, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .result(resource("events.js")));
    to.before(request -> request.attribute(STARTED, System.nanoTime()));
    to.after(this::measure);
    to.exception(
        AnsweredException.class,
        (e, request) -> Answers.error(request, e.status(), e.getMessage(), e.retryAfterSeconds()));
    to.exception(
        RefusedException.class,
        (e, request) -> Answers.error(request, e.status(), e.getMessage(), 0));
    to.exception(
        HttpResponseException.class,
        (e, request) -> Answers.error(request, e.getStatus(), sentence(e), 0));
    to.exception(
        Exception.class,
        (e, request) -> {
          // Its message might quote the event.
          LOG.error("A request failed with {}", e.getClass().getName(), withoutMessage(e));
          Answers.error(request, 500, "The endpoint failed: send the events again.", 0);
        });
  }

  /** Of Javalin's own answers; that on a route quotes its path. */
  private static String sentence(HttpResponseException e) {
    return e.getStatus() == 404 || e.getStatus() == 405
        ? "There is no such route, or not with this method: /openapi.json has all of them."
        : e.getMessage();
  }

  private static Exception withoutMessage(Exception e) {
    Exception told = new Exception(e.getClass().getName());
    told.setStackTrace(e.getStackTrace());
    return told;
  }

  private void health(Context request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode families = JsonNodeFactory.instance.objectNode();
    streams.keySet().forEach(family -> families.put(family.word(), metrics.state(family)));
    boolean taking =
        streams.keySet().stream()
            .noneMatch(family -> metrics.state(family).equals(EdgeMetrics.REFUSING));
    answer.put("status", taking ? "ok" : "the stream does not take events");
    answer.set("streams", families);
    Answers.write(request, taking ? 200 : 503, answer);
  }

  private void measure(Context request) {
    Long started = request.attribute(STARTED);
    if (started != null) {
      // Paths of strangers are no labels.
      Endpoint matched = request.endpoints().matchedHttpEndpoint();
      String route = matched == null ? "other" : matched.path;
      metrics.answered(route, request.statusCode(), Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private static String resource(String name) {
    try (InputStream in = CollectServer.class.getResourceAsStream("/collect/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("A resource cannot be read", e);
    }
  }
}
