package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.MetricsOptions;
import io.eventlake.connector.aws.Pacing;
import io.eventlake.connector.dynamodb.DynamoDbExport;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.product.ItemCounts;
import io.eventlake.family.product.ItemOutcome;
import io.eventlake.family.product.ProductTables;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.lease.LakeLease;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Product metrics of some days from an export, in steps each of which may be repeated: the tables
 * first, then the items of the analytics table, then the values for CloudWatch, then what of them
 * was sent (docs/adr/0036).
 */
public final class MetricsRun {

  private final JobOptions options;
  private final MetricsOptions metrics;
  private final Instant now;
  private final Pacing pacing;
  private final Consumer<String> progress;

  /**
   * @param clock tells today and now
   * @param pacing of waits for AWS
   * @param progress takes a line for people after each step
   */
  public MetricsRun(JobOptions options, Clock clock, Pacing pacing, Consumer<String> progress) {
    this.options = options;
    this.pacing = pacing;
    this.metrics = options.own.get(MetricsOptions.GROUP);
    this.now = clock.instant();
    this.progress = progress;
  }

  /**
   * Does all steps.
   *
   * @throws ConfigException when the export is not whole, of another table, or does not tell the
   *     days; then nothing is written or sent
   * @throws JobFailedException when a data file is not what the export wrote; nothing is, either
   */
  public BatchResult run() {
    MetricsVerdict verdict = new MetricsVerdict(metrics, now);
    try {
      BatchResult result = count();
      verdict.done();
      return result;
    } catch (RuntimeException e) {
      verdict.failed(e);
      throw e;
    }
  }

  private BatchResult count() {
    MetricsDays days = MetricsDays.of(metrics.from, metrics.to, now, progress);
    DynamoDbExport export = new MetricsSource(metrics, pacing, progress).find(days);
    LakeCatalog catalog = new LakeCatalog(options.lake, ProductTables.set());
    try (LakeTables lake = new LakeTables(catalog)) {
      prepare(lake);
      try (LakeLease lease = LakeLease.take(lake, "metrics of " + days);
          LakeEngine engine = LakeEngine.over(catalog)) {
        RebuildRun.finishInterrupted(lake, lease, progress);
        MetricsHistory history = new MetricsHistory(engine, days);
        requireSameTable(export, history);
        MetricsCount count = new MetricsCount(options, lake, export, days, now);
        count.run(history, lease);
        BatchResult result = tell(export, days, count);
        send(lake, lease, history, result);
        return result;
      }
    }
  }

  private void send(LakeTables lake, LakeLease lease, MetricsHistory history, BatchResult result) {
    if (metrics.out == null && metrics.analyticsTable == null && metrics.namespace == null) {
      progress.accept(
          "Nothing was sent: set metrics.analytics-table and metrics.namespace, or --out DIR for"
              + " files.");
      return;
    }

    MetricsTarget target =
        metrics.out == null ? new MetricsServices(metrics, pacing) : MetricsFiles.in(metrics.out);
    new MetricsSend(target, now, progress).run(lake, lease, history, result);
  }

  /** On AWS the deployment makes the tables: a run need not have the right to. */
  private static void prepare(LakeTables lake) {
    if (lake.options().catalog == LakeOptions.Catalog.LOCAL) {
      lake.apply();
    } else {
      lake.verify(lake.names());
    }
  }

  /** Where none was named it is that of the exports before. */
  private void requireSameTable(DynamoDbExport export, MetricsHistory history) {
    List<String> before = history.tables();
    if (metrics.table == null && !before.isEmpty() && !before.contains(export.tableArn())) {
      throw new ConfigException(
          export.folder()
              + " is an export of the table "
              + export.tableArn()
              + ", but the metrics are of "
              + String.join(", ", before)
              + "; if both are meant, set metrics.table");
    }
  }

  private BatchResult tell(DynamoDbExport export, MetricsDays days, MetricsCount count) {
    ItemCounts items = count.counts();
    progress.accept(
        String.format(
            Locale.ROOT,
            "%,d items read: %,d counted on %s (%,d new), %,d of other days, %,d of other models,"
                + " %,d removed, %,d rejected.",
            items.read(),
            items.of(ItemOutcome.COUNTED),
            days,
            count.added(),
            items.of(ItemOutcome.OUTSIDE),
            items.of(ItemOutcome.OTHER_MODEL),
            items.of(ItemOutcome.REMOVED),
            items.rejected()));
    if (items.rejected() > 0) {
      progress.accept(items.rejectedPlaces());
    }

    progress.accept(
        count.isPublished()
            ? "The tables have it."
            : "The tables had it all, and are as they were.");
    return (count.isPublished() ? BatchResult.published() : BatchResult.done())
        .with("export", export.id())
        .with("from", days.from.toString())
        .with("to", days.to.toString())
        .with("records", records(items, count.added()));
  }

  private static Map<String, Object> records(ItemCounts items, long added) {
    Map<String, Object> records = new LinkedHashMap<>();
    records.put("read", items.read());
    records.put("counted", items.of(ItemOutcome.COUNTED));
    records.put("added", added);
    records.put("of_other_days", items.of(ItemOutcome.OUTSIDE));
    records.put("of_other_models", items.of(ItemOutcome.OTHER_MODEL));
    records.put("removed", items.of(ItemOutcome.REMOVED));
    records.put("rejected", items.rejected());
    return records;
  }
}
