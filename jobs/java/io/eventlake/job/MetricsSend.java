package io.eventlake.job;

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
import io.eventlake.table.rows.Columns;
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

  private final MetricsTarget target;
  private final Instant now;
  private final Consumer<String> progress;

  /**
   * @param target where to
   * @param now when the run is
   * @param progress takes a line for people after each step
   */
  MetricsSend(MetricsTarget target, Instant now, Consumer<String> progress) {
    this.target = target;
    this.now = now;
    this.progress = progress;
  }

  /**
   * Puts the items, gives the values, then remembers these.
   *
   * @param result takes how many
   */
  void run(LakeTables lake, LakeLease lease, MetricsHistory history, BatchResult result) {
    List<AppFigures> daily = history.daily();
    if (target.hasItems()) {
      AtomicLong items = new AtomicLong();
      String place = target.items(lines -> items(history, daily, lines, items));
      progress.accept(String.format(Locale.ROOT, "%s: %,d items.", place, items.get()));
      result.with("items", items.get());
    }

    if (target.hasValues()) {
      MetricValues values = values(history, daily);
      String place = target.values(values);
      progress.accept(place + ": " + text(values));
      remember(lake, lease, values.changed());
      result
          .with("values", values.changed().size())
          .with("values_unchanged", values.unchanged())
          .with("values_too_old", values.tooOld())
          .with("values_not_taken", values.notTaken());
    }
  }

  private MetricValues values(MetricsHistory history, List<AppFigures> daily) {
    MetricValues values = new MetricValues(now);
    Map<List<Object>, Map<String, Long>> sent = history.sent(target.name());
    for (AppFigures app : daily) {
      if (target.takes(app.app())) {
        values.add(app, sent.getOrDefault(List.of(app.day(), app.app()), Map.of()));
      } else {
        values.leaveOut(app);
      }
    }

    return values;
  }

  private static String text(MetricValues values) {
    String text =
        String.format(
            Locale.ROOT,
            "%,d values; %,d are as they were sent last, %,d older than the two weeks that"
                + " CloudWatch takes",
            values.changed().size(),
            values.unchanged(),
            values.tooOld());
    return values.notTaken() == 0
        ? text + "."
        : text
            + String.format(
                Locale.ROOT,
                ", %,d of applications whose names it does not take: printable ASCII only.",
                values.notTaken());
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
                            Columns.text(value.app()),
                            Columns.text(value.metric()),
                            value.value(),
                            Columns.text(target.name()),
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
