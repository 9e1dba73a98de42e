package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;

/** The role of one application: its own stream, tables and log, and nothing of the other's. */
final class JobRole {

  /** Where jars are in the bucket of the catalog. */
  static final String JARS = "jars/";

  /** What Iceberg's S3FileIO does with the files of a table. */
  static final List<String> FILES =
      List.of(
          "s3:GetObject",
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts");

  private final DataStack data;
  private final Settings settings;
  private final List<PolicyStatement> statements = new ArrayList<>();

  JobRole(DataStack data, Settings settings) {
    this.data = data;
    this.settings = settings;
    statements.add(
        Statements.allow(
            List.of("s3:GetObject", "s3:GetObjectVersion"),
            List.of(data.buckets.catalog.getBucketArn() + "/" + JARS + "*")));
    Keys keys = data.keys;
    statements.add(
        Statements.allow(
            List.of("kms:Decrypt"),
            Stream.of(keys.source, keys.processed, keys.streams, keys.jobs)
                .map(Key::getKeyArn)
                .toList()));
  }

  /** Reads a stream, with a consumer of its own where the properties ask for one. */
  JobRole reads(software.amazon.awscdk.services.kinesis.Stream stream, JobProperties properties) {
    String arn = stream.getStreamArn();
    statements.add(
        Statements.allow(
            List.of(
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:ListShards",
                "kinesis:GetShardIterator",
                "kinesis:GetRecords"),
            List.of(arn)));
    if (properties.consumer().isPresent()) {
      // A consumer's ARN ends in the time of its creation.
      String consumer = arn + "/consumer/" + properties.consumer().get() + ":*";
      statements.add(
          Statements.allow(List.of("kinesis:RegisterStreamConsumer"), List.of(arn, consumer)));
      statements.add(
          Statements.allow(
              List.of(
                  "kinesis:DescribeStreamConsumer",
                  "kinesis:SubscribeToShard",
                  "kinesis:DeregisterStreamConsumer"),
              List.of(arn, consumer)));
    }

    return this;
  }

  /** Commits to its tables; of the others in their databases it reads what verifying them takes. */
  JobRole commits(DeployedJob job) {
    statements.addAll(committing(data, settings, job));
    return this;
  }

  /** What committing to the tables of a job takes, whoever runs it. */
  static List<PolicyStatement> committing(DataStack data, Settings settings, DeployedJob job) {
    List<PolicyStatement> statements = new ArrayList<>();
    List<LakeTable> written = job.tables(settings);
    List<LakeTable> seen = job.seen(settings);
    List<LakeTable> read = seen.stream().filter(t -> !written.contains(t)).toList();
    statements.add(
        Statements.allow(
            FILES, written.stream().map(table -> settings.folder(table).objects()).toList()));
    if (!read.isEmpty()) {
      statements.add(
          Statements.allow(
              List.of("s3:GetObject"),
              read.stream()
                  .map(table -> settings.folder(table).resolve("metadata").objects())
                  .toList()));
    }

    statements.add(
        Statements.allow(
            List.of("kms:GenerateDataKey"),
            written.stream().map(table -> key(data, table).getKeyArn()).distinct().toList()));
    // Whether an object is there: without this S3 answers that it is forbidden, not that it is not.
    // It asks without a prefix, so that a condition on one would take the answer away.
    statements.add(
        Statements.allow(
            List.of("s3:ListBucket"),
            List.of(data.buckets.source.getBucketArn(), data.buckets.processed.getBucketArn())));
    statements.add(
        Statements.allow(List.of("glue:GetDatabase", "glue:GetTable"), glue(data, settings, seen)));
    statements.add(Statements.allow(List.of("glue:UpdateTable"), glue(data, settings, written)));
    return statements;
  }

  /** Calls these actions on the segment table. */
  JobRole asks(String... actions) {
    statements.add(Statements.allow(List.of(actions), List.of(data.segments.getTableArn())));
    return this;
  }

  /** Reads the key of its persons' pseudonyms and who opted out, where its properties name it. */
  JobRole readsKey(JobProperties properties) {
    StoredSecret.of(properties, data.getAccount())
        .forEach(
            key ->
                statements.add(Statements.allow(List.of(key.action()), List.of(key.resource()))));
    return this;
  }

  /** The service writes the application's log with this role. */
  JobRole logs(String group, String logStream) {
    statements.add(
        Statements.allow(
            List.of("logs:PutLogEvents"),
            List.of(data.arn("logs", "log-group:" + group + ":log-stream:" + logStream))));
    statements.add(
        Statements.allow(
            List.of("logs:DescribeLogStreams"),
            List.of(data.arn("logs", "log-group:" + group + ":log-stream:*"))));
    // A list of the account's groups: the service asks it of no group in particular.
    statements.add(
        Statements.allow(
            List.of("logs:DescribeLogGroups"), List.of(data.arn("logs", "log-group:*"))));
    return this;
  }

  /** The role, for that application alone. */
  Role build(JobsStack stack, String id, String application) {
    Role role =
        Role.Builder.create(stack, id)
            .roleName(application)
            .assumedBy(
                new ServicePrincipal("kinesisanalytics.amazonaws.com")
                    .withConditions(
                        Map.of(
                            "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                            "ArnEquals",
                                Map.of(
                                    "aws:SourceArn",
                                    data.arn("kinesisanalytics", "application/" + application)))))
            .build();
    statements.forEach(role::addToPolicy);
    Accepted.wildcards(role, statements);
    return role;
  }

  private static Key key(DataStack data, LakeTable table) {
    return table.layer().equals("bronze") ? data.keys.source : data.keys.processed;
  }

  private static List<String> glue(DataStack data, Settings settings, List<LakeTable> tables) {
    return tables.stream()
        .flatMap(table -> data.glueArns(settings, table).stream())
        .distinct()
        .toList();
  }
}
