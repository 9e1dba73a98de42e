package io.eventlake.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.constructs.Node;

/** What the stacks are made of: the files of properties, and the CDK's context. */
final class Settings {

  /** Less than this and a weekend's outage could lose what came before it. */
  private static final int LEAST_RETENTION_DAYS = 7;

  final Names names;

  /** ARNs of users and roles who may take the role of the name. */
  final List<String> engineers;

  final List<String> analysts;

  final JobProperties clickstream;
  final JobProperties segments;
  final List<LakeTable> tables;
  final DataSets dataSets;

  final String region;
  final String eventStream;
  final String changeStream;
  final String segmentTable;
  final String databasePrefix;
  final Folder source;
  final Folder processed;

  final String catalogBucket;
  final String jar;
  final int clickstreamParallelism;
  final int segmentsParallelism;
  final int streamRetentionDays;
  final int athenaScanLimitGigabytes;

  /** Whether analysts are granted views, which have to be there for it. */
  final boolean grantViews;

  /** ARN of the user or group of QuickSight who is shown the dashboard; empty for no QuickSight. */
  final String quickSightPrincipal;

  /**
   * Reads and checks everything.
   *
   * @param deploy the folder {@code deploy/managed-flink}
   * @param context where {@code cdk.json} and {@code --context} are found
   * @throws IllegalArgumentException naming what is missing or does not fit
   */
  Settings(Path deploy, Node context) {
    String stage = Objects.toString(context.tryGetContext("stage"), "");
    names = new Names(stage);
    engineers = people(context, "engineers");
    analysts = people(context, "analysts");
    Path files = stage.isEmpty() ? deploy : deploy.resolve("stages").resolve(stage);
    clickstream = JobProperties.read(files.resolve("application-properties.json"));
    segments = JobProperties.read(files.resolve("application-properties-segments.json"));
    tables = LakeTable.all(deploy.resolve("../../iceberg-ddl").normalize());
    dataSets = DataSets.read(deploy.resolve("quicksight/data-sets.json"));

    region = clickstream.require("source", "region");
    same("source", "region");
    same("lake", "warehouse");
    same("lake", "bronze-warehouse");
    same("segments", "table");
    eventStream = clickstream.require("source", "stream");
    changeStream = segments.require("source", "stream");
    segmentTable = clickstream.require("segments", "table");
    databasePrefix = clickstream.get("lake", "database-prefix", "");
    processed = Folder.of(clickstream.require("lake", "warehouse"));
    source = Folder.of(clickstream.require("lake", "bronze-warehouse"));
    check(
        !source.bucket().equals(processed.bucket()),
        "lake.bronze-warehouse and lake.warehouse must be in two buckets");
    check(
        !eventStream.contains(":") && !changeStream.contains(":"),
        "source.stream must be a name here, since the stream is created");

    catalogBucket = names.staged((String) context.getContext("catalogBucket"));
    jar = (String) context.getContext("jar");
    clickstreamParallelism = number(context, "clickstreamParallelism");
    segmentsParallelism = number(context, "segmentsParallelism");
    streamRetentionDays = number(context, "streamRetentionDays");
    athenaScanLimitGigabytes = number(context, "athenaScanLimitGigabytes");
    grantViews = Boolean.parseBoolean(String.valueOf(context.getContext("grantViews")));
    quickSightPrincipal = principal(context);
    check(
        streamRetentionDays >= LEAST_RETENTION_DAYS,
        "streamRetentionDays must be at least " + LEAST_RETENTION_DAYS);
    if (!stage.isEmpty()) {
      apart(JobProperties.read(deploy.resolve("application-properties.json")), "clickstream");
      apart(JobProperties.read(deploy.resolve("application-properties-segments.json")), "segments");
    }
  }

  /** The database of a layer in the Glue Data Catalog. */
  String database(String layer) {
    return databasePrefix + layer;
  }

  /** Where a table's files are. */
  Folder folder(LakeTable table) {
    Folder root = table.layer().equals("bronze") ? source : processed;
    return root.resolve(database(table.database()) + "/" + table.name());
  }

  /** What a stage names itself is not that of the lake without one. */
  private void apart(JobProperties first, String job) {
    JobProperties mine = job.equals("segments") ? segments : clickstream;
    for (String key : List.of("source.stream", "segments.table", "lake.database-prefix")) {
      String[] parts = key.split("\\.");
      check(
          !mine.get(parts[0], parts[1], "").equals(first.get(parts[0], parts[1], "")),
          key + " of the job " + job + " must be another than that of the lake without a stage");
    }

    for (String key : List.of("warehouse", "bronze-warehouse")) {
      check(
          !Folder.of(mine.require("lake", key))
              .bucket()
              .equals(Folder.of(first.require("lake", key)).bucket()),
          "lake." + key + " must be in another bucket than that of the lake without a stage");
    }
  }

  private void same(String group, String key) {
    check(
        Objects.equals(clickstream.require(group, key), segments.require(group, key)),
        group + "." + key + " differs between the files of properties");
  }

  /** A list in cdk.json, and text with commas with --context. */
  private static List<String> people(Node context, String key) {
    Object given = context.tryGetContext(key);
    List<String> arns =
        given instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : Stream.of(Objects.toString(given, "").split(","))
                .filter(one -> !one.isBlank())
                .toList();
    check(
        !arns.isEmpty(),
        "nobody could take the role: name who may as "
            + key
            + " in cdk.json, ARNs of users or roles");
    for (String arn : arns) {
      check(
          arn.matches("arn:aws:iam::[0-9]{12}:(user|role)/[\\w+=,.@/-]+"),
          key + " must be ARNs of users or roles, not " + arn);
    }

    return arns;
  }

  private static String principal(Node context) {
    String arn = String.valueOf(context.getContext("quickSightPrincipal"));
    check(
        arn.isEmpty() || arn.matches("arn:aws:quicksight:[a-z0-9-]+:[0-9]{12}:(user|group)/.+"),
        "quickSightPrincipal must be the ARN of a user or group of QuickSight, or empty");
    return arn;
  }

  /** A number of the context is one in cdk.json, and text with --context. */
  private static int number(Node context, String key) {
    return (int) Double.parseDouble(String.valueOf(context.getContext(key)));
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /**
   * A folder in a bucket.
   *
   * @param key without slashes at its ends
   */
  record Folder(String bucket, String key) {

    /** From {@code s3://bucket/folder}. */
    static Folder of(String location) {
      check(
          location.matches("s3://[^/]+/.+"), location + " is no folder in a bucket, s3://b/folder");
      String[] parts = location.substring("s3://".length()).split("/", 2);
      return new Folder(parts[0], parts[1].replaceAll("/+$", ""));
    }

    Folder resolve(String below) {
      return new Folder(bucket, key + "/" + below);
    }

    /** As IAM names all objects in it. */
    String objects() {
      return "arn:aws:s3:::" + bucket + "/" + key + "/*";
    }
  }
}
