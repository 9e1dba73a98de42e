package io.eventlake.serve.http;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.engine.StatementFailedException;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.lake.BusyException;
import io.eventlake.serve.lake.HiddenException;
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
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoint for questions over HTTP. */
public final class ServeServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServeServer.class);

  private static final int MOST_THREADS = 200;
  private static final int MOST_HEADER_BYTES = 8_192;
  private static final int MOST_BODY_BYTES = 1 << 20;
  private static final int MOST_CONNECTIONS = 1_024;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final String STARTED = "started";

  private final ServeOptions options;
  private final List<Routes> routes;
  private final ServeMetrics metrics = new ServeMetrics();
  private final Javalin server;

  private ServeServer(ServeOptions options, List<Routes> routes) {
    this.options = options;
    this.routes = routes;
    this.server = Javalin.create(this::configure);
  }

  /**
   * Starts it.
   *
   * @throws ConfigException when the port is taken
   */
  public static ServeServer start(ServeOptions options, List<Routes> routes) {
    ServeServer server = new ServeServer(options, routes);
    try {
      server.server.start();
      routes.forEach(Routes::start);
      return server;
    } catch (JavalinBindException e) {
      throw new ConfigException(
          "Nothing can listen at "
              + options.host
              + ":"
              + options.port
              + ", where something else may: name another with serve.port",
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
    routes.forEach(Routes::stop);
  }

  /** For tests of what there is. */
  Javalin javalin() {
    return server;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = MOST_BODY_BYTES;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 8);
    config.jetty.addConnector(this::connector);
    if (!options.origins.isEmpty()) {
      config.bundledPlugins.enableCors(
          cors ->
              cors.addRule(
                  rule -> {
                    options.origins.forEach(origin -> rule.allowHost(origin));
                    rule.maxAge = (int) Duration.ofHours(1).toSeconds();
                    rule.exposeHeader("ETag");
                  }));
    }

    define(config.routes);
  }

  private ServerConnector connector(Server jetty, HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    http.setIdleTimeout(IDLE.toMillis());
    ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
    connector.setHost(options.host);
    connector.setPort(options.port);
    connector.setIdleTimeout(IDLE.toMillis());
    jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    return connector;
  }

  private void define(RoutesConfig to) {
    routes.forEach(each -> each.define(to));
    to.get(
        "/metrics",
        request ->
            request
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.scrape()));
    DocsPage.define(to);
    String openApi = openApi();
    to.get("/openapi.json", request -> request.contentType("application/json").result(openApi));
    to.before(
        request -> {
          request.attribute(STARTED, System.nanoTime());
          request.header("X-Content-Type-Options", "nosniff");
          request.header("Referrer-Policy", "no-referrer");
          request.header("X-Frame-Options", "DENY");
        });
    to.after(this::measure);
    faults(to);
  }

  private static void faults(RoutesConfig to) {
    to.exception(
        AnsweredException.class,
        (e, request) -> {
          if (e.status() == 429) {
            request.header("Retry-After", "1");
          }

          Answers.error(request, e.status(), e.getMessage());
        });
    to.exception(
        HiddenException.class, (e, request) -> Answers.error(request, 404, e.getMessage()));
    to.exception(SqlException.class, (e, request) -> Answers.error(request, 400, e.getMessage()));
    to.exception(
        StatementFailedException.class,
        (e, request) -> Answers.error(request, 400, e.getMessage()));
    to.exception(
        BusyException.class,
        (e, request) -> {
          request.header("Retry-After", "1");
          Answers.error(request, 503, e.getMessage());
        });
    to.exception(
        LakeException.class,
        (e, request) -> {
          LOG.error("The lake cannot be read", e);
          Answers.error(
              request, 503, "The lake cannot be read just now; the log of serve says why.");
        });
    to.exception(
        HttpResponseException.class,
        (e, request) -> Answers.error(request, e.getStatus(), sentence(e)));
    to.exception(
        Exception.class,
        (e, request) -> {
          LOG.error("A request failed", e);
          Answers.error(request, 500, "This failed; the log of serve says why.");
        });
  }

  /** Of Javalin's own answers; that on a route quotes its path. */
  private static String sentence(HttpResponseException e) {
    return e.getStatus() == 404 || e.getStatus() == 405
        ? "There is no such route, or not with this method: /openapi.json has all of them."
        : e.getMessage();
  }

  private void measure(Context request) {
    Long started = request.attribute(STARTED);
    if (started != null) {
      // Paths of strangers are no labels.
      Endpoint matched = request.endpoints().matchedHttpEndpoint();
      metrics.answered(
          matched == null ? "other" : matched.path,
          request.statusCode(),
          Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private static String openApi() {
    try (InputStream in = ServeServer.class.getResourceAsStream("/serve/openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("A resource cannot be read", e);
    }
  }
}
