package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/**
 * Who may do what of product metrics: one task asks for exports, the other reads them, commits and
 * sends. What the owner's document lists, and the rights on keys and exports that it takes besides.
 */
final class ProductRoles {

  private final ProductStack stack;
  private final Settings settings;
  private final ProductSettings product;
  private final DataStack data;
  private final TaskRoles roles;

  ProductRoles(ProductStack stack, Settings settings, ProductSettings product, DataStack data) {
    this.stack = stack;
    this.settings = settings;
    this.product = product;
    this.data = data;
    this.roles = new TaskRoles(stack, product.names(), ProductStack.PART);
  }

  /** DynamoDB writes the export with the rights of who asks for it. */
  Role export() {
    return roles.task(
        "Export",
        List.of(
            allow("dynamodb:ExportTableToPointInTime", product.tableArn()),
            Statements.allow(
                List.of("s3:PutObject", "s3:AbortMultipartUpload"), List.of(product.objects())),
            Statements.allow(
                List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(stack.key.getKeyArn()))));
  }

  Role start() {
    return roles.start(product.place(), data);
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
    statements.add(TaskRoles.puts(product.namespace()));
    statements.add(TaskRoles.puts(settings.names.namespace()));
    Role role = roles.task("Run", statements);
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

  private static PolicyStatement allow(String action, String resource) {
    return Statements.allow(List.of(action), List.of(resource));
  }
}
