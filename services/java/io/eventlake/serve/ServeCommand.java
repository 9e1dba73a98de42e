package io.eventlake.serve;

import io.eventlake.config.LakeOptions;
import io.eventlake.config.OptionGroups;
import io.eventlake.job.Lakes;
import io.eventlake.serve.analytics.Asked;
import io.eventlake.serve.analytics.CostRoutes;
import io.eventlake.serve.analytics.EventRoutes;
import io.eventlake.serve.analytics.HealthRoutes;
import io.eventlake.serve.analytics.ReceiptRoutes;
import io.eventlake.serve.analytics.ReportRoutes;
import io.eventlake.serve.analytics.SchemaRoutes;
import io.eventlake.serve.analytics.SqlRoutes;
import io.eventlake.serve.analytics.XpRoutes;
import io.eventlake.serve.catalog.CatalogRoutes;
import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.exports.ExportRoutes;
import io.eventlake.serve.exports.Exports;
import io.eventlake.serve.graphql.GraphQlRoutes;
import io.eventlake.serve.graphql.GraphiQlPage;
import io.eventlake.serve.http.Access;
import io.eventlake.serve.http.Cached;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.http.ServeServer;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.live.LiveRoutes;
import io.eventlake.serve.webhooks.WebhookRoutes;
import io.eventlake.serve.webhooks.Webhooks;
import io.eventlake.service.GivenOptions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: answers questions about a lake over HTTP, until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Answers questions about a lake over HTTP: events, reports, XP, receipts, contracts, costs, and"
          + " for keys that see all statements in SQL. It only reads, beside jobs that write. With"
          + " serve.state-dir it sends events to webhooks and makes files of them, too. Goes on until"
          + " it is stopped (Ctrl-C).",
      "All options are in docs/serving.md."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:it failed",
      "2:wrong usage or configuration",
      "130:it was stopped by Ctrl-C",
      "143:it was stopped by a signal (SIGTERM)"
    },
    footer = {
      "%nExamples:",
      "  eventlake serve --warehouse lake --set serve.open=true",
      "  eventlake serve --warehouse lake --set serve.keys-file=keys.json --set serve.port=9000",
      "  curl http://127.0.0.1:8090/analytics/families"
    })
public final class ServeCommand implements Callable<Integer> {

  private static final OptionGroups OPTIONS =
      OptionGroups.none().batch("serve", List.of(ServeOptions.GROUP));

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Root of the tables: a directory (default: warehouse), or s3://bucket/folder.")
  private String warehouse;

  @Mixin private GivenOptions given;
  @Spec private CommandSpec spec;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> all = given.all();
    if (warehouse != null) {
      all.put(LakeOptions.WAREHOUSE.key(), warehouse);
    }

    ServeOptions options = OPTIONS.parseOwn(all).get(ServeOptions.GROUP);
    LakeOptions lake = OPTIONS.parseLake(all);
    Lakes.of(lake).requireExisting();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    Clock clock = Clock.systemUTC();
    try (ServedLake served =
            new ServedLake(lake, options.fresh, options.concurrency, options.wait, clock);
        ServeServer server = ServeServer.start(options, routes(options, served, clock))) {
      say(options, lake, served, server.port());
      stopped.await();
      return ExitCode.OK;
    } finally {
      ended.countDown();
    }
  }

  /** All that is answered. */
  static List<Routes> routes(ServeOptions options, ServedLake lake, Clock clock) {
    Access access = new Access(options, Lakes.names());
    Cached cached = new Cached(options.cacheBytes, clock);
    Asked asked = new Asked(lake, access, cached, options.maxRows, clock);
    return List.of(
        new EventRoutes(asked),
        new ReportRoutes(asked),
        new XpRoutes(asked),
        new ReceiptRoutes(asked),
        new SqlRoutes(asked),
        new CostRoutes(asked, options),
        new GraphQlRoutes(options, lake, access, clock),
        new GraphiQlPage(),
        new LiveRoutes(lake, access, cached, clock),
        new SchemaRoutes(),
        new HealthRoutes(asked, options, clock),
        new CatalogRoutes(lake, access),
        new WebhookRoutes(access, Webhooks.open(options, lake, access, clock)),
        new ExportRoutes(access, lake, Exports.open(options, lake, clock), clock));
  }

  private void say(ServeOptions options, LakeOptions lake, ServedLake served, int port) {
    PrintWriter out = spec.commandLine().getOut();
    String host = options.host.indexOf(':') < 0 ? options.host : "[" + options.host + "]";
    out.println(
        "The lake " + lake.warehouse + " has " + String.join(", ", served.families()) + ".");
    out.println(
        "Ask http://"
            + host
            + ":"
            + port
            + "/analytics/families"
            + (options.open ? "" : ", with a key")
            + ", or see the lake live at /; /docs has all that can be asked, /graphiql is for GraphQL.");
    out.flush();
  }

  /** Java ends with the signal when this returns. */
  private void stop() {
    stopped.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
