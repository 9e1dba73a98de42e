package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.constructs.Node;

/**
 * What product metrics are made of: the job's file of properties, and from the context an image and
 * where its tasks run.
 *
 * @param tableArn of the table that is exported, which another project owns
 * @param bucket of the exports
 * @param prefix of the exports, without slashes at its ends; may be empty
 * @param image in a registry of ECR, with its tag
 */
record ProductSettings(
    DeployedJob job,
    Names names,
    String tableArn,
    String bucket,
    String prefix,
    String analyticsTable,
    String namespace,
    String image,
    List<String> subnets,
    List<String> securityGroups) {

  /** The folder of {@code iceberg-ddl} that the job writes. */
  static final String SET = "product";

  private static final String IMAGE =
      "[0-9]{12}[.]dkr[.]ecr[.][a-z0-9-]+[.]amazonaws[.]com/[a-z0-9._/-]+:[A-Za-z0-9._-]+";

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
    String image = Objects.toString(context.tryGetContext("productImage"), "");
    check(
        image.matches(IMAGE),
        "productImage must be the image of the tasks of product metrics in ECR with its tag, not '"
            + image
            + "'");
    return new ProductSettings(
        job,
        names,
        table,
        bucket.substring("s3://".length()),
        properties.get("metrics", "prefix", "").replaceAll("^/+|/+$", ""),
        properties.require("metrics", "analytics-table"),
        namespace,
        image,
        ids(context, "productSubnets", "subnet-[0-9a-f]+"),
        ids(context, "productSecurityGroups", "sg-[0-9a-f]+"));
  }

  /** As IAM names all objects of exports. */
  String objects() {
    return "arn:aws:s3:::"
        + bucket
        + "/"
        + (prefix.isEmpty() ? "" : prefix + "/")
        + "AWSDynamoDB/*";
  }

  /** Repository of the image, as ECR names it in an ARN. */
  String repository() {
    return image.substring(image.indexOf('/') + 1, image.lastIndexOf(':'));
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

  private static List<String> ids(Node context, String key, String form) {
    List<String> ids = Settings.listed(context, key);
    check(
        !ids.isEmpty() && ids.stream().allMatch(id -> id.matches(form)),
        key + " must name where the tasks of product metrics run, not " + ids);
    return ids;
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
