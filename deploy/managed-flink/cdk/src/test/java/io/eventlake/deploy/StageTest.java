package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second lake has its place beside the first: no name of the one is the other's. */
class StageTest {

  /** Where a type of resource has the name that must be its own in an account. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("AWS::Athena::WorkGroup", "/Name"),
          Map.entry("AWS::CloudWatch::Alarm", "/AlarmName"),
          Map.entry("AWS::CloudWatch::Dashboard", "/DashboardName"),
          Map.entry("AWS::DynamoDB::Table", "/TableName"),
          Map.entry("AWS::Glue::Database", "/DatabaseInput/Name"),
          Map.entry("AWS::IAM::ManagedPolicy", "/ManagedPolicyName"),
          Map.entry("AWS::IAM::Role", "/RoleName"),
          Map.entry("AWS::KMS::Alias", "/AliasName"),
          Map.entry("AWS::Kinesis::Stream", "/Name"),
          Map.entry("AWS::KinesisAnalyticsV2::Application", "/ApplicationName"),
          Map.entry("AWS::Logs::LogGroup", "/LogGroupName"),
          Map.entry("AWS::QuickSight::Analysis", "/AnalysisId"),
          Map.entry("AWS::QuickSight::Dashboard", "/DashboardId"),
          Map.entry("AWS::QuickSight::DataSet", "/DataSetId"),
          Map.entry("AWS::QuickSight::DataSource", "/DataSourceId"),
          Map.entry("AWS::S3::Bucket", "/BucketName"),
          Map.entry("AWS::SNS::Topic", "/TopicName"),
          Map.entry("AWS::SQS::Queue", "/QueueName"),
          Map.entry("AWS::Scheduler::Schedule", "/Name"),
          Map.entry("AWS::Scheduler::ScheduleGroup", "/Name"));

  /** Types that are part of another, or get their names from AWS. */
  private static final Set<String> NAMELESS =
      Set.of(
          "AWS::IAM::Policy",
          "AWS::KMS::Key",
          "AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption",
          "AWS::LakeFormation::PrincipalPermissions",
          "AWS::LakeFormation::Resource",
          "AWS::Logs::LogStream",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy");

  private static final Map<String, Object> STAGE =
      Map.of("stage", "test", "quickSightPrincipal", Templates.QUICKSIGHT, "grantViews", true);

  @TempDir Path root;
  private Path deploy;

  @BeforeEach
  void files() throws IOException {
    deploy = Files.createDirectories(root.resolve("deploy/managed-flink"));
    Path committed = Templates.DEPLOY.toAbsolutePath().normalize();
    CopiedFolder.copy(
        committed.resolve("../../iceberg-ddl").normalize(), root.resolve("iceberg-ddl"));
    CopiedFolder.copy(committed.resolve("quicksight"), deploy.resolve("quicksight"));
    Path stage = Files.createDirectories(deploy.resolve("stages/test"));
    for (String file :
        List.of("application-properties.json", "application-properties-segments.json")) {
      String text = Files.readString(committed.resolve(file));
      Files.writeString(deploy.resolve(file), text);
      Files.writeString(
          stage.resolve(file),
          text.replace("clickstream-events", "test-clickstream-events")
              .replace("user-segment-changes", "test-user-segment-changes")
              .replace("user_segments", "test_user_segments")
              .replace("example-lake", "example-lake-test")
              .replace("\"catalog\": ", "\"database-prefix\": \"test_\", \"catalog\": "));
    }
  }

  @Test
  void noNameIsThatOfAnotherStage() {
    Set<String> first = names(Templates.committed());
    Templates second = new Templates(deploy, STAGE);

    assertThat(names(second)).hasSameSizeAs(first).doesNotContainAnyElementsOf(first);

    String own = Templates.committed().all().values().toString();
    String text = second.all().values().toString();
    for (String name : first) {
      String bare = name.substring(name.indexOf(' ') + 1);
      if (bare.contains("eventlake-") || bare.contains("example-")) {
        assertThat(hasWord(own, bare)).as(bare).isTrue();
        assertThat(hasWord(text, bare)).as(bare).isFalse();
      }
    }

    assertThat(text).contains("\"Eventlake/test\"").doesNotContain("\"Eventlake\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"test-clickstream-events", "test_user_segments", "\"test_\"", "example-lake-test"})
  void aNameOfTheFirstLakeIsRefused(String own) throws IOException {
    String first = own.replaceFirst("-test$|test[-_]", "");
    for (Path file :
        List.of(
            deploy.resolve("stages/test/application-properties.json"),
            deploy.resolve("stages/test/application-properties-segments.json"))) {
      Files.writeString(file, Files.readString(file).replace(own, first));
    }

    assertThatThrownBy(() -> new Settings(deploy, Templates.app(STAGE).getNode()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the lake without a stage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Test", "a-b", "clickstream", "1", "muchtoolongname"})
  void aStageHasAShortName(String stage) {
    assertThatThrownBy(() -> new Names(stage, List.of("clickstream", "segments")))
        .hasMessageContaining("stage must be");
  }

  /** As in a cdk.json of before there were stages. */
  @Test
  void withoutTheValueThereIsNoStage() {
    Map<String, Object> missing = new HashMap<>();
    missing.put("stage", null);

    Settings settings = new Settings(deploy, Templates.app(missing).getNode());

    assertThat(settings.names.of("clickstream")).isEqualTo("eventlake-clickstream");
  }

  /** Whether the text has the name otherwise than as a part of a longer one. */
  private static boolean hasWord(String text, String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (!isOfName(text, at - 1) && !isOfName(text, at + name.length())) {
        return true;
      }
    }

    return false;
  }

  private static boolean isOfName(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_-".indexOf(text.charAt(at)) >= 0);
  }

  private static Set<String> names(Templates templates) {
    Set<String> names = new HashSet<>();
    templates
        .all()
        .forEach(
            (id, resource) -> {
              String type = resource.get("Type").asText();
              if (NAMES.containsKey(type)) {
                JsonNode name = resource.get("Properties").at(NAMES.get(type));
                assertThat(name.isTextual()).as(id).isTrue();
                assertThat(names.add(type + " " + name.asText())).as(id).isTrue();
              } else {
                assertThat(NAMELESS).as(id).contains(type);
              }
            });
    return names;
  }
}
