package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A family and a batch job come, each with its file alone: those of the toys of the lake's tests.
 */
class NewJobTest {

  private static final Path TOYS = Path.of("..", "..", "..", "src", "test", "resources");
  private static final Map<String, Object> CONTEXT =
      Map.of("quickSightPrincipal", Templates.QUICKSIGHT, "grantViews", true);

  @TempDir Path root;
  private Path deploy;

  @BeforeEach
  void files() throws IOException {
    deploy = Files.createDirectories(root.resolve("deploy/managed-flink"));
    Path committed = Templates.DEPLOY.toAbsolutePath().normalize();
    CopiedFolder.copy(
        committed.resolve("../../iceberg-ddl").normalize(), root.resolve("iceberg-ddl"));
    CopiedFolder.copy(committed.resolve("quicksight"), deploy.resolve("quicksight"));
    try (Stream<Path> files = Files.list(committed)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, deploy.resolve(file.getFileName().toString()));
      }
    }
  }

  @Test
  void aFileIsAllThatAJobBrings() throws IOException {
    write(
        "toys", "{\"set\": \"toy\", \"parallelism\": \"3\", \"schedule\": \"cron(5 4 * * ? *)\"}");
    write("toy-marts", "{\"set\": \"toy-marts\", \"kind\": \"batch\", \"hours\": \"50\"}");
    CopiedFolder.copy(TOYS.resolve("iceberg-ddl/toy"), root.resolve("iceberg-ddl/toy"));
    CopiedFolder.copy(TOYS.resolve("iceberg-ddl/toy-marts"), root.resolve("iceberg-ddl/toy-marts"));

    Templates templates = new Templates(deploy, CONTEXT);

    assertThat(templates.all()).containsAllEntriesOf(unchanged(templates));
    assertThat(templates.all().keySet()).containsAll(Templates.committed().all().keySet());
    assertApplication(templates);
    assertRights(templates);
    assertWatched(templates);
    assertThat(names(templates, "AWS::Glue::Database", "/DatabaseInput/Name"))
        .containsExactlyInAnyOrder(
            "bronze", "silver", "gold", "ops", "toy_bronze", "toy_silver", "toy_gold", "toy_ops");
    assertThat(names(templates, "AWS::Kinesis::Stream", "/Name")).contains("toys-events");
  }

  /**
   * The files of a site's two jobs, of Caliper's and of XP, which wait until somebody wants them.
   */
  @Test
  void theFilesOfExamplesAreAllThatTheyBring() throws IOException {
    assertThat(Templates.committed().all().toString()).doesNotContain("site_gold", "caliper");
    copyExamples();

    Templates templates = new Templates(deploy, CONTEXT);

    assertThat(templates.all()).containsAllEntriesOf(unchanged(templates));
    assertThat(names(templates, "AWS::KinesisAnalyticsV2::Application", "/ApplicationName"))
        .containsExactlyInAnyOrder(
            "eventlake-clickstream", "eventlake-segments", "eventlake-site", "eventlake-caliper");
    assertThat(names(templates, "AWS::Glue::Database", "/DatabaseInput/Name"))
        .contains("site_bronze", "site_silver", "site_gold", "site_ops")
        .contains("caliper_bronze", "caliper_silver", "caliper_gold", "caliper_ops")
        .contains("xp_bronze", "xp_silver", "xp_gold", "xp_ops");
    assertThat(names(templates, "AWS::CloudWatch::Alarm", "/AlarmName"))
        .contains(
            "eventlake-site-down",
            "eventlake-site-dead-letters",
            "eventlake-commit-site_gold-fact_page_views",
            "eventlake-site-marts",
            "eventlake-site-marts-missing",
            "eventlake-xp",
            "eventlake-xp-missing",
            "eventlake-xp-double-counts",
            "eventlake-caliper-down",
            "eventlake-commit-caliper_gold-facts",
            "eventlake-commit-caliper_silver-sessions");
    assertThat(templates.properties("AWS::LakeFormation::PrincipalPermissions").toString())
        .contains("agg_daily_metrics", "dim_users", "dim_content", "transform_runs")
        .contains("xp_gold", "fact_xp", "agg_daily_xp");
    assertThat(templates.properties("AWS::CloudWatch::Dashboard").get(0).toString())
        .contains("site: dead letters, %", "site-marts");
    assertThat(hidden(templates, "Analyst"))
        .containsEntry("site_gold.dim_users", List.of("user_id_hash"))
        .containsEntry("caliper_gold.facts", List.of("learner_id"))
        .containsEntry("caliper_gold.learning_days", List.of("learner_id"))
        .containsEntry("caliper_gold.outcomes", List.of("learner_id", "grader_id"))
        .containsEntry("caliper_silver.sessions", List.of("user_id_hash"))
        .hasEntrySatisfying(
            "caliper_silver.events",
            columns ->
                assertThat(columns)
                    .contains("user_id_hash", "actor_id", "object_id", "scored_by_id"));
    assertThat(hidden(templates, "QuickSight"))
        .containsEntry("caliper_gold.outcomes", List.of("learner_id", "grader_id"))
        .containsEntry("site_gold.dim_users", List.of("user_id_hash"));
    assertThat(templates.properties("AWS::SecretsManager::Secret")).isEmpty();
    assertKey(
        templates, "secretsmanager:GetSecretValue", ":secret:eventlake/caliper-persons-key-??????");
    assertAlarmOfXp(templates);
  }

  /** What may be counted twice has an alarm. */
  private static void assertAlarmOfXp(Templates templates) {
    JsonNode alarm =
        templates.named("AWS::CloudWatch::Alarm", "/AlarmName", "eventlake-xp-double-counts");
    assertThat(alarm.get("Namespace").asText()).isEqualTo("Eventlake");
    assertThat(alarm.get("MetricName").asText()).isEqualTo("xpDoubleCounts");
    assertThat(alarm.get("Statistic").asText()).isEqualTo("Maximum");
    assertThat(alarm.get("Threshold").asInt()).isZero();
    assertThat(alarm.get("TreatMissingData").asText()).isEqualTo("ignore");
    assertThat(alarm.get("AlarmActions")).hasSize(1);
  }

  @Test
  void whatIsToldElsewhereThanAlarmsLookIsRefused() throws IOException {
    copyExamples();
    Path file = deploy.resolve("application-properties-xp.json");
    Files.writeString(file, Files.readString(file).replace("\"Eventlake\"", "\"Elsewhere\""));
    assertThatThrownBy(() -> new Templates(deploy, CONTEXT))
        .hasMessageEndingWith("xp.verdict-namespace must be Eventlake, where alarms look");
  }

  /** Nothing makes the key, and its job alone may read it, and nothing beside it. */
  private static void assertKey(Templates templates, String action, String place) {
    List<JsonNode> policies =
        templates.properties("AWS::IAM::Policy").stream()
            .filter(policy -> policy.toString().contains(action))
            .toList();
    assertThat(policies).singleElement();
    assertThat(policies.get(0).get("Roles").toString()).contains("CaliperRole");
    List<JsonNode> statements =
        policies.get(0).findValues("Statement").stream()
            .flatMap(all -> all.valueStream())
            .filter(statement -> statement.toString().contains(action))
            .toList();
    assertThat(statements).singleElement();
    JsonNode only = statements.get(0);
    assertThat(only.get("Action").asText()).isEqualTo(action);
    assertThat(only.get("Resource").toString()).contains(place).doesNotContain("*");
  }

  /** By table what is left out of the columns that a role is granted. */
  private static Map<String, List<String>> hidden(Templates templates, String role) {
    Map<String, List<String>> hidden = new TreeMap<>();
    for (JsonNode grant : templates.properties("AWS::LakeFormation::PrincipalPermissions")) {
      JsonNode table = grant.at("/Resource/TableWithColumns");
      JsonNode columns = table.at("/ColumnWildcard/ExcludedColumnNames");
      if (grant.get("Principal").toString().contains(role) && !columns.isMissingNode()) {
        hidden.put(
            table.get("DatabaseName").asText() + "." + table.get("Name").asText(),
            columns.valueStream().map(JsonNode::asText).toList());
      }
    }

    return hidden;
  }

  private void copyExamples() throws IOException {
    try (Stream<Path> files = Files.list(Templates.DEPLOY.resolve("examples"))) {
      // Product metrics need an image and a network, too: ProductStackTest.
      for (Path file : files.filter(one -> !one.toString().contains("-product")).toList()) {
        Files.copy(file, deploy.resolve(file.getFileName().toString()));
      }
    }
  }

  /** A folder of tables whose job is not deployed changes nothing. */
  @Test
  void tablesOfOtherJobsAreNotMade() throws IOException {
    CopiedFolder.copy(TOYS.resolve("iceberg-ddl/toy"), root.resolve("iceberg-ddl/toy"));

    assertThat(new Settings(deploy, Templates.app(CONTEXT).getNode()).tables)
        .isEqualTo(Templates.committed().settings.tables);
  }

  @Test
  void twoJobsDoNotWriteOneSet() throws IOException {
    write("toys", "{\"set\": \"web\"}");

    assertThatThrownBy(() -> new Settings(deploy, Templates.app(CONTEXT).getNode()))
        .hasMessage("deploy.set web is that of two jobs: each writes tables of its own");
  }

  @Test
  void aJobIsOfAKindThatThereIs() throws IOException {
    write("toys", "{\"set\": \"toy\", \"kind\": \"stream\"}");

    assertThatThrownBy(() -> new Settings(deploy, Templates.app(CONTEXT).getNode()))
        .hasMessageEndingWith("deploy.kind must be streaming or batch, not stream");
  }

  /** As in a cdk.json of 0.1.0. */
  @Test
  void theOldPlaceOfTheParallelismIsRefused() {
    Map<String, Object> old = new TreeMap<>(CONTEXT);
    old.put("segmentsParallelism", 4);

    assertThatThrownBy(() -> new Settings(deploy, Templates.app(old).getNode()))
        .hasMessage(
            "segmentsParallelism is deploy.parallelism in application-properties-segments.json"
                + " now: write it there, and not in cdk.json");
  }

  /** What the other jobs have of their own: what names all jobs or tables grows. */
  private static Map<String, JsonNode> unchanged(Templates templates) {
    Set<String> shared =
        Set.of(
            "AWS::IAM::ManagedPolicy",
            "AWS::KMS::Key",
            "AWS::CloudWatch::Dashboard",
            "AWS::S3::Bucket");
    Map<String, JsonNode> unchanged = new TreeMap<>(Templates.committed().all());
    unchanged.values().removeIf(resource -> shared.contains(resource.get("Type").asText()));
    unchanged.keySet().removeIf(id -> id.matches(".*/(Snapshot|QuickSight)RoleDefaultPolicy.*"));
    assertThat(unchanged).hasSizeGreaterThan(100);
    assertThat(templates.all()).hasSizeGreaterThan(Templates.committed().all().size());
    return unchanged;
  }

  private static void assertApplication(Templates templates) {
    assertThat(names(templates, "AWS::KinesisAnalyticsV2::Application", "/ApplicationName"))
        .containsExactlyInAnyOrder("eventlake-clickstream", "eventlake-segments", "eventlake-toys");
    JsonNode toys =
        templates
            .named("AWS::KinesisAnalyticsV2::Application", "/ApplicationName", "eventlake-toys")
            .get("ApplicationConfiguration");
    assertThat(
            toys.at("/FlinkApplicationConfiguration/ParallelismConfiguration/Parallelism").asInt())
        .isEqualTo(3);
    assertThat(toys.at("/EnvironmentProperties/PropertyGroups").findValuesAsText("PropertyGroupId"))
        .containsExactly("job", "lake", "source");
    assertThat(
            templates
                .named("AWS::Scheduler::Schedule", "/Name", "snapshot-eventlake-toys")
                .get("ScheduleExpression")
                .asText())
        .isEqualTo("cron(5 4 * * ? *)");
    assertThat(names(templates, "AWS::Logs::LogGroup", "/LogGroupName"))
        .contains("/eventlake/eventlake-toys")
        .noneMatch(name -> name.contains("marts"));
  }

  private void assertRights(Templates templates) {
    assertThat(names(templates, "AWS::IAM::Role", "/RoleName"))
        .contains("eventlake-toys")
        .noneMatch(name -> name.contains("marts"));
    String policy =
        templates.properties("AWS::IAM::Policy").stream()
            .filter(one -> one.get("Roles").toString().contains("ToysRole"))
            .map(JsonNode::toString)
            .collect(Collectors.joining());
    assertThat(policy)
        .contains("/toy_silver/events/*\"", "ToysStream")
        .doesNotContain("dynamodb:", "/eventlake/silver/", "/toy_gold/agg_toys/*\"");
    List<String> changed =
        templates.properties("AWS::LakeFormation::PrincipalPermissions").stream()
            .filter(grant -> grant.get("Principal").toString().contains("ToysRole"))
            .filter(grant -> grant.get("Permissions").toString().contains("ALTER"))
            .map(grant -> grant.at("/Resource/Table"))
            .map(table -> table.get("DatabaseName").asText() + "." + table.get("Name").asText())
            .toList();
    List<String> own =
        LakeTable.of(root.resolve("iceberg-ddl"), Set.of("toy")).stream()
            .map(LakeTable::toString)
            .toList();
    assertThat(own).contains("toy_bronze.events", "toy_bronze.dead_letters", "toy_gold.fact_toys");
    assertThat(changed).containsExactlyInAnyOrderElementsOf(own);
  }

  private static void assertWatched(Templates templates) {
    Set<String> alarms = Set.copyOf(names(templates, "AWS::CloudWatch::Alarm", "/AlarmName"));
    assertThat(alarms)
        .contains(
            "eventlake-toys-down",
            "eventlake-toys-dead-letters",
            "eventlake-commit-toy_bronze-events",
            "eventlake-commit-toy_silver-sessions",
            "eventlake-toy-marts",
            "eventlake-toy-marts-missing")
        .doesNotContain("eventlake-toys-lookups", "eventlake-toy-marts-down");
    JsonNode missing =
        templates.named("AWS::CloudWatch::Alarm", "/AlarmName", "eventlake-toy-marts-missing");
    assertThat(missing.get("MetricName").asText()).isEqualTo("toy-martsFailed");
    assertThat(missing.get("EvaluationPeriods").asInt()).isEqualTo(50);
    String dashboard = templates.properties("AWS::CloudWatch::Dashboard").get(0).toString();
    assertThat(dashboard).contains("toys: dead letters, %", "clickstream: dead letters, %");
    assertThat(alarms)
        .allSatisfy(name -> assertThat(dashboard).contains(name.replaceFirst("eventlake-", "")));
  }

  private static List<String> names(Templates templates, String type, String pointer) {
    return templates.properties(type).stream().map(one -> one.at(pointer).asText()).toList();
  }

  private void write(String job, String ofDeployment) throws IOException {
    Files.writeString(
        deploy.resolve("application-properties-" + job + ".json"),
        """
        [
          {"PropertyGroupId": "job", "PropertyMap": {"name": "JOB"}},
          {"PropertyGroupId": "deploy", "PropertyMap": DEPLOY},
          {"PropertyGroupId": "source", "PropertyMap": {"stream": "JOB-events", "region": "us-east-1"}},
          {"PropertyGroupId": "lake", "PropertyMap": {
            "warehouse": "s3://example-lake-processed/eventlake",
            "bronze-warehouse": "s3://example-lake-source/eventlake"}}
        ]
        """
            .replace("JOB", job)
            .replace("DEPLOY", ofDeployment));
  }
}
