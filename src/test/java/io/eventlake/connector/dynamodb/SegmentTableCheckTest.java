package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.check.Finding;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.FakeEndpoint.Answer;
import io.eventlake.testing.TestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of the table of segments before a job reads it. */
class SegmentTableCheckTest {

  private static final String SERVICE = "com.amazonaws.dynamodb.v20120810#";
  private static final Answer DENIED = Answer.error(400, SERVICE + "AccessDeniedException");
  private static final Answer NOTHING = Answer.ok("{\"Items\":[],\"Count\":0}");
  private static final Map<String, String> LOOKUP = Map.of("segments.type", "dynamodb");
  private static final Map<String, String> SCAN = Map.of("segments.initial-load", "scan");

  private final List<Answer> answers =
      new ArrayList<>(List.of(table("user_id_hash", "S"), NOTHING));

  @Test
  void aTableInOrder() {
    List<String> table =
        List.of(
            "OK segments table: vip is ACTIVE",
            "OK segments key: the partition key is user_id_hash, a text");

    assertThat(check(LOOKUP))
        .startsWith(table.toArray(String[]::new))
        .endsWith("OK segments calls: Query is allowed")
        .hasSize(3);
    assertThat(check(SCAN)).endsWith("OK segments calls: Scan is allowed").hasSize(3);
  }

  @Test
  void aTableThatIsNotThere() {
    answers.set(0, Answer.error(400, SERVICE + "ResourceNotFoundException"));

    assertThat(check(LOOKUP))
        .containsExactly(
            "FAIL segments table: The table vip does not exist in region us-east-1: create it, or"
                + " correct segments.table and segments.region");
  }

  @Test
  void aTableWithAnotherKey() {
    answers.set(0, table("user_id", "S"));
    assertThat(check(LOOKUP).get(1))
        .isEqualTo(
            "FAIL segments key: The partition key of vip is user_id of type S, not user_id_hash of"
                + " type S: name the right table in segments.table");

    answers.set(0, table("user_id_hash", "N"));
    assertThat(check(LOOKUP).get(1)).startsWith("FAIL segments key: ");
  }

  @Test
  void whatARoleNeedNotDoIsNoFault() {
    answers.set(0, DENIED);

    assertThat(check(LOOKUP))
        .containsExactly(
            "OK segments table: its key was not looked at, since DescribeTable is not allowed",
            "OK segments calls: Query is allowed");
    assertThat(check(SCAN).get(0))
        .startsWith("FAIL segments table: DescribeTable is answered with: ")
        .endsWith("; allow the role dynamodb:DescribeTable on the table vip");
  }

  @Test
  void whatItMustDoAndMayNotIsNamed() {
    answers.set(1, DENIED);

    assertThat(check(LOOKUP).get(2))
        .startsWith("FAIL segments calls: Query is answered with: ")
        .endsWith("; allow the role dynamodb:Query on the table vip");
    assertThat(check(SCAN).get(2)).contains("dynamodb:Scan on the table vip");
  }

  @Test
  void anEndpointThatNobodyAnswers() {
    String gone;
    try (FakeEndpoint endpoint = new FakeEndpoint(call -> NOTHING)) {
      gone = endpoint.address();
    }

    assertThat(check(LOOKUP, gone))
        .singleElement()
        .asString()
        .startsWith("FAIL segments table: DynamoDB cannot be reached: ")
        .endsWith("check segments.region, segments.endpoint and the credentials");
  }

  private List<String> check(Map<String, String> wanted) {
    try (FakeEndpoint endpoint = new FakeEndpoint(answers::get)) {
      return check(wanted, endpoint.address());
    }
  }

  private static List<String> check(Map<String, String> wanted, String endpoint) {
    TestOptions options =
        TestOptions.files("/nowhere")
            .with("segments.table", "vip")
            .with("segments.endpoint", endpoint);
    wanted.forEach(options::with);
    try (SegmentTableCheck check = new SegmentTableCheck(options.segments())) {
      return check.run().stream().map(Finding::toString).toList();
    }
  }

  private static Answer table(String key, String type) {
    return Answer.ok(
        """
        {"Table":{"TableName":"vip","TableStatus":"ACTIVE",
         "AttributeDefinitions":[{"AttributeName":"%s","AttributeType":"%s"}],
         "KeySchema":[{"AttributeName":"%s","KeyType":"HASH"}]}}
        """
            .formatted(key, type, key));
  }
}
