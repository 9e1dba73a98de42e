package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/** Who may do what. */
class RightsTest {

  private static final String PUT_METRICS = "cloudwatch:PutMetricData";

  private final Templates templates = Templates.committed();

  @Test
  void noActionIsAWildcard() {
    assertThat(allowed())
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(texts(statement.get("Action"))).noneMatch(text -> text.contains("*")));
  }

  @Test
  void noResourceIsAWildcardWhereANameCanStand() {
    for (JsonNode statement : allowed()) {
      for (String resource : texts(statement.get("Resource"))) {
        // What refers to another resource is of one name, as JSON.
        String text = resource.replaceAll("\\{\"[^{}]*(\\{[^{}]*})?[^{}]*}", "\\${reference}");
        if (text.contains("*")) {
          assertThat(AcceptedWildcard.of(texts(statement.get("Action")), text))
              .as("%s", statement)
              .isNotNull();
        }
      }
    }
  }

  /** One namespace alone is what keeps its wildcard from being all metrics of the account. */
  @Test
  void metricsArePutUnderOneName() {
    assertThat(allowed())
        .filteredOn(statement -> texts(statement.get("Action")).contains(PUT_METRICS))
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(statement.at("/Condition/StringEquals/cloudwatch:namespace").asText())
                    .startsWith("Eventlake"));
  }

  @ParameterizedTest
  @CsvSource({
    "kinesis:DeleteStream, arn:aws:kinesis:eu-central-1:1:stream/*",
    "kinesis:DeleteStream, *",
    "iam:PassRole, arn:aws:iam::1:role/*",
    "s3:GetObject, arn:aws:s3:::bucket/*",
    "s3:GetObject, *",
    "s3:PutBucketPolicy, arn:aws:s3:::bucket/folder/*",
    "glue:DeleteTable, arn:aws:glue:eu-central-1:1:table/gold/v_*",
    "glue:GetTable, arn:aws:glue:eu-central-1:1:table/gold/*",
    "logs:PutLogEvents, arn:aws:logs:eu-central-1:1:log-group:*",
    "kinesis:DeregisterStreamConsumer, arn:aws:kinesis:eu-central-1:1:stream/*",
  })
  void aDangerousWildcardIsNotAccepted(String action, String resource) {
    assertThat(AcceptedWildcard.of(List.of(action), resource)).isNull();
    App app = new App();
    Stack stack = new Stack(app, "stack");
    List<PolicyStatement> statements =
        List.of(
            Statements.allow(List.of("s3:GetObject"), List.of("arn:aws:s3:::bucket/folder/*")),
            Statements.allow(List.of(action), List.of(resource)));
    Role role =
        Role.Builder.create(stack, "role").assumedBy(new ServicePrincipal("a.example")).build();
    statements.forEach(role::addToPolicy);
    Accepted.wildcards(role, statements);
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
    app.synth();

    assertThat(
            Annotations.fromStack(stack)
                .findError("*", Match.stringLikeRegexp("AwsSolutions-IAM5\\[Resource::.*")))
        .hasSize(1);
  }

  @Test
  void aJobCommitsToItsOwnTablesAlone() {
    assertThat(updated("eventlake-segments")).containsExactly("silver/user_segments");
    assertThat(updated("eventlake-clickstream"))
        .containsExactlyInAnyOrder(
            "bronze/dead_letters",
            "bronze/events",
            "gold/fact_affiliate_clicks",
            "gold/fact_funnel",
            "gold/minute_activity",
            "ops/late_events",
            "ops/record_counts",
            "silver/events",
            "silver/sessions");
    assertThat(written("eventlake-segments"))
        .containsExactly("arn:aws:s3:::example-lake-processed/eventlake/silver/user_segments/*");
    assertThat(written("eventlake-clickstream"))
        .hasSize(9)
        .doesNotContainAnyElementsOf(written("eventlake-segments"));
  }

  @Test
  void aJobCanTellWhetherAFileIsThere() {
    for (String application : templates.settings.names.applications()) {
      assertThat(resources(application, "s3:ListBucket"))
          .hasSize(2)
          .anyMatch(bucket -> bucket.contains("Source"))
          .anyMatch(bucket -> bucket.contains("Processed"));
    }
  }

  @Test
  void aJobReadsItsOwnStreamAlone() {
    assertThat(resources("eventlake-clickstream", "kinesis:GetRecords"))
        .singleElement()
        .asString()
        .contains("Events")
        .doesNotContain("Changes");
    assertThat(resources("eventlake-segments", "kinesis:GetRecords"))
        .singleElement()
        .asString()
        .contains("Changes");
    assertThat(resources("eventlake-clickstream", "dynamodb:Scan")).isEmpty();
    assertThat(resources("eventlake-segments", "dynamodb:Query")).isEmpty();
  }

  @Test
  void rolesOfTheServiceAreForOneApplication() {
    for (JsonNode role : templates.properties("AWS::IAM::Role")) {
      JsonNode trust = role.at("/AssumeRolePolicyDocument/Statement/0");
      if (trust.at("/Principal/Service").asText().equals("kinesisanalytics.amazonaws.com")) {
        assertThat(trust.at("/Condition/ArnEquals/aws:SourceArn").toString())
            .contains("application/" + role.get("RoleName").asText());
        assertThat(trust.at("/Condition/StringEquals").has("aws:SourceAccount")).isTrue();
      }
    }

    templates.jobs.resourcePropertiesCountIs(
        "AWS::IAM::Role",
        Match.objectLike(
            java.util.Map.of(
                "AssumeRolePolicyDocument",
                Match.objectLike(
                    java.util.Map.of(
                        "Statement",
                        List.of(
                            Match.objectLike(
                                java.util.Map.of(
                                    "Principal",
                                    java.util.Map.of(
                                        "Service", "kinesisanalytics.amazonaws.com")))))))),
        2);
  }

  @Test
  void analystsSeeSilverAndGoldWithoutPersons() {
    List<String> seen = new ArrayList<>();
    for (JsonNode grant : templates.properties("AWS::LakeFormation::PrincipalPermissions")) {
      if (!grant.get("Principal").toString().contains("Analyst")) {
        continue;
      }

      JsonNode columns = grant.at("/Resource/TableWithColumns");
      JsonNode table = columns.isMissingNode() ? grant.at("/Resource/Table") : columns;
      String name = table.get("DatabaseName").asText() + "." + table.get("Name").asText();
      if (name.startsWith("gold.v_")) {
        continue;
      }

      seen.add(name);
      LakeTable defined =
          templates.settings.tables.stream()
              .filter(candidate -> candidate.toString().equals(name))
              .findFirst()
              .orElseThrow();
      assertThat(texts(columns.at("/ColumnWildcard/ExcludedColumnNames")))
          .as(name)
          .isEqualTo(defined.tellsPersons() ? defined.persons() : List.of(""));
    }

    assertThat(seen)
        .containsExactlyInAnyOrder(
            "gold.fact_affiliate_clicks",
            "gold.fact_funnel",
            "gold.minute_activity",
            "silver.events",
            "silver.sessions",
            "silver.user_segments");
  }

  /** The columns are read from the definitions: that they are found there, and where. */
  @Test
  void theTablesWithPersonsAreKnown() {
    assertThat(templates.settings.tables)
        .hasSize(11)
        .filteredOn(LakeTable::tellsPersons)
        .extracting(table -> table + " " + table.persons())
        .containsExactlyInAnyOrder(
            "bronze.dead_letters [payload]",
            "bronze.events [user, unmapped]",
            "gold.fact_affiliate_clicks [user_id_hash]",
            "gold.fact_funnel [user_id_hash]",
            "ops.late_events [user_id_hash]",
            "silver.events [user_id_hash]",
            "silver.sessions [user_id_hash]",
            "silver.user_segments [user_id_hash]");
  }

  /** Sets whose jobs are not deployed here have columns of other names. */
  @Test
  void everySetSaysItsOwnPersons() {
    assertThat(LakeTable.of(Templates.DEPLOY.resolve("../../iceberg-ddl"), List.of("product")))
        .filteredOn(LakeTable::tellsPersons)
        .extracting(table -> table + " " + table.persons())
        .containsExactly(
            "product_gold.product_daily_users [user_id]",
            "product_silver.product_activity [user_id, model_id, owner]");
    assertThat(LakeTable.of(Templates.DEPLOY.resolve("../../iceberg-ddl"), List.of("caliper")))
        .filteredOn(table -> table.layer().equals("gold"))
        .extracting(table -> table + " " + table.persons())
        .containsExactly(
            "caliper_gold.facts [learner_id]",
            "caliper_gold.learning_days [learner_id]",
            "caliper_gold.outcomes [learner_id, grader_id]");
  }

  @Test
  void aQueryIsLimited() {
    assertThat(templates.properties("AWS::Athena::WorkGroup"))
        .hasSize(3)
        .allSatisfy(
            group -> {
              JsonNode configuration = group.get("WorkGroupConfiguration");
              assertThat(configuration.get("EnforceWorkGroupConfiguration").asBoolean()).isTrue();
              assertThat(configuration.get("BytesScannedCutoffPerQuery").asLong())
                  .isEqualTo(100_000_000_000L);
            });
  }

  private List<String> updated(String role) {
    return resources(role, "glue:UpdateTable").stream()
        .filter(arn -> arn.contains(":table/"))
        .map(arn -> arn.substring(arn.indexOf(":table/") + ":table/".length()))
        .map(arn -> arn.replaceAll("[\"\\]}]+$", ""))
        .toList();
  }

  private List<String> written(String role) {
    return resources(role, "s3:PutObject");
  }

  /** Resources of the statements of a role's policies that allow the action. */
  private List<String> resources(String role, String action) {
    return templates.properties("AWS::IAM::Policy").stream()
        .filter(policy -> policy.get("Roles").toString().contains(reference(role)))
        .flatMap(policy -> statements(policy.at("/PolicyDocument/Statement")))
        .filter(statement -> texts(statement.get("Action")).contains(action))
        .flatMap(statement -> texts(statement.get("Resource")).stream())
        .toList();
  }

  private static String reference(String role) {
    return role.equals("eventlake-segments") ? "SegmentsRole" : "ClickstreamRole";
  }

  /** Every statement that allows something to a role; what resources allow is theirs alone. */
  private List<JsonNode> allowed() {
    return Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
        .flatMap(type -> templates.properties(type).stream())
        .flatMap(policy -> statements(policy.at("/PolicyDocument/Statement")))
        .filter(statement -> statement.get("Effect").asText().equals("Allow"))
        .toList();
  }

  private static Stream<JsonNode> statements(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all.stream();
  }

  /** One text or many; what refers to another resource, as JSON. */
  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(one -> texts.addAll(texts(one)));
    } else if (node.has("Fn::Join")) {
      StringBuilder joined = new StringBuilder();
      node.get("Fn::Join").get(1).forEach(part -> joined.append(texts(part).get(0)));
      texts.add(joined.toString());
    } else {
      texts.add(node.isTextual() ? node.asText() : node.toString());
    }

    return texts;
  }
}
