package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/**
 * Three buckets: the source of truth (bronze), what is made of it (silver, gold, ops), and what the
 * system itself needs (jars, exports of the segment table). Rights, costs and lifecycles are apart,
 * and a rule for one cannot hit another.
 *
 * <p>Iceberg decides which files a table is made of, and a lifecycle rule does not know it. So no
 * rule deletes a current object below a warehouse, and none moves one to where it cannot be read at
 * once. Files leave a table by {@code maintain} alone.
 */
final class LakeBuckets {

  /** Where Athena's results go, and whatever else may go after a week. */
  static final String TEMPORARY = "temp/";

  /** Bronze is written and compacted in its first days, and hardly read after them. */
  private static final int COOL_DAYS = 7;

  private static final int COLD_DAYS = 90;

  /** How long a file that was deleted, by {@code maintain} or by mistake, can be brought back. */
  private static final int UNDELETE_DAYS = 30;

  final Bucket source;
  final Bucket processed;
  final Bucket catalog;

  private final Construct scope;

  LakeBuckets(Construct scope, Settings settings, Keys keys) {
    this.scope = scope;
    List<LifecycleRule> bronze = new ArrayList<>(housekeeping());
    settings.tables.stream()
        .filter(table -> table.layer().equals("bronze"))
        .forEach(table -> bronze.add(cooling(settings, table)));
    source = bucket("Source", settings.source.bucket(), keys.source, bronze);
    List<LifecycleRule> made = new ArrayList<>(housekeeping());
    made.add(temporary(settings));
    processed = bucket("Processed", settings.processed.bucket(), keys.processed, made);
    catalog = bucket("Catalog", settings.catalogBucket, keys.jobs, housekeeping());
  }

  private Bucket bucket(String id, String name, Key key, List<LifecycleRule> rules) {
    Bucket bucket =
        PrivateBucket.of(scope, id, name, key)
            .versioned(true)
            .lifecycleRules(rules)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    Accepted.rule(
        bucket,
        "AwsSolutions-S1",
        "Who read which object is for data events of the account's CloudTrail to tell (runbook):"
            + " they are complete and under its key, which server access logs are not");
    return bucket;
  }

  /**
   * Data files of a bronze table, not its metadata, which every reader opens. S3 takes nothing to
   * STANDARD_IA before its 30th day; INTELLIGENT_TIERING may be entered at once and becomes
   * infrequent access by itself. Of the Glacier classes only Instant Retrieval can be read without
   * a restore: in the other ones a query of Athena leaves the rows out or fails.
   */
  private static LifecycleRule cooling(Settings settings, LakeTable table) {
    return LifecycleRule.builder()
        .id("cool-" + table)
        .prefix(settings.folder(table).key() + "/data/")
        .transitions(
            List.of(
                transition(StorageClass.INTELLIGENT_TIERING, COOL_DAYS),
                transition(StorageClass.GLACIER_INSTANT_RETRIEVAL, COLD_DAYS)))
        .build();
  }

  private static Transition transition(StorageClass to, int days) {
    return Transition.builder().storageClass(to).transitionAfter(Duration.days(days)).build();
  }

  private static LifecycleRule temporary(Settings settings) {
    if ((settings.processed.key() + "/").startsWith(TEMPORARY)) {
      throw new IllegalArgumentException(
          "lake.warehouse is below " + TEMPORARY + ", whose objects are deleted after a week");
    }

    return LifecycleRule.builder()
        .id("temporary")
        .prefix(TEMPORARY)
        .expiration(Duration.days(7))
        .build();
  }

  /** Of versions that are current no more, and of uploads that were never completed. */
  private static List<LifecycleRule> housekeeping() {
    return List.of(
        LifecycleRule.builder()
            .id("versions")
            .noncurrentVersionExpiration(Duration.days(UNDELETE_DAYS))
            .expiredObjectDeleteMarker(true)
            .build(),
        LifecycleRule.builder()
            .id("uploads")
            .abortIncompleteMultipartUploadAfter(Duration.days(7))
            .build());
  }
}
