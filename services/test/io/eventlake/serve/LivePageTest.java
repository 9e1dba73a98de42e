package io.eventlake.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.table.TableName;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the live page asks for, and who is told it. How it looks is with the tests of the jobs. */
@Timeout(60)
class LivePageTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir static Path directory;
  private static FixtureLake lake;
  private static Served open;
  private static Served keyed;

  @BeforeAll
  static void makeLake() throws Exception {
    lake = new FixtureLake(directory.resolve("lake")).with("web").with("caliper");
    letter("web", "MISSING_FIELD", "<b>bad</b>");
    letter("caliper", "BAD_TIME", "other");
    lake.checkpoint("web", 1, "2026-01-05T10:00:00Z");
    Path keys = directory.resolve("keys.json");
    Files.writeString(
        keys,
        "["
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

  private static void letter(String family, String reason, String text) {
    lake.append(
        family,
        TableName.DEAD_LETTERS,
        "ingest_dt=2026-01-05/reason=" + reason,
        List.of(
            Map.of(
                "family", "'" + family + "'",
                "reason", "'" + reason + "'",
                "pointer", "'/ts'",
                "message", "'" + text + "'",
                "payload", "encode('{\"text\":\"" + text + "\"}')",
                "arrival_ts", "TIMESTAMP '2026-01-05 10:00:00'")));
  }

  private static String[] by(String key) {
    return new String[] {"X-Api-Key", key};
  }

  /** The data of the next event of a name. */
  private static JsonNode next(BufferedReader stream, String event) throws IOException {
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.equals("event: " + event)) {
        return JSON.readTree(stream.readLine().substring("data: ".length()));
      }
    }

    throw new IOException("The stream ended");
  }

  @Test
  void thePageAndItsPartsAreForEverybodyAndRunNothingInline() throws Exception {
    HttpResponse<String> page = keyed.get("/");

    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.body())
        .contains("script-src 'self'; style-src 'self'")
        .doesNotContain("unsafe-inline", "<style", "onclick", "http://", "https://");
    assertThat(keyed.get("/live.js").body()).doesNotContain("innerHTML", "eval(");
    assertThat(keyed.get("/live.css").body()).contains("--surface", ".minutes");
  }

  /** A megabyte is sent packed, and once to each browser. */
  @Test
  void pagesOfLibrariesAreSentPackedAndOnce() throws Exception {
    for (String page : new String[] {"/docs", "/graphiql"}) {
      assertThat(keyed.get(page).body())
          .contains("script-src 'self';", "connect-src 'self';")
          .doesNotContain("<script>", "onclick", "http://", "https://");
    }

    for (String file : new String[] {"/docs/scalar.js", "/graphiql/graphiql.min.js"}) {
      HttpResponse<String> plain = keyed.get(file);
      HttpResponse<String> packed = keyed.get(file, "Accept-Encoding", "gzip");
      String tag = plain.headers().firstValue("ETag").orElseThrow();
      assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(packed.body().length()).isLessThan(plain.body().length() / 2);
      assertThat(keyed.get(file, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }
  }

  @Test
  void thePageIsToldOfEachCommit() throws Exception {
    FixtureLake own = new FixtureLake(directory.resolve("own")).with("web");
    own.checkpoint("web", 1, "2026-01-05T10:00:00Z");
    try (Served its = Served.open(own, CLOCK);
        BufferedReader stream = its.lines("/live/stream?family=web")) {
      JsonNode first = next(stream, "state");
      assertThat(first.at("/asOf/watermark").textValue()).isEqualTo("2026-01-05T10:00:00Z");
      assertThat(first.get("minutes")).hasSize(1);
      assertThat(first.get("letters")).isEmpty();
      assertThat(first.get("now").textValue()).isEqualTo("2100-01-01T00:00:00Z");

      own.append(
          "web",
          TableName.SILVER_EVENTS,
          "event_dt=2026-01-05/event_type=page_view",
          List.of(Map.of("event_id", "'1'", "arrival_ts", "TIMESTAMP '2026-01-05 10:00:00'")));
      own.checkpoint("web", 2, "2026-01-05T11:00:00Z");
      JsonNode second = next(stream, "state");
      while (!second.at("/asOf/watermark").textValue().equals("2026-01-05T11:00:00Z")) {
        second = next(stream, "state"); // of a state between the two commits
      }

      assertThat(second.get("freshness").toString())
          .contains("{\"table_name\":\"silver.events\",\"newest\":\"2026-01-05T10:00:00Z\"}");
      assertThat(next(stream, "still").get("now").textValue()).startsWith("2100");
    }
  }

  @Test
  void deadLettersOpenWithTheirRecords() throws Exception {
    JsonNode letter =
        open.json("/live/letters?family=web&reason=MISSING_FIELD").get("letters").get(0);

    assertThat(letter.get("payload").textValue()).isEqualTo("{\"text\":\"<b>bad</b>\"}");
    assertThat(letter.get("pointer").textValue()).isEqualTo("/ts");
    assertThat(open.json("/live/letters?family=web&reason=it's").get("letters")).isEmpty();
    assertThat(open.get("/live/letters?family=web").statusCode()).isEqualTo(400);
  }

  @Test
  void theBalanceSheetIsThatOfTheState() throws Exception {
    JsonNode sheet = open.json("/live/balance?family=web");

    assertThat(sheet.get("passed").booleanValue()).as("a letter that was not counted").isFalse();
    assertThat(sheet.get("lines").findValuesAsText("verdict")).contains("PASS", "FAIL");
    assertThat(sheet.at("/asOf/family").textValue()).isEqualTo("web");
  }

  @Test
  void whoSeesSomeIsToldOfTheirOwn() throws Exception {
    assertThat(keyed.get("/live/stream?family=web").statusCode()).isEqualTo(401);
    assertThat(keyed.get("/live/stream?family=web", by("a")).statusCode()).isEqualTo(404);
    assertThat(keyed.get("/live/balance?family=caliper", by("a")).statusCode()).isEqualTo(403);
    assertThat(keyed.get("/live/letters?family=caliper&reason=BAD_TIME", by("a")).statusCode())
        .isEqualTo(404);
    assertThat(
            keyed
                .json("/live/letters?family=web&reason=MISSING_FIELD", by("web"))
                .at("/letters/0/payload")
                .isNull())
        .as("nobody knows what of persons is in it")
        .isTrue();
    try (BufferedReader stream = keyed.lines("/live/stream?family=caliper", by("a"))) {
      JsonNode state = next(stream, "state");
      assertThat(state.get("letters").textValue()).contains("nothing tells which are theirs");
      assertThat(state.get("minutes").textValue()).contains("nothing tells which are theirs");
      assertThat(state.toString()).doesNotContain("BAD_TIME");
    }
  }
}
