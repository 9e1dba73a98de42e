package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** What the fetch of results brings: a task with its rights, a schedule, alarms. */
class FetchStackTest {

  private static final String FOLDER = "arn:aws:s3:::example-lake-source/results/*";
  private static final Map<String, Object> CONTEXT =
      Map.of(
          "quickSightPrincipal",
          Templates.QUICKSIGHT,
          "fetchImage",
          "123456789012.dkr.ecr.us-east-1.amazonaws.com/eventlake:1",
          "fetchSubnets",
          List.of("subnet-0a1b2c3d"),
          "fetchSecurityGroups",
          "sg-0c1d2e3f");

  @TempDir static Path root;

  private static Path deploy;
  private static Templates templates;

  @BeforeAll
  static void templates() throws IOException {
    deploy = Files.createDirectories(root.resolve("deploy/managed-flink"));
    Path committed = Templates.DEPLOY.toAbsolutePath().normalize();
    CopiedFolder.copy(
        committed.resolve("../../iceberg-ddl").normalize(), root.resolve("iceberg-ddl"));
    CopiedFolder.copy(committed.resolve("quicksight"), deploy.resolve("quicksight"));
    for (String name : List.of("", "-segments")) {
      String file = "application-properties" + name + ".json";
      Files.copy(committed.resolve(file), deploy.resolve(file));
    }

    write("", "");
    templates = new Templates(deploy, CONTEXT);
  }

  /** The file of XP with a fetch, one text of it replaced. */
  private static void write(String what, String by) throws IOException {
    String fetch =
        "\"hours\": \"26\", \"fetch-url\": \"https://example.org/gradebook\","
            + " \"fetch-token-url\": \"https://example.org/token\", \"fetch-client-id\": \"lake\","
            + " \"fetch-secret\": \"secretsmanager:eventlake/oneroster\"";
    String file = "application-properties-xp.json";
    String text = Files.readString(Templates.DEPLOY.resolve("examples").resolve(file));
    String with = text.replace("\"hours\": \"26\"", fetch);
    assertThat(with).contains(what).isNotEqualTo(text);
    Files.writeString(deploy.resolve(file), what.isEmpty() ? with : with.replace(what, by));
  }

  @Test
  void whatIsThereWithoutItStays() {
    List<String> ids = new ArrayList<>(Templates.committed().all().keySet());
    ids.removeIf(id -> id.startsWith("eventlake-access/Analystview"));
    assertThat(templates.all().keySet()).containsAll(ids);
    for (Annotations stack : templates.findings) {
      stack.hasNoError("*", Match.anyValue());
      stack.hasNoWarning("*", Match.anyValue());
    }
  }

  @Test
  void theTaskFetchesEachNightIntoTheFolderThatXpReads() {
    JsonNode schedule =
        templates.named("AWS::Scheduler::Schedule", "/Name", "eventlake-fetch-results");
    assertThat(schedule.get("ScheduleExpression").asText()).isEqualTo("cron(0 1 * * ? *)");
    assertThat(schedule.get("ScheduleExpressionTimezone").asText()).isEqualTo("UTC");
    assertThat(schedule.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(5);
    assertThat(schedule.at("/Target/DeadLetterConfig/Arn").toString()).contains("Undelivered");
    assertThat(schedule.at("/Target/EcsParameters/NetworkConfiguration").toString())
        .contains("subnet-0a1b2c3d", "sg-0c1d2e3f", "DISABLED");
    JsonNode task =
        templates.named("AWS::ECS::TaskDefinition", "/Family", "eventlake-fetch-results");
    assertThat(Templates.texts(task.at("/ContainerDefinitions/0/Command")))
        .containsExactly(
            "fetch-results",
            "--url",
            "https://example.org/gradebook",
            "--token-url",
            "https://example.org/token",
            "--client-id",
            "lake",
            "--secret",
            "secretsmanager:eventlake/oneroster",
            "--type",
            "assessmentResults",
            "--out",
            "s3://example-lake-source/results",
            "--region",
            "us-east-1",
            "--verdict-namespace",
            "Eventlake");
    assertThat(task.at("/ContainerDefinitions/0").has("Secrets")).isFalse();
    assertThat(templates.properties("AWS::SecretsManager::Secret")).isEmpty();
  }

  @Test
  void theTaskMayDoWhatItDoes() {
    assertThat(templates.allowed("ResultsRole"))
        .hasSize(7)
        .contains(
            "cloudwatch:PutMetricData *",
            "kms:Decrypt KEY",
            "kms:GenerateDataKey KEY",
            "s3:GetObject " + FOLDER,
            "s3:ListBucket KEY",
            "s3:PutObject " + FOLDER);
    assertThat(templates.statements("ResultsRole").toString())
        .contains(":secret:eventlake/oneroster-??????")
        .contains("{\"StringLike\":{\"s3:prefix\":\"results/*\"}}")
        .contains("{\"StringEquals\":{\"cloudwatch:namespace\":\"Eventlake\"}}");
    assertThat(templates.statements("ScheduleRole").toString())
        .contains("ecs:RunTask", "ecs:cluster", "iam:PassRole", "ecs-tasks.amazonaws.com");
  }

  @Test
  void alarmsTellThatItFailedAndThatThereWasNone() {
    JsonNode failed =
        templates.named("AWS::CloudWatch::Alarm", "/AlarmName", "eventlake-fetch-results");
    assertThat(failed.get("MetricName").asText()).isEqualTo("fetch-resultsFailed");
    assertThat(failed.get("AlarmActions")).hasSize(1);
    JsonNode missing =
        templates.named("AWS::CloudWatch::Alarm", "/AlarmName", "eventlake-fetch-results-missing");
    assertThat(missing.get("TreatMissingData").asText()).isEqualTo("breaching");
    assertThat(missing.get("EvaluationPeriods").asInt()).isEqualTo(26);
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    for (String[] wrong :
        new String[][] {
          {"https://example.org/gradebook", "http://example.org/g", "deploy.fetch-url must be"},
          {"secretsmanager:", "/etc/", "deploy.fetch-secret must be secretsmanager:NAME"},
          {"s3://example-lake-source/results", "/data/results", "is no folder in a bucket"},
          {"lake-source/results", "lake-source/eventlake/xp_bronze", "beside the warehouse"},
          {"\"fetch-client-id\": \"lake\",", "", "has no deploy.fetch-client-id"},
        }) {
      write(wrong[0], wrong[1]);
      assertThatThrownBy(() -> new Templates(deploy, CONTEXT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong[2]);
    }

    write("", "");
    Map<String, Object> without = new HashMap<>(CONTEXT);
    without.put("fetchImage", "eventlake:1");
    assertThatThrownBy(() -> new Templates(deploy, without))
        .hasMessageStartingWith("fetchImage must be the image of the fetch of results in ECR");
  }
}
