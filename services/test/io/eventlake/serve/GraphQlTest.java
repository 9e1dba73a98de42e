package io.eventlake.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.introspection.IntrospectionQuery;
import io.eventlake.table.TableName;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions in GraphQL over HTTP, and how much may be asked. */
class GraphQlTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String COUNTS =
      "{ analytics { eventCounts%s { family eventType count uniqueUsers } } }";

  @TempDir static Path directory;
  private static FixtureLake lake;
  private static Served open;
  private static Served keyed;
  private static long snapshot;

  @BeforeAll
  static void makeLake() throws Exception {
    lake = new FixtureLake(directory.resolve("lake")).with("web").with("caliper").with("xp");
    snapshot = web(1, "2026-01-05", "page_view", "u1");
    web(2, "2026-01-05", "page_view", "u1");
    lake.checkpoint("web", 1, "2026-01-05T10:00:00Z");
    web(3, "2026-01-06", "page_view", "u2");
    web(4, "2026-01-06", "affiliate_click", "u2");
    lake.checkpoint("web", 2, "2026-01-06T10:00:00Z");
    for (String sensor : List.of("https://a.example", "https://b.example")) {
      lake.append(
          "caliper",
          TableName.SILVER_EVENTS,
          "event_dt=2026-01-05/event_type=NavigationEvent",
          List.of(
              Map.of(
                  "event_id",
                  "'" + sensor + "'",
                  "event_type",
                  "'NavigationEvent'",
                  "ts",
                  "TIMESTAMP '2026-01-05 10:00:00'",
                  "sensor",
                  "'" + sensor + "'")));
    }

    Path keys = directory.resolve("keys.json");
    Files.writeString(
        keys,
        "["
            + Served.key("admin", "\"admin\":true")
            + ","
            + Served.key("web", "\"families\":{\"web\":true}")
            + ","
            + Served.key("a", "\"families\":{\"caliper\":{\"sensor\":[\"https://a.example\"]}}")
            + "]");
    open = Served.open(lake, CLOCK);
    keyed = Served.withKeys(lake, keys.toString(), CLOCK);
  }

  @AfterAll
  static void stop() {
    open.close();
    keyed.close();
  }

  private static long web(int n, String day, String type, String user) {
    return lake.append(
        "web",
        TableName.SILVER_EVENTS,
        "event_dt=" + day + "/event_type=" + type,
        List.of(
            Map.of(
                "event_id", "'id" + n + "'",
                "event_type", "'" + type + "'",
                "ts", "TIMESTAMP '" + day + " 23:59:59.9'",
                "user_id_hash", "'" + user + "'")));
  }

  private static HttpResponse<String> send(Served served, String query, String... headers)
      throws Exception {
    return served.post("/graphql", JSON.writeValueAsString(Map.of("query", query)), headers);
  }

  private static JsonNode ask(Served served, String query, String... headers) throws Exception {
    HttpResponse<String> answer = send(served, query, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String counts(Served served, String arguments, String... headers)
      throws Exception {
    JsonNode answer = ask(served, COUNTS.formatted(arguments), headers);
    assertThat(answer.has("errors")).as(answer.toString()).isFalse();
    StringBuilder lines = new StringBuilder();
    answer
        .at("/data/analytics/eventCounts")
        .forEach(
            row ->
                lines
                    .append(row.get("family").textValue())
                    .append(' ')
                    .append(row.get("eventType").textValue())
                    .append(' ')
                    .append(row.get("count"))
                    .append(' ')
                    .append(row.get("uniqueUsers"))
                    .append('\n'));
    return lines.toString();
  }

  private static String error(JsonNode answer) {
    return answer.at("/errors/0/message").textValue();
  }

  private static String[] by(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }

  @Test
  void eventsAreCountedByFamilyAndType() throws Exception {
    assertThat(counts(open, ""))
        .isEqualTo("web affiliate_click 1 1\nweb page_view 3 2\ncaliper NavigationEvent 2 0\n");
    assertThat(
            counts(
                open,
                "(timeRange: {start: \"2026-01-05\", end: \"2026-01-05\"}, eventTypes:"
                    + " [\"page_view\", \"it's\"])"))
        .as("the day that ends it is in it")
        .isEqualTo("web page_view 2 1\n");
    assertThat(
            counts(open, "(family: \"web\", timeRange: {start: \"2026-01-07T01:29:59.9+01:30\"})"))
        .isEqualTo("web affiliate_click 1 1\nweb page_view 1 1\n");
  }

  @Test
  void theAnswerSaysOfWhichStatesItIs() throws Exception {
    JsonNode answer = ask(open, COUNTS.formatted("(family: \"web\")"));

    assertThat(answer.at("/extensions/asOf/0/watermark").textValue())
        .isEqualTo("2026-01-06T10:00:00Z");
  }

  @Test
  void variablesAndOperationsAreThoseOfTheRequest() throws Exception {
    HttpResponse<String> answer =
        open.post(
            "/graphql",
            "{\"query\":\"query A {catalog {tables {name}}} query B($t: [String!]) {analytics"
                + " {eventCounts(eventTypes: $t) {count}}}\",\"operationName\":\"B\","
                + "\"variables\":{\"t\":[\"page_view\"]}}");

    assertThat(answer.body())
        .startsWith("{\"data\":{\"analytics\":{\"eventCounts\":[{\"count\":3}]}}");
  }

  @Test
  void tablesAreThoseOfTheState() throws Exception {
    JsonNode tables =
        ask(
                open,
                "{catalog {tables {name location currentSnapshotId lastUpdated recordCount"
                    + " sizeInBytes}}}")
            .at("/data/catalog/tables");
    JsonNode events = null;
    for (JsonNode table : tables) {
      events = table.get("name").textValue().equals("silver.events") ? table : events;
    }

    assertThat(tables.findValuesAsText("name"))
        .contains("caliper_silver.events", "xp_gold.fact_xp")
        .doesNotHaveDuplicates();
    assertThat(events.get("recordCount").longValue()).isEqualTo(4);
    assertThat(events.get("sizeInBytes").longValue()).isPositive();
    assertThat(events.get("currentSnapshotId").textValue())
        .matches("\\d+")
        .isNotEqualTo(String.valueOf(snapshot));
    assertThat(events.get("location").textValue()).contains("silver");
    assertThat(Instant.parse(events.get("lastUpdated").textValue())).isBefore(CLOCK.instant());
  }

  @Test
  void aStatementIsAboutTheTablesOfThatTime() throws Exception {
    String query =
        "{analytics {timeTravel(family: \"web\", timestamp: \"%s\", query: \"%s\") {results"
            + " truncated committed}}}";
    String count = "SELECT COUNT(*) AS n, MAX(ts) AS newest FROM silver.events";
    Instant first =
        Instant.parse(
            ask(open, query.formatted("2099-01-01T00:00:00Z", count))
                .at("/data/analytics/timeTravel/committed")
                .textValue());

    JsonNode newest = ask(open, query.formatted(first, count)).at("/data/analytics/timeTravel");
    assertThat(newest.get("results").toString())
        .isEqualTo("[{\"n\":4,\"newest\":\"2026-01-06T23:59:59.9Z\"}]");
    assertThat(newest.get("truncated").booleanValue()).isFalse();
    assertThat(
            ask(open, query.formatted(lake.committed("web", 1), count))
                .at("/data/analytics/timeTravel/results/0/n")
                .intValue())
        .isEqualTo(2);
    assertThat(error(ask(open, query.formatted("2000-01-01T00:00:00Z", count))))
        .contains("No job had committed a checkpoint by 2000-01-01T00:00:00Z");
    assertThat(error(ask(open, query.formatted("yesterday", count)))).contains("no instant");
    assertThat(error(ask(open, query.formatted(first, "DROP TABLE silver.events"))))
        .isNotBlank()
        .doesNotContain("log of serve");
  }

  @Test
  void whoMayNotSeeAllSeesTheirOwn() throws Exception {
    assertThat(counts(keyed, "", by("a"))).isEqualTo("caliper NavigationEvent 1 0\n");
    assertThat(counts(keyed, "", by("web")))
        .startsWith("web affiliate_click")
        .contains("page_view");
    assertThat(error(ask(keyed, COUNTS.formatted("(family: \"web\")"), by("a"))))
        .contains("no family web that this key may see");
    assertThat(ask(keyed, "{catalog {tables {name}}}", by("a")).at("/data/catalog/tables"))
        .as("how much a table has is of all tenants")
        .isEmpty();
    assertThat(
            error(
                ask(
                    keyed,
                    "{analytics {timeTravel(timestamp: \"2099-01-01T00:00:00Z\", query: \"SELECT"
                        + " 1\") {results}}}",
                    by("web"))))
        .contains("needs a key with admin");
    assertThat(send(keyed, "{catalog {tables {name}}}").statusCode()).isEqualTo(401);
  }

  @Test
  void aFieldThatFailsLeavesTheOthers() throws Exception {
    JsonNode answer =
        ask(
            open,
            "{catalog {tables {name}} analytics {eventCounts(timeRange: {start: \"soon\"})"
                + " {count}}}");

    assertThat(error(answer)).contains("start of timeRange is no time");
    assertThat(error(ask(open, COUNTS.formatted("(family: \"xp\")")))).contains("have no events");
    assertThat(error(ask(open, COUNTS.formatted("(eventTypes: [])")))).contains("eventTypes");
  }

  @Test
  void clientsMayAskForTheSchema() throws Exception {
    assertThat(
            ask(open, IntrospectionQuery.INTROSPECTION_QUERY)
                .at("/data/__schema/types")
                .findValuesAsText("name"))
        .contains("Analytics", "EventCount");
  }

  static List<Arguments> greedy() {
    String many =
        IntStream.range(0, 9)
            .mapToObj(i -> "a" + i + ": eventCounts {count}")
            .collect(Collectors.joining(" "));
    String fragments =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    "fragment f# on Analytics {a: eventCounts {count} ...f@ ...f@}"
                        .replace("#", String.valueOf(i))
                        .replace("@", String.valueOf(i + 1)))
            .collect(Collectors.joining(" "));
    return List.of(
        Arguments.of("{analytics {" + many + "}}", "aximum query complexity"),
        Arguments.of(
            "{analytics {...f0}} " + fragments + " fragment f12 on Analytics {eventCounts {count}}",
            "fields which exceeds maximum"),
        Arguments.of(
            "{__schema {types {fields {type {fields {type {fields {type {fields {name}}}}}}}}}}",
            "good faith"),
        Arguments.of("{" + "x: catalog {tables {name}} ".repeat(400) + "}", "tokens"),
        Arguments.of("{" + "#".repeat(30_000) + "\ncatalog {tables {name}}}", "characters"),
        Arguments.of("{catalog".repeat(300) + "}".repeat(300), "deep"));
  }

  @ParameterizedTest
  @MethodSource("greedy")
  void whatAsksForTooMuchIsRefused(String query, String why) throws Exception {
    HttpResponse<String> answer = send(open, query);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(error(JSON.readTree(answer.body()))).contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[", "{}", "{\"query\":1}", "{\"query\":\"{a}\",\"variables\":[1]}", "null"})
  void whatIsNoRequestIsTold(String body) throws Exception {
    HttpResponse<String> answer = open.post("/graphql", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("The body is no JSON such as");
  }

  @Test
  void aStatementEndsWhenItsTimeIsOver() throws Exception {
    try (Served hasty =
        Served.with(lake, Map.of("serve.open", "true", "serve.graphql-timeout", "200 ms"), CLOCK)) {
      JsonNode answer =
          ask(
              hasty,
              "{analytics {timeTravel(family: \"web\", timestamp: \"2099-01-01T00:00:00Z\", query:"
                  + " \"SELECT COUNT(*) FROM UNNEST(SEQUENCE(1, 10000)) AS a(x), UNNEST(SEQUENCE(1,"
                  + " 10000)) AS b(y), UNNEST(SEQUENCE(1, 10000)) AS c(z) WHERE x * y * z % 7 = 3\")"
                  + " {results}}}");

      assertThat(error(answer)).contains("This took longer than 0.2 s");
    }
  }
}
