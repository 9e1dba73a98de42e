package io.eventlake.serve.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.OptionGroups;
import io.eventlake.job.Lakes;
import io.eventlake.lake.engine.CopyFormat;
import io.eventlake.serve.FixtureLake;
import io.eventlake.serve.Mortal;
import io.eventlake.serve.MovingClock;
import io.eventlake.serve.Served;
import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.exports.Export.Status;
import io.eventlake.serve.http.Access;
import io.eventlake.serve.http.KeptFolder;
import io.eventlake.serve.http.ServeServer;
import io.eventlake.serve.lake.Rights;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Exports as they are asked for over HTTP, and made by what may end at any moment. */
class ExportsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VIEWS = "event_dt=2026-01-05/event_type=page_view";
  private static final String CLICKS = "event_dt=2026-01-05/event_type=affiliate_click";

  @TempDir static Path directory;
  private static FixtureLake fixture;
  private static String keys;

  @TempDir private Path state;
  private final MovingClock clock = new MovingClock();
  private final HttpClient client = HttpClient.newHttpClient();
  private ServedLake lake;
  private Exports exports;
  private ServeServer server;

  @BeforeAll
  static void makeLake() throws IOException {
    fixture = new FixtureLake(directory.resolve("lake")).with("web").with("caliper");
    fixture.append("web", TableName.SILVER_EVENTS, VIEWS, List.of(row(1), row(2)));
    fixture.append("web", TableName.SILVER_EVENTS, CLICKS, List.of(row(3)));
    Path file = directory.resolve("keys.json");
    Files.writeString(
        file,
        "["
            + Served.key("one", "\"families\":{\"web\":true}")
            + ","
            + Served.key("two", "\"families\":{\"web\":true},\"persons\":true")
            // Another key of the same tenant, which sees less.
            + ","
            + Served.key("less", "\"families\":{\"web\":true}").replaceFirst("less", "two")
            + ","
            + Served.key("all", "\"admin\":true")
            + "]");
    keys = file.toString();
  }

  @BeforeEach
  void start() throws IOException {
    start(Map.of());
  }

  private void start(Map<String, String> more) throws IOException {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("serve.port", "0");
    properties.put("serve.keys-file", keys);
    properties.put("serve.state-dir", state.toString());
    ServeOptions options =
        OptionGroups.none()
            .batch("serve", List.of(ServeOptions.GROUP))
            .parseOwn(properties)
            .get(ServeOptions.GROUP);
    lake = new ServedLake(fixture.options(), Duration.ZERO, 2, Duration.ofSeconds(30), clock);
    exports = Exports.open(options, lake, clock);
    Access access = new Access(options, Lakes.names());
    server = ServeServer.start(options, List.of(new ExportRoutes(access, lake, exports, clock)));
  }

  @AfterEach
  void stop() {
    server.close();
    lake.close();
  }

  @AfterAll
  static void isUntouched() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("lake"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void eventsAsLinesOfJson() throws Exception {
    JsonNode made = made("{\"format\":\"json\"}", "two");

    assertThat(made.get("status").textValue()).isEqualTo("done");
    assertThat(made.get("rows").intValue()).isEqualTo(3);
    assertThat(made.at("/asOf/family").textValue()).isEqualTo("web");
    HttpResponse<byte[]> file = get(made.get("url").textValue(), "two");
    assertThat(file.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    List<String> lines = new String(file.body(), UTF_8).lines().sorted().toList();
    assertThat(lines).hasSize(3);
    JsonNode first = JSON.readTree(lines.get(0));
    assertThat(first.get("event_id").textValue()).isEqualTo(id(1));
    assertThat(first.get("ts").textValue()).isEqualTo("2026-01-05T10:00:01.500000Z");
    assertThat(first.get("event_dt").textValue()).isEqualTo("2026-01-05");
    assertThat(first.get("user_id_hash").textValue()).isEqualTo("sha256:u");
    assertThat(first.get("page_url").textValue()).isEqualTo("=a,\"b\"");
  }

  @Test
  void eventsAsCsvByTypeAndTimeWithoutPersons() throws Exception {
    JsonNode made =
        made(
            "{\"format\":\"csv\",\"types\":[\"page_view\"],\"from\":\"2026-01-05T10:00:02Z\",\"to\":\"2026-01-06\"}",
            "one");
    String file = new String(get(made.get("url").textValue(), "one").body(), UTF_8);

    assertThat(file.lines()).hasSize(2);
    assertThat(file.lines().findFirst().orElseThrow())
        .startsWith("event_id,event_type,ts,")
        .doesNotContain("user_id_hash");
    assertThat(file)
        .contains(id(2) + ",page_view,2026-01-05T10:00:02.500000Z,")
        .contains("\"=a,\"\"b\"\"\"");
  }

  @Test
  void statementsAsParquetOfWhoSeesAll() throws Exception {
    String ask =
        "{\"format\":\"parquet\",\"family\":\"web\",\"sql\":\"SELECT event_type, COUNT(*) AS n FROM"
            + " silver.events GROUP BY 1\"}";
    Path file = state.resolve("got.parquet");
    Files.write(file, get(made(ask, "all").get("url").textValue(), "all").body());

    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT n FROM '" + file + "' ORDER BY event_type DESC")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }

    assertThat(post(ask, "two").statusCode()).isEqualTo(403);
    String drop = ask.replaceAll("SELECT.*1", "DROP TABLE silver.events");
    assertThat(post(drop, "all").statusCode()).isEqualTo(400);
    assertThat(post(ask.replace("\"sql\"", "\"from\":\"2026-01-01\",\"sql\""), "all").body())
        .contains("leave types, from and to out");
  }

  /** Each route with the key of another tenant, and with one of the same that sees less. */
  @Test
  void nobodySeesTheExportsOfOthers() throws Exception {
    JsonNode made = made("{\"format\":\"json\"}", "two");
    String path = "/analytics/exports/" + made.get("id").textValue();
    String none = text(get("/analytics/exports/none", "two"));
    assertThat(
            get("/analytics/exports/..%2Fexports%2F" + made.get("id").textValue(), "two")
                .statusCode())
        .isGreaterThanOrEqualTo(400);
    for (String other : List.of("one", "less", "all")) {
      for (String each : List.of(path, path + "/file")) {
        HttpResponse<byte[]> answer = get(each, other);
        assertThat(answer.statusCode()).as(other).isEqualTo(404);
        assertThat(text(answer)).isEqualTo(none);
      }
    }

    assertThat(get(path, "nobody").statusCode()).isEqualTo(401);
    assertThat(get(path + "/file", "two").statusCode()).isEqualTo(200);
  }

  @Test
  void aFileExpiresAndIsForgotten() throws Exception {
    JsonNode made = made("{\"format\":\"json\"}", "one");
    String path = "/analytics/exports/" + made.get("id").textValue();
    clock.forward(Duration.ofDays(1).minusMillis(1));
    exports.sweep();
    assertThat(get(path + "/file", "one").statusCode()).isEqualTo(200);
    clock.forward(Duration.ofMillis(1));

    assertThat(get(path + "/file", "one").statusCode()).as("before it was swept").isEqualTo(410);
    exports.sweep();
    assertThat(get(path + "/file", "one").statusCode()).isEqualTo(410);
    assertThat(JSON.readTree(get(path, "one").body()).get("status").textValue())
        .isEqualTo("expired");
    assertThat(files()).noneMatch(name -> name.endsWith(".json"));
    clock.forward(Duration.ofDays(1));
    exports.sweep();
    assertThat(get(path, "one").statusCode()).isEqualTo(404);
    assertThat(files()).containsExactly("lock");
  }

  @Test
  void aFileThatGrowsTooLargeIsNotKept() throws Exception {
    stop();
    start(Map.of("serve.export-bytes", "1 kb", "serve.exports-bytes", "2 kb"));
    String ask =
        "{\"format\":\"csv\",\"family\":\"web\",\"sql\":\"SELECT x AS n FROM (SELECT 1 AS a) AS t"
            + " CROSS JOIN UNNEST(sequence(1, 3000)) AS u (x)\"}";
    JsonNode made = made(ask, "all");

    assertThat(made.get("status").textValue()).isEqualTo("failed");
    assertThat(made.get("reason").textValue()).contains("serve.export-bytes allows, 1 kb");
    assertThat(
            get("/analytics/exports/" + made.get("id").textValue() + "/file", "all").statusCode())
        .isEqualTo(409);
    assertThat(files()).noneMatch(name -> name.endsWith(".csv") || name.endsWith(".part"));
    made("{\"format\":\"csv\",\"types\":[\"page_view\"]}", "one");
    assertThat(made("{\"format\":\"csv\"}", "one").get("status").textValue()).isEqualTo("done");
    assertThat(post("{\"format\":\"csv\"}", "one").statusCode()).isEqualTo(507);
  }

  /**
   * The process ends before or after each call of the store; the next one begins anew what was not
   * done, and has the whole file.
   */
  @Test
  void whereverItIsKilledTheFileIsMade() throws Exception {
    stop();
    ServeOptions options = options();
    lake = new ServedLake(fixture.options(), Duration.ZERO, 2, Duration.ofSeconds(30), clock);
    boolean killed;
    int steps = 0;
    do {
      steps++;
      Export wanted = wanted("export" + steps);
      try (LocalExports store = new LocalExports(KeptFolder.open(options, "exports"))) {
        store.save(wanted);
        Mortal mortal = new Mortal(steps);
        ExportStore dying = mortal.of(ExportStore.class, store);
        try {
          new ExportRun(lake, dying, options.exports, clock).make(wanted);
        } catch (Mortal.KilledError e) {
          assertThat(mortal.isDead()).isTrue();
        }

        killed = mortal.isDead();
      }

      Exports next = Exports.open(options, lake, clock);
      next.start();
      next.await();
      Export made = next.find(wanted.id()).orElseThrow();
      assertThat(made.status()).as("after " + steps).isEqualTo(Status.DONE);
      assertThat(new String(next.open(made).readAllBytes(), UTF_8).lines()).hasSize(4);
      next.close();
    } while (killed);

    assertThat(steps).isGreaterThan(6);
    assertThat(files()).noneMatch(name -> name.endsWith(".part"));
  }

  /** What kills serve each time it is made is not made for ever. */
  @Test
  void whatWasBegunTooOftenFails() throws Exception {
    stop();
    try (LocalExports store = new LocalExports(KeptFolder.open(options(), "exports"))) {
      Export often = wanted("often");
      for (int i = 0; i < 3; i++) {
        often = often.running(Map.of());
      }

      store.save(often);
    }

    start(Map.of());
    exports.await();
    assertThat(exports.find("often").orElseThrow().reason()).startsWith("serve ended 3 times");
  }

  @Test
  void onS3FilesAreFetchedByAnAddressThatIsSigned() throws Exception {
    stop();
    FakeS3 bucket = new FakeS3();
    lake = new ServedLake(fixture.options(), Duration.ZERO, 2, Duration.ofSeconds(30), clock);
    Export wanted = wanted("one");
    try (S3Exports store = s3(bucket)) {
      store.save(wanted.running(Map.of()));
      assertThat(store.find("none")).isEmpty();
    }

    Exports next = new Exports(lake, s3(bucket), options().exports, clock);
    next.start();
    next.await();
    Export made = next.find("one").orElseThrow();
    assertThat(made.status()).isEqualTo(Status.DONE);
    assertThat(made.attempts()).isEqualTo(2);
    assertThat(new String(next.open(made).readAllBytes(), UTF_8).lines()).hasSize(4);
    assertThat(next.link(made).orElseThrow())
        .contains("/exports/files/one.csv", "X-Amz-Signature=", "X-Amz-Expires=3600");
    assertThat(bucket.objects)
        .containsOnlyKeys("exports/files/one.csv", "exports/records/one.json");
    assertThat(state.resolve("one.part")).doesNotExist();

    clock.forward(Duration.ofHours(23).plusMinutes(50));
    assertThat(next.link(made).orElseThrow()).as("not longer").contains("X-Amz-Expires=600");
    clock.forward(Duration.ofMinutes(10));
    next.sweep();
    assertThat(bucket.objects).containsOnlyKeys("exports/records/one.json");
    bucket.isDown = true;
    assertThatThrownBy(() -> next.find("one")).hasMessageContaining("cannot be read or written");
    next.close();
    assertThatThrownBy(() -> new Exports(lake, s3(bucket), options().exports, clock).start())
        .hasMessage("The exports cannot be read: The bucket cannot be reached");
  }

  private S3Exports s3(FakeS3 bucket) {
    S3Presigner presigner =
        S3Presigner.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .build();
    return new S3Exports(bucket, presigner, "bucket", "exports", state);
  }

  @Test
  void aDirectoryIsOfOneServe() {
    assertThatThrownBy(() -> KeptFolder.open(options(), "exports"))
        .hasMessageContaining("is in use by another serve");
  }

  @Test
  void whatIsWrongIsTold() throws Exception {
    assertThat(post("{\"format\":\"xml\"}", "one").body()).contains("json, csv or parquet");
    assertThat(post("{}", "one").body()).contains("format is missing");
    assertThat(post("{\"format\":\"csv\",\"form\":1}", "one").body()).contains("no property form");
    assertThat(post("{\"format\":\"csv\",\"from\":\"now\"}", "one").statusCode()).isEqualTo(400);
    assertThat(post("{\"format\":\"csv\",\"types\":[]}", "one").statusCode()).isEqualTo(400);
    assertThat(post("{\"format\":\"csv\",\"family\":\"caliper\"}", "one").statusCode())
        .isEqualTo(404);
    assertThat(post("{\"format\":\"csv\"}", "all").body()).contains("family is missing");
  }

  private ServeOptions options() {
    return OptionGroups.none()
        .batch("serve", List.of(ServeOptions.GROUP))
        .parseOwn(Map.of("serve.open", "true", "serve.state-dir", state.toString()))
        .get(ServeOptions.GROUP);
  }

  private Export wanted(String id) {
    return new Export(
        id,
        "",
        true,
        "web",
        CopyFormat.CSV,
        "SELECT event_id FROM silver.events",
        new Rights(true, null, List.of()),
        Status.WAITING,
        0,
        null,
        null,
        0,
        0,
        clock.millis(),
        0,
        0);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(state.resolve("exports"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private JsonNode made(String body, String key) throws Exception {
    HttpResponse<String> answer = post(body, key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    exports.await();
    String id = JSON.readTree(answer.body()).get("id").textValue();
    return JSON.readTree(get("/analytics/exports/" + id, key).body());
  }

  private HttpResponse<String> post(String body, String key) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri("/analytics/export"))
            .header("X-Api-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> get(String path, String key) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).header("X-Api-Key", key).build(),
        BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static String id(int event) {
    return String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", event);
  }

  private static Map<String, String> row(int event) {
    Map<String, String> row = new HashMap<>();
    row.put("event_id", "'" + id(event) + "'");
    row.put("event_type", event == 3 ? "'affiliate_click'" : "'page_view'");
    row.put("ts", "TIMESTAMP '2026-01-05 10:00:00.5' + INTERVAL (" + event + ") SECOND");
    row.put("event_dt", "DATE '2026-01-05'");
    row.put("page_url", "'=a,\"b\"'");
    row.put("user_id_hash", "'sha256:u'");
    return row;
  }
}
