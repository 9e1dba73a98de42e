package io.eventlake.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The two roles that people take. What of the tables each may see is said by Lake Formation ({@link
 * AccessStack}); here is the rest. Whoever of the account may call {@code sts:AssumeRole} on a role
 * can take it.
 */
final class People {

  /** Runs {@code ./eventlake} against the lake, and the scripts of {@code bin/}. */
  final Role engineer;

  /** Asks the lake through Athena, in the one workgroup. */
  final Role analyst;

  private final DataStack stack;
  private final Settings settings;

  People(Construct scope, Settings settings, DataStack stack) {
    this.stack = stack;
    this.settings = settings;
    engineer = role(scope, "Engineer", "eventlake-engineer");
    analyst = role(scope, "Analyst", "eventlake-analyst");
    athena("Athena", engineer, analyst);
    commandLine();
    applications();
    Grants grants = new Grants(stack, settings);
    stack.databases.forEach(
        (layer, database) ->
            grants
                .grant(
                    "Engineer-" + layer,
                    engineer,
                    List.of("CREATE_TABLE", "DESCRIBE"),
                    grants.database(layer))
                .addResourceDependency(database));
  }

  private static Role role(Construct scope, String id, String name) {
    return Role.Builder.create(scope, id)
        .roleName(name)
        .assumedBy(new AccountRootPrincipal())
        .maxSessionDuration(Duration.hours(8))
        .build();
  }

  private void athena(String id, Role... roles) {
    List<String> databases = settings.tables.stream().map(LakeTable::layer).distinct().toList();
    ManagedPolicy.Builder.create(stack, id)
        .managedPolicyName("eventlake-athena")
        .description("Queries in the workgroup of Eventlake; rows are given by Lake Formation")
        .roles(List.of(roles))
        .statements(
            List.of(
                Statements.allow(
                    List.of(
                        "athena:StartQueryExecution",
                        "athena:StopQueryExecution",
                        "athena:GetQueryExecution",
                        "athena:GetQueryResults",
                        "athena:GetWorkGroup"),
                    List.of(stack.arn("athena", "workgroup/" + AccessStack.WORKGROUP))),
                Statements.allow(
                    List.of(
                        "glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables"),
                    Stream.concat(
                            Stream.of(stack.arn("glue", "catalog")),
                            Stream.concat(
                                databases.stream().flatMap(this::databaseAndTables),
                                AnalystViews.NAMES.stream().map(this::view)))
                        .toList()),
                // No resource can be named for it: what it gives is what Lake Formation grants.
                Statements.allow(List.of("lakeformation:GetDataAccess"), List.of("*")),
                Statements.allow(
                    List.of("s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"),
                    List.of(
                        stack.buckets.processed.getBucketArn() + "/" + AccessStack.RESULTS + "*")),
                Statements.allow(
                    List.of("s3:GetBucketLocation", "s3:ListBucket"),
                    List.of(stack.buckets.processed.getBucketArn()),
                    Map.of("StringLikeIfExists", Map.of("s3:prefix", AccessStack.RESULTS + "*"))),
                Statements.allow(
                    List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(stack.key.getKeyArn()))))
        .build();
  }

  /** A view's ARN, or that of many. */
  private String view(String name) {
    return stack.arn("glue", "table/" + settings.database("gold") + "/" + name);
  }

  private Stream<String> databaseAndTables(String layer) {
    String database = settings.database(layer);
    return settings.tables.stream()
        .filter(table -> table.layer().equals(layer))
        .flatMap(table -> stack.glueArns(settings, table).stream().skip(1))
        .distinct()
        .filter(arn -> arn.contains(database));
  }

  /** The tables' files and their entries, for the commands; and the views, made in Athena. */
  private void commandLine() {
    List<String> folders = List.of(settings.source.objects(), settings.processed.objects());
    List<String> glue =
        Stream.concat(
                settings.tables.stream()
                    .flatMap(table -> stack.glueArns(settings, table).stream())
                    .distinct(),
                Stream.of(view("v_*")))
            .toList();
    ManagedPolicy.Builder.create(stack, "CommandLine")
        .managedPolicyName("eventlake-command-line")
        .description("What ./eventlake needs of a lake on AWS")
        .roles(List.of(engineer))
        .statements(
            List.of(
                Statements.allow(JobRole.FILES, folders),
                Statements.allow(
                    List.of("s3:ListBucket", "s3:GetBucketLocation"),
                    List.of(
                        stack.buckets.source.getBucketArn(),
                        stack.buckets.processed.getBucketArn())),
                Statements.allow(
                    List.of(
                        "glue:GetDatabase",
                        "glue:GetTable",
                        "glue:GetTables",
                        "glue:CreateTable",
                        "glue:UpdateTable"),
                    glue),
                Statements.allow(
                    List.of("dynamodb:Query", "dynamodb:DescribeTable"),
                    List.of(stack.segments.getTableArn())),
                // The action knows no resource; the namespace is that of audit.sh and check.sh.
                Statements.allow(
                    List.of("cloudwatch:PutMetricData"),
                    List.of("*"),
                    Map.of("StringEquals", Map.of("cloudwatch:namespace", JobAlarms.NAMESPACE)))))
        .build();
  }

  /** What the scripts do with an application that exists. */
  private void applications() {
    ManagedPolicy.Builder.create(stack, "Operations")
        .managedPolicyName("eventlake-operations")
        .description("What the scripts of deploy/managed-flink/bin do, but deploy.sh")
        .roles(List.of(engineer))
        .statements(
            List.of(
                Statements.allow(
                    List.of(
                        "kinesisanalytics:DescribeApplication",
                        "kinesisanalytics:ListApplicationSnapshots",
                        "kinesisanalytics:DescribeApplicationSnapshot",
                        "kinesisanalytics:CreateApplicationSnapshot",
                        "kinesisanalytics:DeleteApplicationSnapshot",
                        "kinesisanalytics:StartApplication",
                        "kinesisanalytics:StopApplication",
                        "kinesisanalytics:UpdateApplication",
                        "kinesisanalytics:RollbackApplication"),
                    JobsStack.APPLICATIONS.stream()
                        .map(name -> stack.arn("kinesisanalytics", "application/" + name))
                        .toList()),
                Statements.allow(
                    List.of("s3:PutObject", "s3:GetObject"),
                    List.of(stack.buckets.catalog.getBucketArn() + "/" + JobRole.JARS + "*"))))
        .build();
  }
}
