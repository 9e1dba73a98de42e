package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

/** What holds data: encrypted, kept, and touched by no rule that a table would notice. */
class DataStackTest {

  /** Classes whose objects are read without being restored first. */
  private static final Set<String> READ_AT_ONCE =
      Set.of("STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR");

  private final Templates templates = Templates.committed();

  @Test
  void streamsAreOnDemandKeptAWeekAndEncrypted() {
    templates.data.resourceCountIs("AWS::Kinesis::Stream", 2);
    templates.data.allResourcesProperties(
        "AWS::Kinesis::Stream",
        Match.objectLike(
            Map.of(
                "StreamModeDetails", Map.of("StreamMode", "ON_DEMAND"),
                "RetentionPeriodHours", 168,
                "StreamEncryption",
                    Match.objectLike(Map.of("EncryptionType", "KMS", "KeyId", Match.anyValue())))));
  }

  @Test
  void aShorterRetentionIsRefused() {
    assertThatThrownBy(
            () ->
                InfrastructureApp.define(
                    Templates.app(Map.of("streamRetentionDays", "6")), Templates.DEPLOY))
        .hasMessageContaining("streamRetentionDays must be at least 7");
  }

  @Test
  void namesAreThoseOfTheFilesOfProperties() {
    assertThat(templates.properties("AWS::Kinesis::Stream"))
        .extracting(stream -> stream.get("Name").asText())
        .containsExactlyInAnyOrder("clickstream-events", "user-segment-changes");
    assertThat(templates.properties("AWS::S3::Bucket"))
        .extracting(bucket -> bucket.get("BucketName").asText())
        .containsExactlyInAnyOrder(
            "example-lake-source", "example-lake-processed", "example-lake-catalog");
    assertThat(templates.properties("AWS::Glue::Database"))
        .extracting(database -> database.at("/DatabaseInput/Name").asText())
        .containsExactlyInAnyOrder("bronze", "silver", "gold", "ops");
  }

  @Test
  void bucketsAreVersionedEncryptedAndClosed() {
    templates.data.allResourcesProperties(
        "AWS::S3::Bucket",
        Match.objectLike(
            Map.of(
                "VersioningConfiguration", Map.of("Status", "Enabled"),
                "PublicAccessBlockConfiguration",
                    Map.of(
                        "BlockPublicAcls", true,
                        "BlockPublicPolicy", true,
                        "IgnorePublicAcls", true,
                        "RestrictPublicBuckets", true))));
    for (JsonNode bucket : templates.properties("AWS::S3::Bucket")) {
      assertThat(
              bucket
                  .at(
                      "/BucketEncryption/ServerSideEncryptionConfiguration/0"
                          + "/ServerSideEncryptionByDefault/SSEAlgorithm")
                  .asText())
          .isEqualTo("aws:kms");
    }
  }

  @Test
  void noRuleDeletesOrHidesAFileOfATable() {
    for (JsonNode bucket : templates.properties("AWS::S3::Bucket")) {
      for (JsonNode rule : bucket.at("/LifecycleConfiguration/Rules")) {
        String prefix = rule.path("Prefix").asText();
        if (rule.has("ExpirationInDays")) {
          assertThat(prefix).as("what expires").isEqualTo("temp/");
        }

        for (JsonNode transition : rule.path("Transitions")) {
          String to = transition.get("StorageClass").asText();
          assertThat(to).as("class for %s", prefix).isIn(READ_AT_ONCE);
          assertThat(prefix).as("what is moved").matches("eventlake/bronze/[a-z_]+/data/");
          if (to.endsWith("_IA")) {
            assertThat(transition.get("TransitionInDays").asInt())
                .as("S3 refuses %s before", to)
                .isGreaterThanOrEqualTo(30);
          }
        }

        assertThat(rule.path("NoncurrentVersionExpiration").path("NoncurrentDays").asInt(30))
            .as("time to bring a file back")
            .isGreaterThanOrEqualTo(30);
      }
    }
  }

  @Test
  void bronzeGetsCheaperWithAge() {
    List<String> moved = new ArrayList<>();
    for (JsonNode bucket : templates.properties("AWS::S3::Bucket")) {
      for (JsonNode rule : bucket.at("/LifecycleConfiguration/Rules")) {
        for (JsonNode to : rule.path("Transitions")) {
          moved.add(
              bucket.get("BucketName").asText()
                  + "/"
                  + rule.get("Prefix").asText()
                  + " "
                  + to.get("TransitionInDays").asInt()
                  + " "
                  + to.get("StorageClass").asText());
        }
      }
    }

    assertThat(moved)
        .containsExactlyInAnyOrder(
            "example-lake-source/eventlake/bronze/dead_letters/data/ 7 INTELLIGENT_TIERING",
            "example-lake-source/eventlake/bronze/dead_letters/data/ 90 GLACIER_IR",
            "example-lake-source/eventlake/bronze/events/data/ 7 INTELLIGENT_TIERING",
            "example-lake-source/eventlake/bronze/events/data/ 90 GLACIER_IR");
  }

  @Test
  void theSegmentTableIsAsTheJobReadsIt() {
    templates.data.hasResourceProperties(
        "AWS::DynamoDB::Table",
        Match.objectLike(
            Map.of(
                "TableName",
                "user_segments",
                "KeySchema",
                List.of(
                    Map.of("AttributeName", "user_id_hash", "KeyType", "HASH"),
                    Map.of("AttributeName", "segment_valid_from", "KeyType", "RANGE")),
                "BillingMode",
                "PAY_PER_REQUEST",
                "DeletionProtectionEnabled",
                true,
                "PointInTimeRecoverySpecification",
                Map.of("PointInTimeRecoveryEnabled", true),
                "SSESpecification",
                Match.objectLike(Map.of("SSEEnabled", true, "SSEType", "KMS")),
                "KinesisStreamSpecification",
                Match.objectLike(Map.of("ApproximateCreationDateTimePrecision", "MICROSECOND")))));
  }

  @Test
  void deletingTheStackDeletesNoData() {
    for (String type :
        List.of(
            "AWS::KMS::Key",
            "AWS::Kinesis::Stream",
            "AWS::S3::Bucket",
            "AWS::DynamoDB::Table",
            "AWS::Glue::Database",
            "AWS::SQS::Queue",
            "AWS::Logs::LogGroup",
            "AWS::KinesisAnalyticsV2::Application")) {
      assertThat(templates.resources(type))
          .as(type)
          .isNotEmpty()
          .allSatisfy(
              resource -> assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Retain"));
    }
  }

  /** Glue's optimizers know of tags, not of a job's newest commit: {@code maintain} it is. */
  @Test
  void nothingElseMaintainsTheTables() {
    assertThat(templates.resources("AWS::Glue::TableOptimizer")).isEmpty();
  }
}
