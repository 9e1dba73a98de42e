package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * Who may do what of product metrics: one task asks for exports, the other reads them, commits and
 * sends. What the owner's document lists, and the rights on keys and exports that it takes besides.
 */
final class ProductRoles {

  private final ProductStack stack;
  private final Settings settings;
  private final ProductSettings product;
  private final DataStack data;

  ProductRoles(ProductStack stack, Settings settings, ProductSettings product, DataStack data) {
    this.stack = stack;
    this.settings = settings;
    this.product = product;
    this.data = data;
  }

  /** DynamoDB writes the export with the rights of who asks for it. */
  Role export() {
    return task(
        "Export",
        List.of(
            allow("dynamodb:ExportTableToPointInTime", product.tableArn()),
            Statements.allow(
                List.of("s3:PutObject", "s3:AbortMultipartUpload"), List.of(product.objects())),
            Statements.allow(
                List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(stack.key.getKeyArn()))));
  }

  Role run() {
    List<PolicyStatement> statements =
        new ArrayList<>(JobRole.committing(data, settings, product.job()));
    statements.add(allow("s3:GetObject", product.objects()));
    statements.add(allow("s3:ListBucket", stack.exports.getBucketArn()));
    statements.add(allow("dynamodb:DescribeExport", product.tableArn() + "/export/*"));
    // The document has PutItem; twenty-five at once are an action of their own.
    statements.add(allow("dynamodb:BatchWriteItem", stack.items.getTableArn()));
    statements.add(
        Statements.allow(
            List.of("kms:Decrypt"),
            List.of(stack.key.getKeyArn(), data.keys.processed.getKeyArn())));
    statements.add(puts(product.namespace()));
    statements.add(puts(settings.names.namespace()));
    Role role = task("Run", statements);
    Grants grants = new Grants(stack, settings);
    product
        .job()
        .tables(settings)
        .forEach(
            table ->
                grants.grant(
                    "Run-" + table.database() + "-" + table.name(),
                    role,
                    List.of("DESCRIBE", "ALTER"),
                    grants.table(table)));
    return role;
  }

  /** What ECS needs to start a task: its image and its log. */
  Role start() {
    return task(
        "Start",
        List.of(
            allow("ecr:GetAuthorizationToken", "*"),
            Statements.allow(
                List.of(
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchGetImage",
                    "ecr:GetDownloadUrlForLayer"),
                List.of(data.arn("ecr", "repository/" + product.repository()))),
            Statements.allow(
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                List.of(
                    data.arn(
                        "logs",
                        "log-group:" + ProductStack.logGroup(product) + ":log-stream:*")))));
  }

  private PolicyStatement puts(String namespace) {
    return Statements.allow(
        List.of("cloudwatch:PutMetricData"),
        List.of("*"),
        Map.of("StringEquals", Map.of("cloudwatch:namespace", namespace)));
  }

  private static PolicyStatement allow(String action, String resource) {
    return Statements.allow(List.of(action), List.of(resource));
  }

  private Role task(String id, List<PolicyStatement> statements) {
    Role role =
        Role.Builder.create(stack, id + "Role")
            .roleName(product.names().of("product-" + id.toLowerCase(Locale.ROOT)))
            .assumedBy(
                new ServicePrincipal("ecs-tasks.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount()))))
            .build();
    statements.forEach(role::addToPolicy);
    Accepted.wildcards(role, statements);
    return role;
  }
}
