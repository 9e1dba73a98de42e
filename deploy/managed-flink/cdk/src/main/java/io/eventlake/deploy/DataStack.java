package io.eventlake.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * What holds data, and outlives every job: keys, streams, buckets, databases, the segment table,
 * and where things land that could not be delivered. Deleting the stack deletes none of it.
 */
final class DataStack extends Stack {

  /** An item's sort key is {@code segment#valid_from}; the job knows it by this name. */
  private static final String SORT_KEY = "segment_valid_from";

  final Keys keys;

  /** By the jobs that read them. */
  final Map<String, software.amazon.awscdk.services.kinesis.Stream> streams = new LinkedHashMap<>();

  final Table segments;
  final LakeBuckets buckets;
  final Map<String, CfnDatabase> databases = new LinkedHashMap<>();
  final Queue undelivered;
  final People people;

  DataStack(Construct scope, String id, StackProps props, Settings settings) {
    super(scope, id, props);
    keys = new Keys(this, settings.names);
    settings
        .streaming()
        .forEach(job -> streams.put(job.name, stream(job.streamId(), job.stream(), settings)));
    segments = segments(settings);
    buckets = new LakeBuckets(this, settings, keys);
    settings.tables.stream()
        .map(LakeTable::database)
        .distinct()
        .forEach(database -> databases.put(database, database(database, settings)));
    undelivered = queue(settings);
    people = new People(this, settings, this);
    new Producers(
        this,
        settings,
        settings.families().stream().map(job -> streams.get(job.name)).toList(),
        undelivered,
        keys);
  }

  /**
   * On demand, so that nobody counts shards. The retention is the time in which an outage of the
   * job, and a return to an older snapshot, cost nothing.
   */
  private software.amazon.awscdk.services.kinesis.Stream stream(
      String id, String name, Settings settings) {
    software.amazon.awscdk.services.kinesis.Stream stream =
        software.amazon.awscdk.services.kinesis.Stream.Builder.create(this, id)
            .streamName(name)
            .streamMode(StreamMode.ON_DEMAND)
            .retentionPeriod(Duration.days(settings.streamRetentionDays))
            .encryption(StreamEncryption.KMS)
            .encryptionKey(keys.streams)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    Accepted.rule(
        stream,
        "AwsSolutions-KDS3",
        "Persons are in the stream: a key of the project's own says who may read it, and its calls"
            + " are few, since a record does not cost one");
    return stream;
  }

  private Table segments(Settings settings) {
    DeployedJob history =
        settings.streaming().stream().filter(DeployedJob::isOfSegments).findFirst().orElseThrow();
    return Table.Builder.create(this, "Segments")
        .tableName(settings.segmentTable)
        .partitionKey(text("user_id_hash"))
        .sortKey(text(SORT_KEY))
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .encryption(TableEncryption.CUSTOMER_MANAGED)
        .encryptionKey(keys.streams)
        .kinesisStream(streams.get(history.name))
        // Of an item's changes the newest wins: the finer the time, the fewer are of the same.
        .kinesisPrecisionTimestamp(ApproximateCreationDateTimePrecision.MICROSECOND)
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  private CfnDatabase database(String name, Settings settings) {
    CfnDatabase database =
        CfnDatabase.Builder.create(this, "Database-" + name)
            .catalogId(getAccount())
            .databaseName(settings.database(name))
            .databaseInput(
                CfnDatabase.DatabaseInputProperty.builder()
                    .name(settings.database(name))
                    .description("Eventlake: tables of layer " + name)
                    // Else Lake Formation leaves every new table to whoever may call Glue.
                    .createTableDefaultPermissions(List.of())
                    .build())
            .build();
    database.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return database;
  }

  /** Schedules that failed, and what producers could not put into the stream. */
  private Queue queue(Settings settings) {
    Queue queue =
        Queue.Builder.create(this, "Undelivered")
            .queueName(settings.names.of("undelivered"))
            .retentionPeriod(Duration.days(14))
            .encryption(QueueEncryption.KMS)
            .encryptionMasterKey(keys.streams)
            .enforceSsl(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    Accepted.rule(
        queue,
        "AwsSolutions-SQS3",
        "It is itself the queue of what could not be delivered; its reader is bin/undelivered.sh");
    return queue;
  }

  /** An ARN of this account and region. */
  String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + getRegion() + ":" + getAccount() + ":" + resource;
  }

  /** The ARNs by which Glue asks whether one may use a table: the catalog, its database, itself. */
  List<String> glueArns(Settings settings, LakeTable table) {
    String database = settings.database(table.database());
    return List.of(
        arn("glue", "catalog"),
        arn("glue", "database/" + database),
        arn("glue", "table/" + database + "/" + table.name()));
  }
}
