package io.eventlake.job;

import static io.eventlake.table.rows.Columns.text;
import static io.eventlake.table.rows.Columns.timestamp;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.dynamodb.DynamoDbExport;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeRows;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LakeFiles;
import io.eventlake.connector.iceberg.sink.WrittenFiles;
import io.eventlake.family.product.ExportFacts;
import io.eventlake.family.product.ItemCounts;
import io.eventlake.family.product.ItemOutcome;
import io.eventlake.family.product.ProductPipeline;
import io.eventlake.family.product.ProductTables;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.publish.BatchBase;
import io.eventlake.lake.publish.MadeOf;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.status.DamageGuard;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;

/** Reads an export to its end, counts its days anew and publishes them, all tables as one. */
final class MetricsCount {

  private static final String UIDS = "product-";

  /** The largest item is 400 KB; its types and escapes take more. */
  private static final int MAX_ITEM_BYTES = 4 << 20;

  private final JobOptions options;
  private final LakeTables lake;
  private final DynamoDbExport export;
  private final MetricsDays days;
  private final Instant now;
  private final ItemCounts counts = new ItemCounts();
  private final List<WrittenFiles> written = new ArrayList<>();
  private boolean isPublished;

  /**
   * @param now when the run is
   */
  MetricsCount(
      JobOptions options, LakeTables lake, DynamoDbExport export, MetricsDays days, Instant now) {
    this.options = options;
    this.lake = lake;
    this.export = export;
    this.days = days;
    this.now = now;
  }

  /**
   * Does it; where the export was counted for these days before and has nothing new, no table is
   * changed.
   *
   * @param known which exports told which days
   */
  void run(MetricsHistory known, LakeLease lease) {
    Set<LocalDate> complete = known.completeDays();
    if (export.incremental()) {
      complete.add(days.from);
    }

    BatchBase base = BatchBase.of(lake);
    write(base, new ExportFacts(export.id(), export.time(), now, complete));
    if (added() > 0 || !known.hasTold(export.id(), days.all())) {
      Publication.create(lake, "publish-product-" + UUID.randomUUID())
          .run(
              List.of(
                  base.append(ProductTables.ACTIVITY, written),
                  base.days(ProductTables.DAILY, "metric_dt", days.all(), written),
                  base.days(ProductTables.DAILY_USERS, "metric_dt", days.all(), written),
                  base.appendRows(ProductTables.EXPORTS, List.of(exportRow())),
                  base.appendRows(ProductTables.RUNS, runRows())),
              MadeOf.nothing(),
              staged -> {},
              lease);
      isPublished = true;
    }
  }

  /** What became of the items. */
  ItemCounts counts() {
    return counts;
  }

  /** Rows that {@code silver.product_activity} did not have. */
  long added() {
    return written.stream()
        .filter(files -> files.table.equals(ProductTables.ACTIVITY.toString()))
        .mapToLong(files -> files.addedRows)
        .sum();
  }

  boolean isPublished() {
    return isPublished;
  }

  private void write(BatchBase base, ExportFacts facts) {
    StreamExecutionEnvironment env = RebuildRun.environment(options);
    LakeCatalog catalog = lake.lake();
    LakeRows reads = new LakeRows(env, catalog, UIDS);
    ProductPipeline pipeline = new ProductPipeline(days.from, days.to, facts);
    Map<TableName, DataStream<RowData>> rows =
        pipeline.define(
            env.fromSource(
                    export.source(MAX_ITEM_BYTES),
                    WatermarkStrategy.noWatermarks(),
                    "Export " + export.id())
                .uid(UIDS + "source-export"),
            reads.ofDays(
                ProductTables.ACTIVITY,
                base.snapshot(ProductTables.ACTIVITY),
                "activity_dt",
                days.from,
                days.to));
    reads.forEachPlan(
        lake, (name, table, files) -> new DamageGuard(lake, name).require(table, files));
    TypeInformation<MetricsPart> type = TypeInformation.of(MetricsPart.class);
    DataStream<MetricsPart> parts =
        LakeFiles.write(catalog, rows, UIDS)
            .map(MetricsPart::of, type)
            .uid(UIDS + "files")
            .union(pipeline.counts().map(MetricsPart::of, type).uid(UIDS + "counts"));
    try (CloseableIterator<MetricsPart> results = parts.executeAndCollect(MetricsJob.NAME)) {
      results.forEachRemaining(this::take);
    } catch (Exception e) { // what executeAndCollect declares
      throw JobFailedException.of(MetricsJob.NAME, e);
    }

    requireAllRead();
  }

  private void take(MetricsPart part) {
    if (part.files != null) {
      written.add(part.files);
    } else {
      counts.add(part.items);
    }
  }

  /** The readers have looked at each file; this is about what lies between them and the counts. */
  private void requireAllRead() {
    if (counts.read() != export.items()) {
      throw new IllegalStateException(
          "The export has " + export.items() + " items, and " + counts.read() + " were counted");
    }
  }

  private RowData exportRow() {
    Instant from = export.from();
    return GenericRowData.of(
        text(export.id()),
        text(export.tableArn()),
        text(export.incremental() ? "INCREMENTAL_EXPORT" : "FULL_EXPORT"),
        from == null ? null : timestamp(from.toEpochMilli()),
        timestamp(export.time().toEpochMilli()),
        (int) days.from.toEpochDay(),
        (int) days.to.toEpochDay(),
        (long) export.files().size(),
        counts.read(),
        counts.of(ItemOutcome.COUNTED),
        added(),
        counts.of(ItemOutcome.OUTSIDE),
        counts.of(ItemOutcome.OTHER_MODEL),
        counts.of(ItemOutcome.REMOVED),
        counts.rejected(),
        text(counts.reasons()),
        timestamp(now.toEpochMilli()),
        MetricsDays.epochDay(now));
  }

  private List<RowData> runRows() {
    return days.all().stream()
        .map(
            day ->
                (RowData)
                    GenericRowData.of(
                        text(ProductTables.DAILY.toString()),
                        (int) day.toEpochDay(),
                        text(export.id()),
                        export.incremental(),
                        timestamp(now.toEpochMilli())))
        .collect(Collectors.toList());
  }
}
