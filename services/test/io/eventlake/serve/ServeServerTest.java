package io.eventlake.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.serve.http.Routing;
import io.eventlake.table.TableName;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions over HTTP, as they are sent, about a lake of a few rows. */
class ServeServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String DAY = "event_dt=2026-01-05/event_type=";
  private static final TableName AGG = TableName.of("gold", "agg_daily_xp");
  private static final TableName FACT = TableName.of("gold", "fact_xp");

  @TempDir static Path directory;
  private static FixtureLake lake;
  private static Served served;
  private static Served keyed;
  private static long firstSnapshot;

  @BeforeAll
  static void makeLake() throws Exception {
    lake = new FixtureLake(directory.resolve("lake")).with("web").with("caliper").with("xp");
    firstSnapshot =
        lake.append(
            "web",
            TableName.SILVER_EVENTS,
            DAY + "page_view",
            List.of(webEvent(1, "page_view"), webEvent(2, "page_view")));
    lake.append(
        "web",
        TableName.SILVER_EVENTS,
        DAY + "affiliate_click",
        List.of(webEvent(3, "affiliate_click")));
    lake.append(
        "web",
        TableName.DEAD_LETTERS,
        "ingest_dt=2026-01-05/reason=MISSING_FIELD",
        List.of(
            Map.of(
                "family", "'web'",
                "reason", "'MISSING_FIELD'",
                "pointer", "'/ts'",
                "message", "'ts is missing.'",
                "payload", "encode('{\"event_id\":\"bad-one\"}')",
                "arrival_ts", "TIMESTAMP '2026-01-05 10:00:00'")));
    lake.checkpoint("web", 7, "2026-01-05T10:00:00Z");
    for (String sensor : List.of("https://a.example", "https://b.example")) {
      lake.append(
          "caliper",
          TableName.SILVER_EVENTS,
          DAY + "NavigationEvent",
          List.of(
              Map.of(
                  "event_id", "'" + id(sensor.contains("a.ex") ? 10 : 11) + "'",
                  "id", "'" + id(sensor.contains("a.ex") ? 20 : 21) + "'",
                  "event_type", "'NavigationEvent'",
                  "ts", "TIMESTAMP '2026-01-05 10:00:00'",
                  "sensor", "'" + sensor + "'",
                  "user_id_hash", "'urn:somebody'",
                  "actor_id", "'urn:somebody'",
                  "arrival_ts", "TIMESTAMP '2026-01-05 10:00:00'")));
    }

    lake.append(
        "xp",
        AGG,
        "local_dt=2026-01-05",
        List.of(Map.of("student_id", "'s1'", "local_dt", "DATE '2026-01-05'", "xp", "9")));
    lake.append(
        "xp",
        FACT,
        "local_dt=2026-01-05",
        List.of(
            Map.of(
                "student_id", "'s1'",
                "local_dt", "DATE '2026-01-05'",
                "activity_id", "'a1'",
                "xp", "9",
                "status", "'active'",
                "record_source", "'oneroster'")));
    Path keys = directory.resolve("keys.json");
    Files.writeString(
        keys,
        "["
            + Served.key("admin", "\"admin\":true")
            + ","
            + Served.key("web", "\"families\":{\"web\":true}")
            + ","
            + Served.key("a", "\"families\":{\"caliper\":{\"sensor\":[\"https://a.example\"]}}")
            + ","
            + Served.key("slow", "\"families\":{\"web\":true},\"requests_per_second\":1")
            + "]");
    served = Served.open(lake, CLOCK);
    keyed = Served.withKeys(lake, keys.toString(), CLOCK);
  }

  @AfterAll
  static void stop() {
    served.close();
    keyed.close();
  }

  private static String id(int n) {
    return String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", n);
  }

  private static Map<String, String> webEvent(int n, String type) {
    Map<String, String> row = new HashMap<>();
    row.put("event_id", "'" + id(n) + "'");
    row.put("event_type", "'" + type + "'");
    row.put("ts", "TIMESTAMP '2026-01-05 10:00:0" + n + ".5'");
    row.put("session_id", "'s" + n % 2 + "'");
    row.put("user_id_hash", "'sha256:u'");
    row.put("arrival_ts", "TIMESTAMP '2026-01-05 10:00:0" + n + ".5'");
    return row;
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("events").forEach(event -> ids.add(event.get("event_id").textValue()));
    return ids;
  }

  private static String[] by(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }

  @Test
  void eventsComeTheNewestFirstAndByWhatIsAsked() throws Exception {
    assertThat(ids(served.json("/analytics/events?family=web&limit=1000")))
        .contains(id(1), id(2), id(3))
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
    assertThat(ids(served.json("/analytics/events?family=web&type=affiliate_click")))
        .containsExactly(id(3));
    assertThat(ids(served.json("/analytics/events?family=web&session=s1&to=2026-01-05T10:00:02Z")))
        .containsExactly(id(1));
    assertThat(
            ids(
                served.json(
                    "/analytics/events?family=web&from=2026-01-05T11:00:02%2B01:00&type=page_view&to=2026-01-05T10:00:03Z")))
        .containsExactly(id(2));
    assertThat(ids(served.json("/analytics/events?family=caliper&actor=urn:somebody"))).hasSize(2);
    assertThat(ids(served.json("/analytics/events?family=web&user=it's"))).isEmpty();
  }

  @Test
  void pagesAreOfOneSnapshotWhateverIsCommitted() throws Exception {
    FixtureLake own = new FixtureLake(directory.resolve("paged")).with("web");
    own.append(
        "web",
        TableName.SILVER_EVENTS,
        DAY + "page_view",
        List.of(webEvent(1, "page_view"), webEvent(3, "page_view")));
    try (Served its = Served.open(own, CLOCK)) {
      JsonNode first = its.json("/analytics/events?limit=1");
      own.append(
          "web", TableName.SILVER_EVENTS, DAY + "page_view", List.of(webEvent(2, "page_view")));
      JsonNode second =
          its.json("/analytics/events?limit=1&cursor=" + first.get("cursor").textValue());

      assertThat(ids(first)).containsExactly(id(3));
      assertThat(ids(second)).containsExactly(id(1));
      assertThat(second.get("cursor").isNull()).isTrue();
      assertThat(ids(its.json("/analytics/events"))).containsExactly(id(3), id(2), id(1));
      assertThat(its.get("/analytics/events?cursor=eyJ9").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void anAnswerIsToldToBeTheSameWhileTheStateStands() throws Exception {
    FixtureLake own = new FixtureLake(directory.resolve("tagged")).with("web");
    own.append(
        "web", TableName.SILVER_EVENTS, DAY + "page_view", List.of(webEvent(1, "page_view")));
    try (Served its = Served.open(own, CLOCK)) {
      HttpResponse<String> first = its.get("/analytics/events");
      String tag = first.headers().firstValue("ETag").orElseThrow();
      assertThat(its.get("/analytics/events", "If-None-Match", tag).statusCode()).isEqualTo(304);

      own.append(
          "web", TableName.SILVER_EVENTS, DAY + "page_view", List.of(webEvent(2, "page_view")));
      HttpResponse<String> second = its.get("/analytics/events", "If-None-Match", tag);
      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(ids(JSON.readTree(second.body()))).hasSize(2);
    }
  }

  @Test
  void everyAnswerSaysOfWhichStateItIs() throws Exception {
    JsonNode asOf = served.json("/analytics/events?family=web").get("asOf");

    assertThat(asOf.get("family").textValue()).isEqualTo("web");
    assertThat(asOf.get("watermark").textValue()).isEqualTo("2026-01-05T10:00:00Z");
    assertThat(asOf.get("lagSeconds").doubleValue()).isPositive();
    assertThat(served.get("/health/job").statusCode()).isEqualTo(503);
    assertThat(served.get("/health/catalog").statusCode()).isEqualTo(200);
  }

  @Test
  void aReceiptTellsTheFirstSnapshotOrTheReason() throws Exception {
    JsonNode readable = served.json("/v1/receipts/" + id(1)).get("receipts").get(0);
    assertThat(readable.get("outcome").textValue()).isEqualTo("readable");
    assertThat(readable.get("snapshot").textValue()).isEqualTo(String.valueOf(firstSnapshot));

    JsonNode later = served.json("/v1/receipts/" + id(3) + "?family=web").get("receipts").get(0);
    assertThat(later.get("snapshot").textValue()).isNotEqualTo(String.valueOf(firstSnapshot));

    JsonNode rejected = served.json("/v1/receipts/bad-one").get("receipts").get(0);
    assertThat(rejected.get("outcome").textValue()).isEqualTo("rejected");
    assertThat(rejected.get("reason").textValue()).isEqualTo("MISSING_FIELD");
    assertThat(rejected.get("pointer").textValue()).isEqualTo("/ts");

    // Learning events are known to their senders by an id that the lake's own is derived from.
    for (String sent : List.of("urn:uuid:" + id(20).toUpperCase(Locale.ROOT), id(20))) {
      JsonNode derived = served.json("/v1/receipts/" + sent).get("receipts").get(0);
      assertThat(derived.get("event_id").textValue()).isEqualTo(id(10));
    }

    assertThat(served.get("/v1/receipts/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void aTotalOfXpHasItsEarnings() throws Exception {
    JsonNode day = served.json("/analytics/xp?student=s1").get("days").get(0);

    assertThat(day.get("xp").intValue()).isEqualTo(9);
    assertThat(day.get("earnings").get(0).get("activity_id").textValue()).isEqualTo("a1");
    assertThat(served.get("/analytics/xp").statusCode()).isEqualTo(400);
  }

  @Test
  void reportsAreRows() throws Exception {
    JsonNode report = served.json("/analytics/reports/dead-letters-by-reason?family=web");

    assertThat(report.get("rows").get(0).get("reason").textValue()).isEqualTo("MISSING_FIELD");
    assertThat(served.json("/analytics/metrics?family=web").get("report").textValue())
        .isEqualTo("overview");
    assertThat(served.json("/analytics/paths").get("asOf").get("family").textValue())
        .isEqualTo("caliper");
    assertThat(served.json("/analytics/engagement").get("rows").isArray()).isTrue();
    assertThat(served.get("/analytics/reports/none?family=web").body()).contains("overview");
    assertThat(served.get("/analytics/reports").body()).contains("Which family?");
  }

  @Test
  void statementsAreOfWhoSeesAllAndOnlyRead() throws Exception {
    String count = "{\"family\":\"web\",\"sql\":\"SELECT COUNT(*) AS n FROM silver.events\"}";

    assertThat(keyed.post("/sql", count, by("admin")).body()).contains("\"rows\":[[3]]");
    assertThat(keyed.post("/sql", count, by("web")).statusCode()).isEqualTo(403);
    assertThat(
            keyed
                .post(
                    "/sql",
                    "{\"family\":\"web\",\"sql\":\"DROP TABLE silver.events\"}",
                    by("admin"))
                .statusCode())
        .isEqualTo(400);
    assertThat(keyed.post("/sql", "{\"sql\":1}", by("admin")).statusCode()).isEqualTo(400);
    assertThat(keyed.post("/sql", "[", by("admin")).statusCode()).isEqualTo(400);
  }

  @Test
  void aTenantSeesItsOwnRowsAlone() throws Exception {
    assertThat(ids(keyed.json("/analytics/events", by("a")))).containsExactly(id(10));
    assertThat(keyed.get("/analytics/events/" + id(11), by("a")).statusCode()).isEqualTo(404);
    assertThat(keyed.json("/analytics/events/" + id(11) + "?family=caliper", by("admin")))
        .isNotNull();
    assertThat(keyed.get("/v1/receipts/" + id(11), by("a")).statusCode()).isEqualTo(404);
    assertThat(keyed.get("/v1/receipts/bad-one", by("a")).statusCode()).isEqualTo(404);
    assertThat(keyed.get("/analytics/events?family=web", by("a")).statusCode()).isEqualTo(404);
    assertThat(keyed.get("/analytics/events?family=nosuch", by("a")).body())
        .isEqualTo(
            keyed.get("/analytics/events?family=web", by("a")).body().replace("web", "nosuch"));
  }

  /** What cannot be told apart by the column of a key's rows is not answered at all. */
  @Test
  void tablesWithoutTheColumnOfATenantAreHidden() throws Exception {
    HttpResponse<String> letters = keyed.get("/analytics/reports/dead-letters-by-emitter", by("a"));

    assertThat(letters.statusCode()).isEqualTo(404);
    assertThat(letters.body()).contains("nothing tells which are theirs");
  }

  @Test
  void whoSomebodyIsOnlyThoseSeeWhoMay() throws Exception {
    JsonNode event = keyed.json("/analytics/events", by("web")).get("events").get(0);

    assertThat(event.has("user_id_hash")).isFalse();
    assertThat(event.has("session_id")).isTrue();
    assertThat(keyed.get("/analytics/events?user=sha256:u", by("web")).statusCode()).isEqualTo(400);
  }

  /** Each route that is documented, with no key, an unknown one, and one of another tenant. */
  @Test
  void noRouteAnswersAStranger() throws Exception {
    JsonNode paths = JSON.readTree(keyed.get("/openapi.json").body()).get("paths");
    for (String[] route : routes(paths)) {
      String path =
          route[1]
              .replace("{id}", id(1))
              .replace("{report}", "overview")
              .replace("{family}", "web")
              .replace("{type}", "event")
              .replace("{version}", "1")
              .replace("{namespace}", "silver")
              .replace("{table}", "events");
      if (paths.get(route[1]).get(route[0].toLowerCase(Locale.ROOT)).has("security")) {
        continue; // of everybody
      }

      for (String[] headers : List.of(new String[0], by("unknown"))) {
        HttpResponse<String> answer = keyed.send(route[0], path, body(route[0], "{}"), headers);
        assertThat(answer.statusCode()).as(route[0] + " " + path).isEqualTo(401);
      }

      HttpResponse<String> answer =
          keyed.send(route[0], path, body(route[0], "{\"sql\":\"SELECT 1\"}"), by("a"));
      assertThat(answer.body())
          .as(route[0] + " " + path)
          .doesNotContain("page_view", "b.example", "\"xp\"", "MISSING_FIELD");
    }
  }

  private static String body(String method, String json) {
    return method.equals("POST") || method.equals("PUT") ? json : null;
  }

  /** A family that cannot be read leaves the others as they are. */
  @Test
  void damageOfOneFamilyIsItsOwn() throws Exception {
    FixtureLake own = new FixtureLake(directory.resolve("damaged")).with("web").with("caliper");
    own.append(
        "web", TableName.SILVER_EVENTS, DAY + "page_view", List.of(webEvent(1, "page_view")));
    try (Stream<Path> files =
        Files.walk(directory.resolve("damaged")).filter(file -> file.endsWith("metadata"))) {
      for (Path metadata : files.filter(file -> file.toString().contains("caliper_")).toList()) {
        Files.move(metadata, metadata.resolveSibling("gone"));
      }
    }

    try (Served its = Served.open(own, CLOCK)) {
      assertThat(ids(its.json("/analytics/events?family=web"))).containsExactly(id(1));
      assertThat(its.get("/analytics/events?family=caliper").statusCode()).isEqualTo(503);
      assertThat(its.get("/analytics/families").body()).contains("cannot be read just now");
    }
  }

  @Test
  void tooManyRequestsAreTold() throws Exception {
    int last = 0;
    for (int i = 0; i < 5 && last != 429; i++) {
      last = keyed.get("/analytics/families", by("slow")).statusCode();
    }

    assertThat(last).isEqualTo(429);
  }

  @Test
  void contractsAreForEverybodyAndNeverChange() throws Exception {
    assertThat(keyed.json("/v1/schemas").get("schemas")).hasSizeGreaterThanOrEqualTo(5);
    HttpResponse<String> schema = keyed.get("/v1/schemas/web/event/1");
    assertThat(schema.body()).contains("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(keyed.get("/v1/schemas/web/rejected/1").statusCode()).isEqualTo(404);
  }

  @Test
  void costsAreOfTheTables() throws Exception {
    JsonNode costs = served.json("/v1/costs");

    assertThat(costs.get("bytes").longValue()).isPositive();
    assertThat(costs.get("tables").findValuesAsText("table")).contains("silver.events");
  }

  @Test
  void whatIsNoParameterIsToldInsteadOfLeftOut() throws Exception {
    assertThat(served.get("/analytics/events?family=web&typ=page_view").body())
        .contains("There is no parameter typ");
    assertThat(served.get("/analytics/events?family=web&limit=0").statusCode()).isEqualTo(400);
    assertThat(served.get("/analytics/events?family=web&from=yesterday").statusCode())
        .isEqualTo(400);
    assertThat(served.get("/analytics/events?family=web&object=x").statusCode()).isEqualTo(400);
    assertThat(served.get("/nowhere").body()).contains("/openapi.json");
  }

  @Test
  void theDescriptionHasEachRoute() throws Exception {
    TreeSet<String> documented = new TreeSet<>();
    for (String[] route : routes(JSON.readTree(served.get("/openapi.json").body()).get("paths"))) {
      documented.add(route[0] + " " + route[1]);
    }

    assertThat(documented).isEqualTo(Routing.of(served.server));
  }

  private static List<String[]> routes(JsonNode paths) {
    List<String[]> routes = new ArrayList<>();
    paths
        .fieldNames()
        .forEachRemaining(
            path ->
                paths
                    .get(path)
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            routes.add(new String[] {method.toUpperCase(Locale.ROOT), path})));
    return routes;
  }
}
