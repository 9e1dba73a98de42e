package io.eventlake.deploy;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * Product metrics: the bucket of exports, whose objects go after a day, the table of items, a key
 * of their own, the two tasks with their schedules, and a dashboard. Deployed when the tables of
 * the lake are there, since grants name them.
 */
final class ProductStack extends Stack {

  /** What it is called behind the lake's name. */
  static final String PART = "product";

  final Key key;
  final Bucket exports;
  final Table items;

  ProductStack(
      Construct scope,
      String id,
      StackProps props,
      Settings settings,
      ProductSettings product,
      DataStack data) {
    super(scope, id, props);
    key = TaskKey.of(this, product.names(), PART, "exports, items and logs of product metrics");
    exports = exports(product);
    items = items(product);
    new ProductTasks(this, settings, product, data).schedule();
    new ProductDashboard(this, product);
  }

  /** What counts of them is in the lake when they go. */
  private Bucket exports(ProductSettings product) {
    Bucket bucket =
        PrivateBucket.of(this, "Exports", product.bucket(), key)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("exports")
                        .expiration(Duration.days(1))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Accepted.rule(
        bucket,
        "AwsSolutions-S1",
        "Who read which object is for data events of the account's CloudTrail to tell; an object is"
            + " here for a day");
    return bucket;
  }

  private Table items(ProductSettings product) {
    return Table.Builder.create(this, "Items")
        .tableName(product.analyticsTable())
        .partitionKey(text("date"))
        .sortKey(text("app"))
        .timeToLiveAttribute("expiresAt")
        // A backfill writes more in a minute than a day does.
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .encryption(TableEncryption.CUSTOMER_MANAGED)
        .encryptionKey(key)
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
