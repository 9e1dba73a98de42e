package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The two roles that people take. What of the tables each may see is said by Lake Formation ({@link
 * AccessStack}); here is the rest. Only those can take a role whom the context names, and users
 * among them only with a second factor; of roles, single sign-on's for example, the second factor
 * is for whoever gives them.
 */
final class People {

  /** Runs {@code ./eventlake} against the lake, and the scripts of {@code bin/}. */
  final Role engineer;

  /** Asks the lake through Athena, in a workgroup of its own. */
  final Role analyst;

  private final DataStack stack;
  private final Settings settings;

  People(Construct scope, Settings settings, DataStack stack) {
    this.stack = stack;
    this.settings = settings;
    engineer = role(scope, "Engineer", settings.names.of("engineer"), settings.engineers);
    analyst = role(scope, "Analyst", settings.names.of("analyst"), settings.analysts);
    athena(Workgroup.ENGINEER, engineer);
    athena(Workgroup.ANALYST, analyst);
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

  private static Role role(Construct scope, String id, String name, List<String> trusted) {
    return Role.Builder.create(scope, id)
        .roleName(name)
        .assumedBy(
            new CompositePrincipal(
                trusted.stream().map(People::principal).toArray(IPrincipal[]::new)))
        .maxSessionDuration(Duration.hours(8))
        .build();
  }

  private static IPrincipal principal(String arn) {
    ArnPrincipal named = new ArnPrincipal(arn);
    return arn.contains(":user/")
        ? named.withConditions(Map.of("Bool", Map.of("aws:MultiFactorAuthPresent", "true")))
        : named;
  }

  private void athena(Workgroup workgroup, Role role) {
    List<String> databases = settings.tables.stream().map(LakeTable::database).distinct().toList();
    List<PolicyStatement> statements = new ArrayList<>(workgroup.use(settings, stack));
    statements.add(
        Statements.allow(
            List.of("glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables"),
            Stream.concat(
                    Stream.of(stack.arn("glue", "catalog")),
                    Stream.concat(
                        databases.stream().flatMap(this::databaseAndTables),
                        AnalystViews.NAMES.stream().map(this::view)))
                .toList()));
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(stack, "Athena-" + workgroup.role())
            .managedPolicyName(settings.names.of("athena-" + workgroup.role()))
            .description("Queries in a workgroup of Eventlake; rows are given by Lake Formation")
            .roles(List.of(role))
            .statements(statements)
            .build();
    Accepted.wildcards(policy, statements);
  }

  /** A view's ARN, or that of many. */
  private String view(String name) {
    return stack.arn("glue", "table/" + settings.database("gold") + "/" + name);
  }

  private Stream<String> databaseAndTables(String layer) {
    String database = settings.database(layer);
    return settings.tables.stream()
        .filter(table -> table.database().equals(layer))
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
    List<PolicyStatement> statements =
        List.of(
            Statements.allow(JobRole.FILES, folders),
            Statements.allow(
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                List.of(stack.keys.source.getKeyArn(), stack.keys.processed.getKeyArn())),
            // The segment table, and messages of the queue.
            Statements.allow(List.of("kms:Decrypt"), List.of(stack.keys.streams.getKeyArn())),
            Statements.allow(
                List.of("s3:ListBucket", "s3:GetBucketLocation"),
                List.of(
                    stack.buckets.source.getBucketArn(), stack.buckets.processed.getBucketArn())),
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
                Map.of("StringEquals", Map.of("cloudwatch:namespace", settings.names.namespace()))),
            // What the stream says it took, which check compares the ledger with.
            Statements.allow(List.of("cloudwatch:GetMetricData"), List.of("*")));
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(stack, "CommandLine")
            .managedPolicyName(settings.names.of("command-line"))
            .description("What ./eventlake needs of a lake on AWS")
            .roles(List.of(engineer))
            .statements(statements)
            .build();
    Accepted.wildcards(policy, statements);
  }

  /** What the scripts do with an application that exists. */
  private void applications() {
    List<PolicyStatement> statements = new ArrayList<>(stack.keys.operating());
    statements.add(
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
            settings.names.applications().stream()
                .map(name -> stack.arn("kinesisanalytics", "application/" + name))
                .toList()));
    statements.add(
        Statements.allow(
            List.of("s3:PutObject", "s3:GetObject"),
            List.of(stack.buckets.catalog.getBucketArn() + "/" + JobRole.JARS + "*")));
    statements.add(
        Statements.allow(
            List.of("kms:Decrypt", "kms:GenerateDataKey"),
            List.of(stack.keys.jobs.getKeyArn()),
            Map.of(
                "StringEquals",
                Map.of("kms:ViaService", "s3." + stack.getRegion() + ".amazonaws.com"))));
    // Of backfill.sh, which asks whether the stream reaches back far enough.
    statements.add(
        Statements.allow(
            List.of("kinesis:DescribeStreamSummary"),
            stack.streams.values().stream().map(stream -> stream.getStreamArn()).toList()));
    statements.add(
        Statements.allow(
            List.of(
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes"),
            List.of(stack.undelivered.getQueueArn())));
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(stack, "Operations")
            .managedPolicyName(settings.names.of("operations"))
            .description("What the scripts of deploy/managed-flink/bin do, but deploy.sh")
            .roles(List.of(engineer))
            .statements(statements)
            .build();
    Accepted.wildcards(policy, statements);
  }
}
