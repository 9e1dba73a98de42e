package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.MetricsOptions;
import io.eventlake.config.Place;
import io.eventlake.connector.dynamodb.ExportWish;
import io.eventlake.connector.dynamodb.TableExport;
import io.eventlake.connector.dynamodb.TableExports;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/**
 * Asks DynamoDB for the export that a run over some days reads: of a day its changes, for a
 * backfill all items as they were when yesterday was over, so that what happened today hides
 * nothing.
 */
public final class MetricsExport {

  /** What DynamoDB keeps. */
  private static final Duration KEPT = Duration.ofDays(35);

  private final MetricsOptions metrics;
  private final boolean isBackfill;
  private final Instant now;
  private final Consumer<String> progress;

  /**
   * @param isBackfill whether all items are meant, not the changes of a day
   * @param clock tells today and now
   * @param progress takes a line for people
   */
  public MetricsExport(
      JobOptions options, boolean isBackfill, Clock clock, Consumer<String> progress) {
    this.metrics = options.own.get(MetricsOptions.GROUP);
    this.isBackfill = isBackfill;
    this.now = clock.instant();
    this.progress = progress;
  }

  /**
   * Asks; does not wait.
   *
   * @throws ConfigException when the options do not fit, or DynamoDB refuses
   */
  public BatchResult run() {
    if (!metrics.hasArn()) {
      throw new ConfigException(
          "metrics.table must be the ARN of the table that is exported, such as"
              + " arn:aws:dynamodb:eu-west-2:111122223333:table/api");
    }

    MetricsDays days = MetricsDays.of(metrics.from, metrics.to, now, progress);
    try (TableExports exports = new TableExports(region(), metrics.dynamoDbEndpoint)) {
      TableExport export = exports.begin(wish(days));
      progress.accept(
          "Export "
              + export.arn()
              + " of "
              + (isBackfill ? "all items as they were at " : "the changes of ")
              + (isBackfill ? midnight(days.to.plusDays(1)).toString() : days.toString())
              + " is "
              + export.status()
              + "; it comes to "
              + metrics.bucket
              + ", "
              + export.folder()
              + ".");
      return BatchResult.done()
          .with("export", export.arn())
          .with("folder", export.folder())
          .with("status", export.status())
          .with("from", days.from.toString())
          .with("to", days.to.toString());
    }
  }

  private ExportWish wish(MetricsDays days) {
    Instant from = isBackfill ? null : midnight(days.from);
    if (from != null && from.isBefore(now.minus(KEPT))) {
      throw new ConfigException(
          days.from
              + " is more than 35 days ago, and point-in-time recovery has no more: what all items"
              + " still tell of it, metrics export --backfill --from "
              + days.from
              + " gets");
    }

    return new ExportWish(
        metrics.table,
        bucket(),
        metrics.prefix.replaceAll("^/+|/+$", ""),
        metrics.kmsKey,
        from,
        midnight(days.to.plusDays(1)));
  }

  private String region() {
    return metrics.table.split(":")[3];
  }

  /** A directory stands for a bucket of its name, where an emulator writes. */
  private String bucket() {
    if (Place.isOnS3(metrics.bucket)) {
      String[] words = metrics.bucket.substring("s3://".length()).split("/", 2);
      if (words.length > 1 && !words[1].isEmpty()) {
        throw new ConfigException(
            "metrics.bucket = '"
                + metrics.bucket
                + "' is a folder: name the bucket, and the folder as metrics.prefix");
      }

      return words[0];
    } else if (metrics.dynamoDbEndpoint == null) {
      throw new ConfigException(
          "metrics.bucket = '"
              + metrics.bucket
              + "' is a directory, and DynamoDB exports to S3: name the bucket, s3://BUCKET");
    }

    return Path.of(metrics.bucket).getFileName().toString();
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
