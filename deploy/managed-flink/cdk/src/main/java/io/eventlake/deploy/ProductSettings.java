package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import software.constructs.Node;

/**
 * What product metrics are made of: the job's file of properties, and from the context an image and
 * where its tasks run.
 *
 * @param tableArn of the table that is exported, which another project owns
 * @param bucket of the exports
 * @param prefix of the exports, without slashes at its ends; may be empty
 */
record ProductSettings(
    DeployedJob job,
    Names names,
    String tableArn,
    String bucket,
    String prefix,
    String analyticsTable,
    String namespace,
    TaskPlace place) {

  /** The folder of {@code iceberg-ddl} that the job writes. */
  static final String SET = "product";

  /**
   * Reads and checks all.
   *
   * @param region of the stacks
   * @throws IllegalArgumentException naming what is missing or does not fit
   */
  static ProductSettings of(DeployedJob job, Names names, String region, Node context) {
    JobProperties properties = job.properties;
    String table = properties.require("metrics", "table");
    check(
        table.matches("arn:aws:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}"),
        "metrics.table must be the ARN of the table that is exported, not " + table);
    check(
        table.startsWith("arn:aws:dynamodb:" + region + ":"),
        "metrics.table must be in " + region + ", where alarms and the dashboard look: " + table);
    String bucket = properties.require("metrics", "bucket");
    check(bucket.matches("s3://[a-z0-9.-]+"), "metrics.bucket must be s3://BUCKET, not " + bucket);
    String namespace = properties.require("metrics", "namespace");
    check(
        namespace.startsWith("Eventlake/"),
        "metrics.namespace must begin with Eventlake/, not " + namespace);
    return new ProductSettings(
        job,
        names,
        table,
        bucket.substring("s3://".length()),
        properties.get("metrics", "prefix", "").replaceAll("^/+|/+$", ""),
        properties.require("metrics", "analytics-table"),
        namespace,
        TaskPlace.of(context, "product", "the tasks of product metrics"));
  }

  /** As IAM names all objects of exports. */
  String objects() {
    return "arn:aws:s3:::"
        + bucket
        + "/"
        + (prefix.isEmpty() ? "" : prefix + "/")
        + "AWSDynamoDB/*";
  }

  /** The words of a task: a command and all properties of the job. */
  List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    job.properties
        .ofTheService()
        .forEach(
            (group, keys) -> {
              if (!group.equals("job")) {
                keys.forEach(
                    (key, value) ->
                        command.addAll(List.of("--set", group + "." + key + "=" + value)));
              }
            });
    return command;
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
