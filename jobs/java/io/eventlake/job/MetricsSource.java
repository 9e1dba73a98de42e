package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.MetricsOptions;
import io.eventlake.config.Place;
import io.eventlake.connector.aws.Pacing;
import io.eventlake.connector.dynamodb.DynamoDbExport;
import io.eventlake.connector.dynamodb.ExportSearch;
import io.eventlake.connector.dynamodb.ExportWait;
import io.eventlake.connector.dynamodb.TableExport;
import io.eventlake.connector.dynamodb.TableExports;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The export that a run reads: found, waited for where it has only begun, and looked at. */
final class MetricsSource {

  private static final String ARN = "arn:";
  private static final String OF_EXPORT = "/export/";

  private final MetricsOptions options;
  private final Pacing pacing;
  private final Consumer<String> progress;
  private final ExportSearch search;

  /**
   * @param pacing of the wait
   * @param progress takes lines for people
   */
  MetricsSource(MetricsOptions options, Pacing pacing, Consumer<String> progress) {
    this.options = options;
    this.pacing = pacing;
    this.progress = progress;
    this.search = new ExportSearch(options.bucket, options.region, options.s3Endpoint);
  }

  /**
   * Finds it.
   *
   * @throws ConfigException when there is none that is whole, of the table and tells the days
   */
  DynamoDbExport find(MetricsDays days) {
    DynamoDbExport export = options.export == null ? newest(days) : named(options.export);
    export.requireDays(days.from, days.to);
    if (options.table != null) {
      export.requireTable(options.table, MetricsOptions.TABLE.key());
    }

    progress.accept(
        String.format(
            Locale.ROOT,
            "Export %s: %s, %,d files, %,d items.",
            export.id(),
            export.span(),
            export.files().size(),
            export.items()));
    return export;
  }

  private DynamoDbExport named(String export) {
    if (export.startsWith(ARN)) {
      requireOfTable(export);
      return search.in(inBucket(asked(exports -> waiting(exports).completed(export))).folder());
    }

    Optional<String> begun = canWait() ? search.begun(export) : Optional.empty();
    begun.ifPresent(id -> asked(exports -> waiting(exports).completed(arn(id))));
    return search.in(export);
  }

  /**
   * The newest below the prefix; where none is whole, one that has begun and will tell the days.
   */
  private DynamoDbExport newest(MetricsDays days) {
    boolean isDay = days.from.equals(days.to);
    String wanted =
        isDay ? "with the changes of " + days : "of all items that is later than " + days.to;
    try {
      return search.newest(
          options.prefix,
          one -> one.incremental() == isDay && one.tells(days.from, days.to) && isOfTable(one),
          wanted);
    } catch (ConfigException e) {
      Optional<TableExport> begun = canWait() ? begun(days, isDay) : Optional.empty();
      return search.in(begun.orElseThrow(() -> canWait() ? asking(e) : e).folder());
    }
  }

  private static ConfigException asking(ConfigException e) {
    return new ConfigException(e.getMessage() + "; metrics export asks DynamoDB for it", e);
  }

  /** Of those that will tell the days the newest; one that failed where all did. */
  private Optional<TableExport> begun(MetricsDays days, boolean isDay) {
    return asked(
        exports -> {
          List<TableExport> fitting =
              search.allBegun(options.prefix).stream()
                  .sorted()
                  .flatMap(id -> exports.find(arn(id)).stream())
                  .filter(export -> export.tells(days.from, days.to, isDay))
                  .collect(Collectors.toList());
          return fitting.stream()
              .filter(export -> !export.isFailed())
              .reduce((older, newer) -> newer)
              .or(() -> fitting.stream().reduce((older, newer) -> newer))
              .map(export -> waiting(exports).completed(export.arn()));
        });
  }

  private <T> T asked(Function<TableExports, T> question) {
    try (TableExports exports = new TableExports(region(), options.dynamoDbEndpoint)) {
      return question.apply(exports);
    }
  }

  private ExportWait waiting(TableExports exports) {
    return new ExportWait(exports::describe, pacing, options.wait, progress);
  }

  /** Before it is waited for. */
  private void requireOfTable(String export) {
    if (options.hasArn() && !export.startsWith(options.table + OF_EXPORT)) {
      throw new ConfigException(
          "metrics.export = '"
              + export
              + "' is no export of the table in metrics.table, "
              + options.table);
    }
  }

  /** An ARN says its region itself. */
  private String region() {
    boolean isArn = options.export != null && options.export.startsWith(ARN);
    String[] words = isArn ? options.export.split(":", -1) : new String[0];
    if (isArn && (words.length < 6 || !options.export.contains(OF_EXPORT))) {
      throw new ConfigException(
          "metrics.export = '"
              + options.export
              + "' is no ARN of an export: arn:aws:dynamodb:REGION:ACCOUNT:table/TABLE/export/ID");
    }

    return isArn ? words[3] : options.region;
  }

  private TableExport inBucket(TableExport export) {
    if (Place.isOnS3(options.bucket)
        && !options.bucket.matches("s3://" + export.bucket() + "(/.*)?")) {
      throw new ConfigException(
          "The export "
              + export.arn()
              + " lies in the bucket "
              + export.bucket()
              + ", and metrics.bucket = '"
              + options.bucket
              + "'");
    }

    return export;
  }

  /** Of a table that DynamoDB knows, and where a local directory is no real bucket's copy. */
  private boolean canWait() {
    return options.hasArn()
        && !options.wait.isZero()
        && (Place.isOnS3(options.bucket) || options.dynamoDbEndpoint != null);
  }

  private String arn(String id) {
    return options.table + OF_EXPORT + id;
  }

  private boolean isOfTable(DynamoDbExport export) {
    return options.table == null || export.isOfTable(options.table);
  }
}
