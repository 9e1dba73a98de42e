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

/** What the file of product metrics brings: bucket, table, tasks, schedules, rights, dashboard. */
class ProductStackTest {

  private static final String PRODUCT = "arn:aws:dynamodb:us-east-1:123456789012:table/product";
  private static final String OBJECTS = "arn:aws:s3:::example-lake-exports/product/AWSDynamoDB/*";
  private static final Map<String, Object> CONTEXT =
      Map.of(
          "quickSightPrincipal",
          Templates.QUICKSIGHT,
          "productImage",
          "123456789012.dkr.ecr.us-east-1.amazonaws.com/eventlake:1",
          "productSubnets",
          List.of("subnet-0a1b2c3d", "subnet-0b1c2d3e"),
          "productSecurityGroups",
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
    for (String name : List.of("", "-segments", "-product")) {
      String file = "application-properties" + name + ".json";
      Path from = committed.resolve(name.equals("-product") ? "examples" : "").resolve(file);
      Files.copy(from, deploy.resolve(file));
    }

    templates = new Templates(deploy, CONTEXT);
  }

  @Test
  void analystsSeeNoUserOfTheProduct() {
    List<String> hidden =
        templates.properties("AWS::LakeFormation::PrincipalPermissions").stream()
            .filter(grant -> grant.get("Principal").toString().contains("Analyst"))
            .map(grant -> grant.at("/Resource/TableWithColumns"))
            .filter(table -> table.path("DatabaseName").asText().startsWith("product_"))
            .map(table -> table.get("Name").asText() + " " + table.get("ColumnWildcard"))
            .toList();

    assertThat(hidden)
        .containsExactlyInAnyOrder(
            "product_activity {\"ExcludedColumnNames\":[\"user_id\",\"model_id\",\"owner\"]}",
            "product_daily_users {\"ExcludedColumnNames\":[\"user_id\"]}");
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
  void exportsGoAfterADayAndItemsByTheirTime() {
    JsonNode bucket = templates.named("AWS::S3::Bucket", "/BucketName", "example-lake-exports");
    assertThat(bucket.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt()).isOne();
    assertThat(bucket.get("BucketEncryption").toString()).contains("aws:kms", "Key");
    JsonNode table = templates.named("AWS::DynamoDB::Table", "/TableName", "product_analytics");
    assertThat(table.get("KeySchema").toString())
        .isEqualTo(
            "[{\"AttributeName\":\"date\",\"KeyType\":\"HASH\"},"
                + "{\"AttributeName\":\"app\",\"KeyType\":\"RANGE\"}]");
    assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expiresAt");
    assertThat(table.get("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
  }

  @Test
  void theExportIsAtTwoAndTheRunAtHalfPastTwo() {
    for (String[] one :
        new String[][] {{"export", "cron(0 2 * * ? *)"}, {"run", "cron(30 2 * * ? *)"}}) {
      JsonNode schedule =
          templates.named("AWS::Scheduler::Schedule", "/Name", "eventlake-product-" + one[0]);
      assertThat(schedule.get("ScheduleExpression").asText()).isEqualTo(one[1]);
      assertThat(schedule.get("ScheduleExpressionTimezone").asText()).isEqualTo("UTC");
      assertThat(schedule.at("/Target/EcsParameters/LaunchType").asText()).isEqualTo("FARGATE");
      assertThat(schedule.at("/Target/EcsParameters/NetworkConfiguration").toString())
          .contains("subnet-0a1b2c3d", "subnet-0b1c2d3e", "sg-0c1d2e3f", "DISABLED");
      List<String> command = new ArrayList<>();
      templates
          .named("AWS::ECS::TaskDefinition", "/Family", "eventlake-product-" + one[0])
          .at("/ContainerDefinitions/0/Command")
          .forEach(word -> command.add(word.isTextual() ? word.asText() : word.toString()));
      assertThat(command)
          .startsWith("metrics", one[0], "--day", "yesterday")
          .contains(
              "metrics.table=" + PRODUCT,
              "metrics.bucket=s3://example-lake-exports",
              "metrics.analytics-table=product_analytics",
              "lake.catalog=glue")
          .noneMatch(word -> word.startsWith("deploy."));
      assertThat(command.stream().anyMatch(word -> word.contains("metrics.kms-key=")))
          .isEqualTo(one[0].equals("export"));
      assertThat(command.contains("metrics.verdict-namespace=Eventlake"))
          .isEqualTo(one[0].equals("run"));
    }
  }

  /** The document's rights, those on keys and exports that it forgot, and nothing else. */
  @Test
  void eachTaskMayDoWhatItDoes() {
    assertThat(templates.allowed("ExportRole"))
        .containsExactly(
            "dynamodb:ExportTableToPointInTime " + PRODUCT,
            "kms:Decrypt KEY",
            "kms:GenerateDataKey KEY",
            "s3:AbortMultipartUpload " + OBJECTS,
            "s3:PutObject " + OBJECTS);
    assertThat(templates.allowed("RunRole"))
        .contains(
            "cloudwatch:PutMetricData *",
            "dynamodb:BatchWriteItem KEY",
            "dynamodb:DescribeExport " + PRODUCT + "/export/*",
            "s3:GetObject " + OBJECTS,
            "s3:ListBucket KEY",
            "s3:PutObject arn:aws:s3:::example-lake-processed/eventlake/product_gold/"
                + "product_daily/*")
        .noneMatch(right -> right.contains("ExportTable") || right.contains("/silver/"))
        .noneMatch(right -> right.contains("glue:CreateTable"));
    assertThat(
            templates.statements("RunRole").stream()
                .map(statement -> statement.at("/Condition/StringEquals/cloudwatch:namespace"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText))
        .containsExactly("Eventlake/Product", "Eventlake");
    assertThat(templates.statements("ScheduleRole").toString())
        .contains("ecs:RunTask", "ecs:cluster", "iam:PassRole", "ecs-tasks.amazonaws.com");
    assertThat(templates.properties("AWS::LakeFormation::PrincipalPermissions"))
        .filteredOn(grant -> grant.get("Principal").toString().contains("RunRole"))
        .hasSize(6);
  }

  @Test
  void theDashboardAsksForTheMaximumOfEachApplication() {
    String dashboard =
        templates
            .named("AWS::CloudWatch::Dashboard", "/DashboardName", "eventlake-product")
            .toString();
    for (String metric : ProductDashboard.METRICS) {
      assertThat(dashboard)
          .contains("SEARCH('{Eventlake/Product,App} MetricName=")
          .contains(metric)
          .contains("'Maximum', 86400)");
    }

    assertThat(dashboard).doesNotContain("'Sum'");
  }

  /** A run at half past two is in the hour before three: 25 hours on there must be another. */
  @Test
  void anAlarmTellsByFourThatThereIsNothingForYesterday() {
    JsonNode alarm =
        templates.named(
            "AWS::CloudWatch::Alarm", "/AlarmName", "eventlake-product-metrics-missing");
    assertThat(alarm.get("Namespace").asText()).isEqualTo("Eventlake");
    assertThat(alarm.get("MetricName").asText()).isEqualTo("product-metricsFailed");
    assertThat(alarm.get("Period").asInt()).isEqualTo(3600);
    assertThat(alarm.get("EvaluationPeriods").asInt()).isEqualTo(25);
    assertThat(alarm.get("TreatMissingData").asText()).isEqualTo("breaching");
    assertThat(templates.named("AWS::CloudWatch::Alarm", "/AlarmName", "eventlake-product-metrics"))
        .isNotNull();
  }

  @Test
  void whatIsMissingIsNamed() {
    for (String key : List.of("productImage", "productSubnets", "productSecurityGroups")) {
      Map<String, Object> without = new HashMap<>(CONTEXT);
      without.put(key, "");
      assertThatThrownBy(() -> new Templates(deploy, without))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(key + " must ");
    }
  }

  @Test
  void theTableIsWhereTheAlarmsAre() {
    Settings settings = new Settings(deploy, Templates.app(CONTEXT).getNode());
    assertThatThrownBy(
            () ->
                ProductSettings.of(
                    settings.product().orElseThrow(),
                    settings.names,
                    "eu-west-2",
                    Templates.app(CONTEXT).getNode()))
        .hasMessageStartingWith("metrics.table must be in eu-west-2, ");
  }
}
