package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.FakeEndpoint.Answer;
import io.eventlake.testing.SteppedPacing;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Items on their way into a table that does not take all of them at once. */
class AnalyticsTableTest {

  private static final String UNDONE =
      "{\"UnprocessedItems\":{\"analytics\":[{\"PutRequest\":{\"Item\":{\"date\":{\"S\":\"d\"},\"app\":{\"S\":\"a7\"}}}}]}}";

  private final SteppedPacing pacing = new SteppedPacing();

  @Test
  void whatIsNotProcessedIsPutAgainAndNothingElse() {
    try (FakeEndpoint dynamoDb = answering(call -> Answer.ok(call < 2 ? UNDONE : "{}"));
        AnalyticsTable table = table(dynamoDb)) {
      for (int item = 0; item < 25; item++) {
        table.put("{\"date\":\"d\",\"app\":\"a" + item + "\",\"n\":1}");
      }

      assertThat(table.written()).isEqualTo(25);
      assertThat(dynamoDb.bodies()).hasSize(3);
      assertThat(dynamoDb.bodies().get(0)).contains("\"a0\"", "\"a24\"", "{\"N\":\"1\"}");
      assertThat(dynamoDb.bodies().get(1)).contains("\"a7\"").doesNotContain("\"a8\"");
      assertThat(pacing.pauses()).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
    }
  }

  /** Who reads the item with the number of parts finds them. */
  @Test
  void partsAreThereBeforeTheirFirst() {
    try (FakeEndpoint dynamoDb = answering(call -> Answer.ok("{}"));
        AnalyticsTable table = table(dynamoDb)) {
      table.put("{\"date\":\"d\",\"app\":\"chess-2\",\"part\":2,\"ids\":[\"u\"],\"of\":{\"u\":3}}");
      table.put("{\"date\":\"d\",\"app\":\"chess\",\"parts\":2}");
      table.flush();

      assertThat(dynamoDb.bodies()).hasSize(2);
      assertThat(dynamoDb.bodies().get(0))
          .contains("\"chess-2\"", "{\"L\":[{\"S\":\"u\"}]}", "{\"M\":{\"u\":{\"N\":\"3\"}}}");
      assertThat(dynamoDb.bodies().get(1)).contains("\"chess\"");
    }
  }

  @Test
  void aTableThatNeverTakesThemIsAnError() {
    try (FakeEndpoint dynamoDb = answering(call -> Answer.ok(UNDONE));
        AnalyticsTable table = table(dynamoDb)) {
      table.put("{\"date\":\"d\",\"app\":\"a7\"}");
      assertThatThrownBy(table::flush)
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("The table analytics did not take all items in 12 attempts: ");
      assertThat(table.written()).isZero();
    }
  }

  @Test
  void aRefusalNamesTheRight() {
    try (FakeEndpoint dynamoDb = answering(call -> Answer.error(400, "AccessDeniedException"));
        AnalyticsTable table = table(dynamoDb)) {
      table.put("{\"date\":\"d\",\"app\":\"a7\"}");
      assertThatThrownBy(table::flush)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("the role dynamodb:BatchWriteItem");
    }
  }

  private static FakeEndpoint answering(IntFunction<Answer> answers) {
    return new FakeEndpoint(answers);
  }

  private AnalyticsTable table(FakeEndpoint dynamoDb) {
    return new AnalyticsTable("analytics", "us-east-1", dynamoDb.address(), pacing);
  }
}
