package io.eventlake.job;

import static io.eventlake.table.rows.Columns.text;
import static io.eventlake.table.rows.Columns.timestamp;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.product.AnalyticsItems;
import io.eventlake.family.product.AppFigures;
import io.eventlake.family.product.MetricValue;
import io.eventlake.family.product.MetricValues;
import io.eventlake.family.product.ProductTables;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.publish.BatchBase;
import io.eventlake.lake.publish.MadeOf;
import io.eventlake.lake.publish.Publication;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * What goes out of the tables: the items of the analytics table, the values for CloudWatch, and
 * last a note of the values, so that each is given once unless a run is killed before the note.
 */
final class MetricsSend {

  /** For {@code metrics.out}, whatever the directory. */
  private static final String FILES = "files";

  private final String out;
  private final Instant now;
  private final Consumer<String> progress;

  /**
   * @param out directory of the files
   * @param now when the run is
   * @param progress takes a line for people after each step
   */
  MetricsSend(String out, Instant now, Consumer<String> progress) {
    this.out = out;
    this.now = now;
    this.progress = progress;
  }

  /**
   * Writes the files, then remembers the values.
   *
   * @param result takes how many
   */
  void run(LakeTables lake, LakeLease lease, MetricsHistory history, BatchResult result) {
    MetricsFiles files = MetricsFiles.in(out);
    List<AppFigures> daily = history.daily();
    AtomicLong items = new AtomicLong();
    Path written = files.items(lines -> items(history, daily, lines, items));
    progress.accept(String.format(Locale.ROOT, "%s: %,d items.", written, items.get()));

    MetricValues values = new MetricValues(now);
    Map<List<Object>, Map<String, Long>> sent = history.sent(FILES);
    daily.forEach(
        app -> values.add(app, sent.getOrDefault(List.of(app.day(), app.app()), Map.of())));
    written = files.values(lines -> values.lines().forEach(lines));
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %,d values; %,d are as they were sent last, %,d older than the two weeks that"
                + " CloudWatch takes.",
            written,
            values.changed().size(),
            values.unchanged(),
            values.tooOld()));
    remember(lake, lease, values.changed());
    result
        .with("items", items.get())
        .with("values", values.changed().size())
        .with("values_unchanged", values.unchanged())
        .with("values_too_old", values.tooOld());
  }

  private static void items(
      MetricsHistory history, List<AppFigures> daily, Consumer<String> lines, AtomicLong count) {
    history.withUsers(
        daily,
        (app, users) ->
            AnalyticsItems.of(
                app,
                users,
                item -> {
                  lines.accept(item);
                  count.incrementAndGet();
                }));
  }

  /** Last: a value that is sent twice is its own maximum, one that is never sent is missing. */
  private void remember(LakeTables lake, LakeLease lease, List<MetricValue> values) {
    if (values.isEmpty()) {
      return;
    }

    List<RowData> rows =
        values.stream()
            .map(
                value ->
                    (RowData)
                        GenericRowData.of(
                            (int) value.day().toEpochDay(),
                            text(value.app()),
                            text(value.metric()),
                            value.value(),
                            text(FILES),
                            timestamp(now.toEpochMilli())))
            .collect(Collectors.toList());
    Publication.create(lake, "publish-product-" + UUID.randomUUID())
        .run(
            List.of(BatchBase.of(lake).appendRows(ProductTables.VALUES, rows)),
            MadeOf.nothing(),
            staged -> {},
            lease);
  }
}
