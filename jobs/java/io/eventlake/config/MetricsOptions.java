package io.eventlake.config;

import java.io.Serializable;
import java.time.LocalDate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Product metrics from exports of a DynamoDB table: property group {@code metrics}. */
public final class MetricsOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<String> BUCKET =
      ConfigOptions.key("metrics.bucket")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Where the exports are: s3://bucket, or a directory that stands for one; the keys of"
                  + " the manifests are from its root.");
  public static final ConfigOption<String> EXPORT =
      ConfigOptions.key("metrics.export")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder of the export to read, from the bucket's root or a place of its own, such as"
                  + " exports/AWSDynamoDB/01773194400000-aaaa0001.");
  public static final ConfigOption<String> PREFIX =
      ConfigOptions.key("metrics.prefix")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Without metrics.export: the prefix that the exports were given; the newest below it"
                  + " that is complete and tells the days is read.");
  public static final ConfigOption<String> TABLE =
      ConfigOptions.key("metrics.table")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "ARN or name of the exported table; exports of another are refused. When not set, the"
                  + " table of the first export that was read.");
  public static final ConfigOption<String> FROM =
      ConfigOptions.key("metrics.from")
          .stringType()
          .noDefaultValue()
          .withDescription("First day to count, UTC, for example 2026-03-10.");
  public static final ConfigOption<String> TO =
      ConfigOptions.key("metrics.to")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Last day to count; metrics.from when not set. Today, which is not over, is never"
                  + " counted. Several days ask for a full export.");
  public static final ConfigOption<String> OUT =
      ConfigOptions.key("metrics.out")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Directory for what would go to the analytics table and to CloudWatch: items.ndjson"
                  + " and cloudwatch.ndjson, both written anew by each run.");

  public static final OptionGroup<MetricsOptions> GROUP =
      OptionGroup.of("metrics", MetricsOptions.class, MetricsOptions::new);

  /** Null for another job. */
  public final String bucket;

  /** Null for the newest below the prefix. */
  public final String export;

  public final String prefix;

  /** Null for that of the first export. */
  public final String table;

  /** Null for another job. */
  public final LocalDate from;

  /** Inclusive. */
  public final LocalDate to;

  /** Null where nothing is to be written but tables. */
  public final String out;

  MetricsOptions(OptionReader options, boolean required) {
    bucket = required ? options.requirePlace(BUCKET) : options.place(BUCKET);
    export = options.read(EXPORT);
    prefix = options.read(PREFIX);
    table = options.read(TABLE);
    from = options.day(FROM, required ? options.require(FROM) : options.read(FROM));
    String last = options.read(TO);
    to = last == null ? from : options.day(TO, last);
    options.check(from == null || to == null || !to.isBefore(from), TO, "is before metrics.from");
    out = options.localPath(OUT);
  }
}
