package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may take which role, and that none gets at what another has asked. */
class PeopleTest {

  private final Templates templates = Templates.committed();

  @Test
  void onlyNamedPeopleTakeARoleAndUsersWithASecondFactor() {
    for (String role : List.of("eventlake-engineer", "eventlake-analyst")) {
      JsonNode trust = role(role).at("/AssumeRolePolicyDocument/Statement");

      assertThat(trust).hasSize(2);
      assertThat(trust.get(0).at("/Principal/AWS").asText()).isEqualTo(Templates.USER);
      assertThat(trust.get(0).at("/Condition/Bool/aws:MultiFactorAuthPresent").asText())
          .isEqualTo("true");
      assertThat(trust.get(1).at("/Principal/AWS").asText()).isEqualTo(Templates.ROLE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', nobody could take the role",
    "arn:aws:iam::123456789012:root, must be ARNs of users or roles",
    "*, must be ARNs of users or roles",
    "arn:aws:iam::123456789012:role/*, must be ARNs of users or roles",
  })
  void aRoleForEverybodyOrNobodyIsRefused(String principals, String rule) {
    for (String context : List.of("engineers", "analysts")) {
      assertThatThrownBy(
              () ->
                  new Settings(
                      Templates.DEPLOY, Templates.app(Map.of(context, principals)).getNode()))
          .hasMessageContaining(context)
          .hasMessageContaining(rule);
    }
  }

  @Test
  void aRoleOfAServiceIsForThisAccount() {
    int services = 0;
    for (JsonNode role : templates.properties("AWS::IAM::Role")) {
      for (JsonNode trust : role.at("/AssumeRolePolicyDocument/Statement")) {
        if (trust.at("/Principal").has("Service")) {
          services++;
          assertThat(trust.at("/Condition/StringEquals").has("aws:SourceAccount"))
              .as(role.get("RoleName").asText())
              .isTrue();
        }
      }
    }

    assertThat(services).isEqualTo(6);
  }

  @Test
  void eachRoleHasAWorkgroupAndAFolderOfItsOwn() {
    Set<String> folders = new HashSet<>();
    for (JsonNode group : templates.properties("AWS::Athena::WorkGroup")) {
      JsonNode result = group.at("/WorkGroupConfiguration/ResultConfiguration");
      folders.add(group.get("Name").asText() + " " + result.get("OutputLocation").asText());
      assertThat(result.toString()).contains("ResultsKey");
    }

    String root = "s3://example-lake-processed/temp/athena/";
    assertThat(folders)
        .containsExactlyInAnyOrder(
            "eventlake-engineer " + root + "engineer/",
            "eventlake-analyst " + root + "analyst/",
            "eventlake-quicksight " + root + "quicksight/");
    for (String role : List.of("engineer", "analyst", "quicksight")) {
      String statements = statements(role).toString();
      assertThat(statements)
          .contains("workgroup/eventlake-" + role + "\"", "temp/athena/" + role + "/*");
      Stream.of("engineer", "analyst", "quicksight")
          .filter(other -> !other.equals(role))
          .forEach(
              other ->
                  assertThat(statements)
                      .as(role)
                      .doesNotContain("workgroup/eventlake-" + other, "temp/athena/" + other));
    }
  }

  /** A condition that is passed over where a request has no prefix lists the whole bucket. */
  @Test
  void whoAsksListsItsOwnFolderOnly() {
    for (String role : List.of("analyst", "quicksight")) {
      assertThat(statements(role))
          .filteredOn(statement -> statement.get("Action").toString().contains("s3:ListBucket"))
          .singleElement()
          .satisfies(
              statement ->
                  assertThat(statement.at("/Condition/StringLike/s3:prefix").asText())
                      .isEqualTo("temp/athena/" + role + "/*"));
    }

    assertThat(templates.policies().toString()).doesNotContain("IfExists");
  }

  @Test
  void whoAsksOpensNoFileOfATable() {
    for (String role : List.of("analyst", "quicksight")) {
      assertThat(statements(role))
          .filteredOn(statement -> statement.get("Action").toString().contains("kms:"))
          .isNotEmpty()
          .allSatisfy(
              statement -> assertThat(statement.get("Resource").toString()).contains("ResultsKey"));
    }
  }

  @Test
  void aKeyIsForOnePurpose() {
    Map<String, String> keys = new TreeMap<>();
    for (JsonNode bucket : templates.properties("AWS::S3::Bucket")) {
      keys.put(bucket.get("BucketName").asText(), key(bucket));
    }
    templates
        .properties("AWS::Kinesis::Stream")
        .forEach(stream -> keys.put(stream.get("Name").asText(), key(stream)));
    templates.properties("AWS::SQS::Queue").forEach(queue -> keys.put("queue", key(queue)));
    templates.properties("AWS::Logs::LogGroup").forEach(log -> keys.put("log", key(log)));

    assertThat(keys)
        .isEqualTo(
            Map.of(
                "example-lake-source", "SourceKey",
                "example-lake-processed", "ProcessedKey",
                "example-lake-catalog", "JobsKey",
                "clickstream-events", "StreamsKey",
                "user-segment-changes", "StreamsKey",
                "queue", "StreamsKey",
                "log", "JobsKey"));
  }

  @Test
  void anEngineerReadsWhatCouldNotBeDelivered() {
    assertThat(statements("engineer").toString())
        .contains("sqs:ReceiveMessage", "sqs:DeleteMessage", "StreamsKey");
  }

  private static String key(JsonNode resource) {
    return resource
        .toString()
        .replaceAll(".*?((Source|Processed|Results|Streams|Jobs)Key).*", "$1");
  }

  private JsonNode role(String name) {
    return templates.properties("AWS::IAM::Role").stream()
        .filter(role -> role.path("RoleName").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** All that the policies of a role allow. */
  private List<JsonNode> statements(String role) {
    String id =
        Map.of("engineer", "Engineer", "analyst", "Analyst", "quicksight", "QuickSightRole")
            .get(role);
    List<JsonNode> statements = new ArrayList<>();
    for (JsonNode policy : templates.policies()) {
      if (policy.path("Roles").toString().matches(".*\"" + id + "[0-9A-F]+\".*")) {
        policy.at("/PolicyDocument/Statement").forEach(statements::add);
      }
    }

    assertThat(statements).as(role).isNotEmpty();
    return statements;
  }
}
