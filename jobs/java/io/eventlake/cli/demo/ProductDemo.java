package io.eventlake.cli.demo;

import io.eventlake.cli.emulator.DynamoDbEmulator;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.MetricsOptions;
import io.eventlake.connector.aws.Pacing;
import io.eventlake.connector.dynamodb.AnalyticsTable;
import io.eventlake.connector.standin.Bucket;
import io.eventlake.connector.standin.CloudWatchStandIn;
import io.eventlake.connector.standin.ExportStandIn;
import io.eventlake.connector.standin.TableHistory;
import io.eventlake.family.product.generate.ProductWrites;
import io.eventlake.job.BatchResult;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.MetricsExport;
import io.eventlake.job.MetricsJob;
import io.eventlake.job.MetricsRun;
import io.eventlake.lake.engine.LakeEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Product metrics at work on this machine: a table with a history of writes, exports of its days in
 * the real layout, runs over them, and what the analytics table and CloudWatch have then.
 */
public final class ProductDemo {

  private static final String TABLE_ARN =
      "arn:aws:dynamodb:us-east-1:111122223333:table/product-table";
  private static final String NAMESPACE = "Eventlake/Product";
  private static final String ANALYTICS = "product-analytics";
  private static final int DAYS = 3;

  /** Columns of the figures by their names in CloudWatch. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "ActiveUsers", "active_users",
          "GamesPlayed", "games_played",
          "PartiesCreated", "parties_created",
          "PartiesJoined", "parties_joined");

  /** So that a demo does not wait as long as one does for AWS. */
  private static final Pacing QUICK =
      new Pacing() {
        private final Pacing system = Pacing.ofSystem();

        @Override
        public long nanoTime() {
          return system.nanoTime();
        }

        @Override
        public void pause(Duration duration) {
          system.pause(Duration.ofMillis(200));
        }
      };

  private final Path emulators;
  private final Path directory;
  private final int items;
  private final long seed;
  private final Clock clock;
  private final PrintWriter out;

  /**
   * @param emulators where the build installed them
   * @param directory new, for the lake, the bucket and the emulator's log
   * @param items of the table
   */
  public ProductDemo(
      Path emulators, Path directory, int items, long seed, Clock clock, PrintWriter out) {
    this.emulators = emulators;
    this.directory = directory;
    this.items = items;
    this.seed = seed;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Runs it to its end.
   *
   * @return the options of the lake that it wrote
   * @throws io.eventlake.config.ConfigException when an emulator is missing
   */
  public LakeOptions run() throws IOException {
    Files.createDirectories(directory);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    say(
        String.format(
            Locale.ROOT,
            "Starting DynamoDB and CloudWatch on this machine, with a table of %,d items ...",
            items));
    try (DynamoDbEmulator tables =
            DynamoDbEmulator.start(emulators, directory.resolve("emulators.log"));
        ExportStandIn exports =
            new ExportStandIn(
                TABLE_ARN,
                history(today.minusDays(DAYS)),
                Bucket.in(directory.resolve("bucket")),
                tables.endpoint(),
                clock);
        CloudWatchStandIn cloudWatch = new CloudWatchStandIn(clock);
        AnalyticsTable analytics =
            new AnalyticsTable(ANALYTICS, "us-east-1", tables.endpoint(), QUICK)) {
      analytics.create();
      for (int before = DAYS; before > 0; before--) {
        day(today.minusDays(before), exports, cloudWatch);
      }

      say("");
      say("The last day once more, as after a kill: nothing changes.");
      day(today.minusDays(1), exports, cloudWatch);
      return report(exports, cloudWatch);
    }
  }

  private TableHistory history(LocalDate first) {
    TableHistory history = new TableHistory();
    new ProductWrites(seed, first.atStartOfDay(ZoneOffset.UTC).toInstant(), Duration.ofDays(DAYS))
        .items(items, history::write);
    return history;
  }

  private void day(LocalDate day, ExportStandIn exports, CloudWatchStandIn cloudWatch) {
    say("");
    say(day.toString());
    exports.completeAfter(2);
    Map<String, String> properties = properties(exports, cloudWatch);
    properties.put(MetricsOptions.FROM.key(), day.toString());
    BatchResult begun =
        new MetricsExport(JobCatalog.options().parse(properties), false, clock, this::say).run();
    properties.put(MetricsOptions.EXPORT.key(), String.valueOf(begun.facts().get("export")));
    new MetricsRun(JobCatalog.options().parse(properties), clock, QUICK, this::say).run();
  }

  private Map<String, String> properties(ExportStandIn exports, CloudWatchStandIn cloudWatch) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(JobOptions.NAME.key(), MetricsJob.NAME);
    properties.put(LakeOptions.WAREHOUSE.key(), directory.toString());
    properties.put(MetricsOptions.BUCKET.key(), directory.resolve("bucket").toString());
    properties.put(MetricsOptions.PREFIX.key(), "exports");
    properties.put(MetricsOptions.TABLE.key(), TABLE_ARN);
    properties.put(MetricsOptions.ANALYTICS_TABLE.key(), ANALYTICS);
    properties.put(MetricsOptions.NAMESPACE.key(), NAMESPACE);
    properties.put(MetricsOptions.DYNAMODB_ENDPOINT.key(), exports.endpoint());
    properties.put(MetricsOptions.CLOUDWATCH_ENDPOINT.key(), cloudWatch.endpoint());
    return properties;
  }

  private LakeOptions report(ExportStandIn exports, CloudWatchStandIn cloudWatch)
      throws IOException {
    Map<String, String> properties = properties(exports, cloudWatch);
    LakeOptions lake = JobCatalog.options().parseLake(properties);
    try (LakeEngine engine = LakeEngine.over(Lakes.ofFamily(lake, "product"))) {
      DemoReport.table(
          out,
          engine,
          "What the lake has",
          "SELECT metric_dt, app, active_users, games_played, parties_created, parties_joined,"
              + " complete FROM gold.product_daily ORDER BY metric_dt, app");
      DemoReport.table(
          out,
          engine,
          "What was read of the exports",
          "SELECT first_dt, read_items, counted_items, added_items, outside_items, other_items,"
              + " removed_items, rejected_items, rejected_reasons FROM ops.metric_exports"
              + " ORDER BY first_dt");
      compare(engine, cloudWatch);
    }

    return lake;
  }

  /** Says how many figures of the lake are the maximum of what CloudWatch has of them. */
  private void compare(LakeEngine engine, CloudWatchStandIn cloudWatch) {
    Map<String, List<Double>> samples = cloudWatch.samples();
    int figures = 0;
    int shown = 0;
    for (Map<String, Object> row : engine.run("SELECT * FROM gold.product_daily").all()) {
      for (Map.Entry<String, String> metric : COLUMNS.entrySet()) {
        String name =
            String.format(
                Locale.ROOT,
                "%s %s App=%s %sT00:00:00Z",
                NAMESPACE,
                metric.getKey(),
                row.get("app"),
                row.get("metric_dt"));
        double figure = ((Number) row.get(metric.getValue())).doubleValue();
        figures++;
        double maximum =
            samples.getOrDefault(name, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
        shown += maximum == figure ? 1 : 0;
      }
    }

    say("");
    say(
        String.format(
            Locale.ROOT,
            "CloudWatch has %,d values in %,d requests; its maximum is the figure of the lake for %,d"
                + " of %,d.",
            samples.size(),
            cloudWatch.calls(),
            shown,
            figures));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
