package io.eventlake.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  /** By name. */
  final List<DeployedJob> jobs;

  final List<LakeTable> tables;
  final DataSets dataSets;

  final String region;
  final String segmentTable;
  final String databasePrefix;
  final Folder source;
  final Folder processed;

  final String catalogBucket;
  final String jar;
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
    Path files = stage.isEmpty() ? deploy : deploy.resolve("stages").resolve(stage);
    jobs = DeployedJob.all(files);
    names = new Names(stage, streaming().stream().map(job -> job.name).toList());
    engineers = people(context, "engineers");
    analysts = people(context, "analysts");
    tables = LakeTable.of(deploy.resolve("../../iceberg-ddl").normalize(), sets());
    dataSets = DataSets.read(deploy.resolve("quicksight/data-sets.json"));

    region = same(streaming(), "source", "region");
    processed = Folder.of(same(jobs, "lake", "warehouse"));
    source = Folder.of(same(jobs, "lake", "bronze-warehouse"));
    segmentTable = segmentTable();
    databasePrefix = jobs.get(0).properties.get("lake", "database-prefix", "");
    check(
        jobs.stream()
            .allMatch(
                job -> job.properties.get("lake", "database-prefix", "").equals(databasePrefix)),
        "lake.database-prefix differs between the files of properties");
    check(
        !source.bucket().equals(processed.bucket()),
        "lake.bronze-warehouse and lake.warehouse must be in two buckets");
    check(
        streaming().stream().noneMatch(job -> job.stream().contains(":")),
        "source.stream must be a name here, since the stream is created");

    catalogBucket = names.staged((String) context.getContext("catalogBucket"));
    jar = (String) context.getContext("jar");
    moved(context, "clickstreamParallelism", "application-properties.json");
    moved(context, "segmentsParallelism", "application-properties-segments.json");
    streamRetentionDays = number(context, "streamRetentionDays");
    athenaScanLimitGigabytes = number(context, "athenaScanLimitGigabytes");
    grantViews = Boolean.parseBoolean(String.valueOf(context.getContext("grantViews")));
    quickSightPrincipal = principal(context);
    check(
        streamRetentionDays >= LEAST_RETENTION_DAYS,
        "streamRetentionDays must be at least " + LEAST_RETENTION_DAYS);
    if (!stage.isEmpty()) {
      List<DeployedJob> first = DeployedJob.all(deploy);
      jobs.forEach(job -> apart(job, first));
    }
  }

  /** The job of product metrics, where it is deployed. */
  Optional<DeployedJob> product() {
    return jobs.stream().filter(job -> job.set().equals(ProductSettings.SET)).findFirst();
  }

  /** The job whose results are fetched from a server, where they are. */
  Optional<DeployedJob> fetching() {
    return jobs.stream()
        .filter(job -> job.properties.get("deploy", "fetch-url", null) != null)
        .findFirst();
  }

  /** Those that are applications. */
  List<DeployedJob> streaming() {
    return jobs.stream().filter(DeployedJob::isStreaming).toList();
  }

  /** Those that write what became of events. */
  List<DeployedJob> families() {
    return streaming().stream().filter(job -> job.isFamily(this)).toList();
  }

  /**
   * The job of that name.
   *
   * @throws IllegalArgumentException when there is no file of it
   */
  DeployedJob job(String name) {
    return jobs.stream()
        .filter(job -> job.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no file of the job " + name));
  }

  /** Of the jobs, and what the audit remembers. */
  private Set<String> sets() {
    Set<String> sets = new TreeSet<>(Set.of(LakeTable.AUDITS));
    for (DeployedJob job : jobs) {
      check(
          sets.add(job.set()),
          "deploy.set " + job.set() + " is that of two jobs: each writes tables of its own");
    }

    return sets;
  }

  private String segmentTable() {
    check(
        jobs.stream().anyMatch(DeployedJob::isOfSegments),
        "there is no job of the set segments, whose table and stream the others need");
    Set<String> named = new TreeSet<>();
    jobs.forEach(job -> job.segmentTable().ifPresent(named::add));
    check(named.size() == 1, "segments.table differs between the files of properties");
    return named.iterator().next();
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
  private static void apart(DeployedJob job, List<DeployedJob> first) {
    for (String key : List.of("source.stream", "segments.table", "lake.database-prefix")) {
      String[] parts = key.split("\\.");
      String mine = job.properties.get(parts[0], parts[1], "");
      boolean nothing = mine.isEmpty() && !parts[0].equals("lake");
      check(
          nothing
              || first.stream()
                  .noneMatch(other -> mine.equals(other.properties.get(parts[0], parts[1], ""))),
          key
              + " of the job "
              + job.name
              + " must be another than that of the lake without a stage");
    }

    for (String key : List.of("warehouse", "bronze-warehouse")) {
      String bucket = Folder.of(job.properties.require("lake", key)).bucket();
      check(
          first.stream()
              .noneMatch(
                  other ->
                      bucket.equals(Folder.of(other.properties.require("lake", key)).bucket())),
          "lake." + key + " must be in another bucket than that of the lake without a stage");
    }
  }

  /** What all of them say alike. */
  private static String same(List<DeployedJob> jobs, String group, String key) {
    Set<String> values = new TreeSet<>();
    jobs.forEach(job -> values.add(job.properties.require(group, key)));
    check(values.size() == 1, group + "." + key + " differs between the files of properties");
    return values.iterator().next();
  }

  /** Refused, so that nobody believes that it still counts. */
  private static void moved(Node context, String key, String file) {
    check(
        context.tryGetContext(key) == null,
        key + " is deploy.parallelism in " + file + " now: write it there, and not in cdk.json");
  }

  /** A list in cdk.json, and text with commas with --context; empty where there is none. */
  static List<String> listed(Node context, String key) {
    Object given = context.tryGetContext(key);
    return given instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : Stream.of(Objects.toString(given, "").split(",")).filter(one -> !one.isBlank()).toList();
  }

  private static List<String> people(Node context, String key) {
    List<String> arns = listed(context, key);
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
