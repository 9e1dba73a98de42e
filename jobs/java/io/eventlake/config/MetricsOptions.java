package io.eventlake.config;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
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
                  + " table of the first export that was read. metrics export asks for the ARN, and"
                  + " by it metrics run waits for an export that has only begun.");
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
                  + " and cloudwatch.ndjson, both written anew by each run; nothing goes there"
                  + " then.");
  public static final ConfigOption<String> ANALYTICS_TABLE =
      ConfigOptions.key("metrics.analytics-table")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "DynamoDB table for the items, partition key date and sort key app, TTL attribute"
                  + " expiresAt. When not set, none are written.");
  public static final ConfigOption<String> NAMESPACE =
      ConfigOptions.key("metrics.namespace")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Namespace of CloudWatch for the values, for example Eventlake/Product. When not set,"
                  + " none are sent.");
  public static final ConfigOption<String> VERDICT_NAMESPACE =
      ConfigOptions.key("metrics.verdict-namespace")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Namespace of CloudWatch that is told of a run over yesterday whether it failed, as"
                  + " product-metricsFailed, 0 or 1, for the alarm that none came. When not set,"
                  + " nothing is told.");
  public static final ConfigOption<Duration> WAIT =
      ConfigOptions.key("metrics.wait")
          .durationType()
          .defaultValue(Duration.ofHours(2))
          .withDescription(
              "How long metrics run waits for an export that has begun; 0 s for not at all. Needs the"
                  + " table's ARN.");
  public static final ConfigOption<String> KMS_KEY =
      ConfigOptions.key("metrics.kms-key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "ARN or id of the KMS key that DynamoDB puts the files of an export under; when not"
                  + " set, S3's own keys.");
  public static final ConfigOption<String> REGION =
      ConfigOptions.key("metrics.region")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "AWS region of the exported table, the bucket, the analytics table and the values;"
                  + " when not set, that of the ARN in metrics.table.");
  public static final ConfigOption<String> DYNAMODB_ENDPOINT =
      ConfigOptions.key("metrics.dynamodb-endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Endpoint of DynamoDB in place of the region's.");
  public static final ConfigOption<String> CLOUDWATCH_ENDPOINT =
      ConfigOptions.key("metrics.cloudwatch-endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Endpoint of CloudWatch in place of the region's.");
  public static final ConfigOption<String> S3_ENDPOINT =
      ConfigOptions.key("metrics.s3-endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Endpoint of S3 in place of the region's; buckets are in its path.");

  private static final Pattern TABLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}");

  private static final int REGION_OF_ARN = 3;

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

  /** Null where no files are to be written. */
  public final String out;

  /** Null where no items are. */
  public final String analyticsTable;

  /** Null where no values are to be sent. */
  public final String namespace;

  /** Null where nobody is told whether a run failed. */
  public final String verdictNamespace;

  public final Duration wait;

  /** Null for keys of S3's own. */
  public final String kmsKey;

  /** Null where neither it nor the table's ARN was set. */
  public final String region;

  /** Null for that of the region, as the two that follow. */
  public final String dynamoDbEndpoint;

  public final String cloudwatchEndpoint;
  public final String s3Endpoint;

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
    analyticsTable = options.read(ANALYTICS_TABLE);
    namespace = namespace(options, NAMESPACE);
    verdictNamespace = namespace(options, VERDICT_NAMESPACE);
    wait = options.duration(WAIT);
    options.check(!wait.isNegative(), WAIT, "is negative");
    kmsKey = options.read(KMS_KEY);
    dynamoDbEndpoint = options.read(DYNAMODB_ENDPOINT);
    cloudwatchEndpoint = options.read(CLOUDWATCH_ENDPOINT);
    s3Endpoint = options.read(S3_ENDPOINT);
    String given = options.read(REGION);
    region = given == null && hasArn() ? table.split(":")[REGION_OF_ARN] : given;
    requireRegion(options);
  }

  /** Whether the table is named so that DynamoDB can be asked of its exports. */
  public boolean hasArn() {
    return table != null && TABLE_ARN.matcher(table).matches();
  }

  static String namespace(OptionReader options, ConfigOption<String> option) {
    String namespace = options.read(option);
    options.check(
        namespace == null || namespace.matches("(?!AWS/)[A-Za-z0-9._/#:-]{1,255}"),
        option,
        "is no namespace of one's own: up to 255 of letters, digits and . _ / # : -, not AWS/");
    return namespace;
  }

  private void requireRegion(OptionReader options) {
    for (ConfigOption<String> option : List.of(ANALYTICS_TABLE, NAMESPACE, VERDICT_NAMESPACE)) {
      options.check(
          region != null || options.read(option) == null,
          option,
          "needs a region: set metrics.region, or metrics.table to the table's ARN");
    }
  }
}
