package io.eventlake.family.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes to the analytics table and to CloudWatch. */
class AnalyticsItemsTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-10");
  private static final Instant NOW = Instant.parse("2026-03-11T02:30:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void anItemHasTheFiguresAndUsersOfADay() throws IOException {
    List<JsonNode> items =
        items(
            new AppFigures(DAY, "sudoku", 1, 2, 1, 3),
            List.of(new UserFigures("u1", 2, 0), new UserFigures("u2", 0, 1)));

    assertThat(items)
        .containsExactly(
            JSON.readTree(
                "{\"date\":\"2026-03-10\",\"app\":\"sudoku\",\"activeUsers\":1,\"gamesPlayed\":2,"
                    + "\"partiesCreated\":1,\"partiesJoined\":3,\"activeUserIds\":[\"u1\"],"
                    + "\"gamesPerUser\":{\"u1\":2},\"partiesCreatedPerUser\":{\"u2\":1},"
                    + "\"expiresAt\":1812412800}"));
    assertThat(Instant.ofEpochSecond(1_812_412_800)).isEqualTo("2027-06-08T00:00:00Z");
  }

  /** Each user of a day in one part, none larger than DynamoDB takes, the first part last. */
  @Test
  void whatIsTooLargeForAnItemGoesIntoParts() throws IOException {
    int count = 20_000;
    List<UserFigures> users =
        IntStream.range(0, count)
            .mapToObj(i -> new UserFigures("user-of-a-long-name-" + i, 1 + i % 3, 1))
            .toList();
    List<JsonNode> items = items(new AppFigures(DAY, "sudoku", count, 2 * count, count, 0), users);

    assertThat(items.size()).isGreaterThan(2);
    JsonNode first = items.get(items.size() - 1);
    assertThat(first.get("app").asText()).isEqualTo("sudoku");
    assertThat(first.get("parts").asInt()).isEqualTo(items.size());
    Map<String, Long> games = new HashMap<>();
    for (JsonNode item : items) {
      assertThat(dynamoDbBytes(item)).isLessThan(400 * 1024);
      item.get("gamesPerUser")
          .fields()
          .forEachRemaining(
              user -> assertThat(games.put(user.getKey(), user.getValue().asLong())).isNull());
      assertThat(item.get("expiresAt").asLong()).isEqualTo(AnalyticsItems.expiry(DAY));
    }

    assertThat(games).hasSize(count);
    assertThat(items.subList(0, items.size() - 1))
        .extracting(item -> item.get("app").asText())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(2, items.size()).mapToObj(part -> "sudoku-" + part).toList());
  }

  @Test
  void onlyValuesThatDifferAreSent() {
    MetricValues values = new MetricValues(NOW);
    values.add(
        new AppFigures(DAY, "sudoku", 1, 2, 3, 0),
        Map.of("ActiveUsers", 1L, "GamesPlayed", 1L, "PartiesJoined", 0L));

    assertThat(values.lines())
        .containsExactly(
            "{\"timestamp\":\"2026-03-10T00:00:00Z\",\"App\":\"sudoku\",\"GamesPlayed\":2,"
                + "\"PartiesCreated\":3}");
    assertThat(values.unchanged()).isEqualTo(2);
  }

  @Test
  void valuesOlderThanTwoWeeksAreCountedAndNotSent() {
    MetricValues values = new MetricValues(Instant.parse("2026-03-24T00:00:00Z"));
    values.add(new AppFigures(DAY.minusDays(1), "sudoku", 1, 2, 3, 0), Map.of());
    values.add(new AppFigures(DAY, "sudoku", 1, 2, 3, 0), Map.of());

    assertThat(values.tooOld()).isEqualTo(4);
    assertThat(values.changed()).hasSize(4).allSatisfy(one -> assertThat(one.day()).isEqualTo(DAY));
  }

  private static List<JsonNode> items(AppFigures app, List<UserFigures> users) throws IOException {
    List<String> texts = new ArrayList<>();
    AnalyticsItems.of(app, users.iterator(), texts::add);
    List<JsonNode> items = new ArrayList<>();
    for (String text : texts) {
      items.add(JSON.readTree(text));
    }

    return items;
  }

  /** As DynamoDB's documentation counts the size of an item. */
  private static long dynamoDbBytes(JsonNode value) {
    if (value.isTextual()) {
      return value.asText().getBytes(StandardCharsets.UTF_8).length;
    } else if (value.isNumber()) {
      return value.asText().length() / 2 + 2L;
    }

    long bytes = 3;
    for (JsonNode child : value) {
      bytes += dynamoDbBytes(child) + 1;
    }

    for (String name : (Iterable<String>) value::fieldNames) {
      bytes += name.getBytes(StandardCharsets.UTF_8).length;
    }

    return bytes;
  }
}
