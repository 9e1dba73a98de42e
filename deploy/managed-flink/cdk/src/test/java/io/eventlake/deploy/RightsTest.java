package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

/** Who may do what. */
class RightsTest {

  /** Actions for which AWS knows no resource. */
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of("lakeformation:GetDataAccess", "cloudwatch:PutMetricData", "cloudwatch:GetMetricData");

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
      if (WITHOUT_RESOURCE.containsAll(texts(statement.get("Action")))) {
        continue;
      }

      for (String resource : texts(statement.get("Resource"))) {
        // Objects of a folder, views, a log's streams, all logs for listing them: no name is known
        // before.
        assertThat(resource)
            .matches(
                "[^*]*|[^*]+/(metadata/|jars/|temp/athena/[a-z]+/|v_)?\\*|[^*]+:log-stream:\\*|[^*]+:log-group:\\*");
      }
    }
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
  void analystsSeeSilverAndGoldWithoutUsers() {
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
      boolean hides =
          columns
              .at("/ColumnWildcard/ExcludedColumnNames")
              .toString()
              .equals("[\"" + LakeTable.USER_HASH + "\"]");
      LakeTable defined =
          templates.settings.tables.stream()
              .filter(candidate -> candidate.toString().equals(name))
              .findFirst()
              .orElseThrow();
      assertThat(hides).as(name).isEqualTo(defined.userHash());
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
  void theTablesWithUsersAreKnown() {
    assertThat(templates.settings.tables)
        .hasSize(10)
        .filteredOn(LakeTable::userHash)
        .extracting(LakeTable::toString)
        .containsExactlyInAnyOrder(
            "gold.fact_affiliate_clicks",
            "gold.fact_funnel",
            "ops.late_events",
            "silver.events",
            "silver.sessions",
            "silver.user_segments");
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
