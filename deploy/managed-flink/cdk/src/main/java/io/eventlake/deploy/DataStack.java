package io.eventlake.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.ApproximateCreationDateTimePrecision;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * What holds data, and outlives every job: key, streams, buckets, databases, the segment table, and
 * where things land that could not be delivered. Deleting the stack deletes none of it.
 */
final class DataStack extends Stack {

  /** An item's sort key is {@code segment#valid_from}; the job knows it by this name. */
  private static final String SORT_KEY = "segment_valid_from";

  final Key key;
  final software.amazon.awscdk.services.kinesis.Stream events;
  final software.amazon.awscdk.services.kinesis.Stream changes;
  final Table segments;
  final LakeBuckets buckets;
  final Map<String, CfnDatabase> databases = new LinkedHashMap<>();
  final Queue undelivered;
  final People people;

  DataStack(Construct scope, String id, StackProps props, Settings settings) {
    super(scope, id, props);
    key = key();
    events = stream("Events", settings.eventStream, settings);
    changes = stream("SegmentChanges", settings.changeStream, settings);
    segments = segments(settings);
    buckets = new LakeBuckets(this, settings, key);
    Stream.of("bronze", "silver", "gold", "ops")
        .forEach(layer -> databases.put(layer, database(layer, settings)));
    undelivered = queue();
    people = new People(this, settings, this);
    new Producers(this, events, undelivered, key);
  }

  private Key key() {
    Key made =
        Key.Builder.create(this, "Key")
            .alias("eventlake")
            .description("Streams, buckets, tables, queues and logs of Eventlake")
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    // Log groups, and alarms on their way to the topic: services that use the key by themselves.
    made.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("logs." + getRegion() + ".amazonaws.com")))
            .actions(
                List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"))
            .resources(List.of("*"))
            .conditions(
                Map.of(
                    "ArnLike",
                    Map.of(
                        "kms:EncryptionContext:aws:logs:arn",
                        arn("logs", "log-group:/eventlake/*"))))
            .build());
    made.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of("*"))
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
            .build());
    return made;
  }

  /**
   * On demand, so that nobody counts shards. The retention is the time in which an outage of the
   * job, and a return to an older snapshot, cost nothing.
   */
  private software.amazon.awscdk.services.kinesis.Stream stream(
      String id, String name, Settings settings) {
    return software.amazon.awscdk.services.kinesis.Stream.Builder.create(this, id)
        .streamName(name)
        .streamMode(StreamMode.ON_DEMAND)
        .retentionPeriod(Duration.days(settings.streamRetentionDays))
        .encryption(StreamEncryption.KMS)
        .encryptionKey(key)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private Table segments(Settings settings) {
    return Table.Builder.create(this, "Segments")
        .tableName(settings.segmentTable)
        .partitionKey(text(LakeTable.USER_HASH))
        .sortKey(text(SORT_KEY))
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .encryption(TableEncryption.CUSTOMER_MANAGED)
        .encryptionKey(key)
        .kinesisStream(changes)
        // Of an item's changes the newest wins: the finer the time, the fewer are of the same.
        .kinesisPrecisionTimestamp(ApproximateCreationDateTimePrecision.MICROSECOND)
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  private CfnDatabase database(String layer, Settings settings) {
    CfnDatabase database =
        CfnDatabase.Builder.create(this, "Database-" + layer)
            .catalogId(getAccount())
            .databaseName(settings.database(layer))
            .databaseInput(
                CfnDatabase.DatabaseInputProperty.builder()
                    .name(settings.database(layer))
                    .description("Eventlake: tables of layer " + layer)
                    // Else Lake Formation leaves every new table to whoever may call Glue.
                    .createTableDefaultPermissions(List.of())
                    .build())
            .build();
    database.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return database;
  }

  /** Schedules that failed, and what producers could not put into the stream. */
  private Queue queue() {
    return Queue.Builder.create(this, "Undelivered")
        .queueName("eventlake-undelivered")
        .retentionPeriod(Duration.days(14))
        .encryption(QueueEncryption.KMS)
        .encryptionMasterKey(key)
        .enforceSsl(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  /** An ARN of this account and region. */
  String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + getRegion() + ":" + getAccount() + ":" + resource;
  }

  /** The ARNs by which Glue asks whether one may use a table: the catalog, its database, itself. */
  List<String> glueArns(Settings settings, LakeTable table) {
    String database = settings.database(table.layer());
    return List.of(
        arn("glue", "catalog"),
        arn("glue", "database/" + database),
        arn("glue", "table/" + database + "/" + table.name()));
  }
}
