package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.config.JobOptions;
import io.eventlake.contract.DecoderJudge;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import io.eventlake.job.FamilyCatalog;
import io.eventlake.job.LocalRun;
import io.eventlake.table.TableName;
import io.eventlake.testing.CollectProcess;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.FaultProxy;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.TestStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From HTTP to the lake: what the endpoint has answered is what the tables show. */
class CollectITCase {

  private static final long SEED = 20_261_130;
  private static final Random RANDOM = new Random(SEED);
  private static final int EVENTS = 900;
  private static final int OF_A_REQUEST = 60;
  private static final int SIGTERM = 128 + 15;

  private static final String CLOUD_EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
          + "\"time\":\"2026-04-01T10:00:00Z\",\"data\":{\"event_type\":\"page_view\","
          + "\"page_url\":\"https://a.example/\"}}";

  private static final String ENVELOPE =
      "{\"sensor\":\"https://lms.example/sensor\",\"sendTime\":\"2026-09-14T08:16:00.000Z\","
          + "\"dataVersion\":\"http://purl.imsglobal.org/ctx/caliper/v1p2\",\"data\":[{"
          + "\"@context\":\"http://purl.imsglobal.org/ctx/caliper/v1p2\","
          + "\"id\":\"urn:uuid:3a648e68-f00d-4c08-aa59-8738e1884f2c\",\"type\":\"ViewEvent\","
          + "\"actor\":{\"id\":\"https://lms.example/users/1\",\"type\":\"Person\"},"
          + "\"action\":\"Viewed\",\"object\":{\"id\":\"https://lms.example/pages/1\","
          + "\"type\":\"WebPage\"},\"eventTime\":\"2026-09-14T08:15:00.000Z\"}]}";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> accepted = new TreeSet<>();
  private final Set<String> rejected = new TreeSet<>();
  private int withheld;

  @Test
  @Timeout(300)
  void whatIsAnsweredIsInTheLakeAlthoughEndpointsAreKilledAndTheStreamRefusesAndIsSplit()
      throws Exception {
    try (KinesisEmulator kinesis =
            KinesisEmulator.start(Emulators.DIRECTORY, directory.resolve("kinesis.log"));
        FaultProxy faults = new FaultProxy(kinesis.endpoint());
        TestStream stream = new TestStream(kinesis.endpoint(), "clicks").create(2);
        TestStream pages = new TestStream(kinesis.endpoint(), "pages").create(1);
        TestStream learning = new TestStream(kinesis.endpoint(), "learning").create(1)) {
      List<byte[]> requests = requests();
      faults.rule(new Unreliable());
      int next = killed(faults, requests, 0);
      stream.split(0);
      next = killed(faults, requests, next);
      try (CollectProcess edge = CollectProcess.start(edge(faults.endpoint()), directory)) {
        requests.subList(next, requests.size()).stream()
            .map(request -> post(edge, request))
            .toList()
            .forEach(answer -> count(answer.join()));
        assertThat(faults.faults()).isPositive();
        faults.rule(call -> FaultProxy.Fate.PASS);
        assertOfTheFamily(edge, "/v1/events", CLOUD_EVENT, "site", pages);
        assertOfTheFamily(edge, "/caliper/v1p2/events", ENVELOPE, "caliper", learning);
        swallowOne(edge, faults);
        assertThat(edge.terminate()).isEqualTo(SIGTERM);
      }

      assertThat(accepted).hasSizeGreaterThan(EVENTS / 2);
      assertThat(rejected).isNotEmpty();
      assertThat(withheld).isPositive();
      Map<String, String> properties = job(kinesis, "clickstream", "clicks");
      try (Ledger ledger = new Ledger(JobOptions.parse(properties).lake)) {
        read(
            properties,
            () ->
                ledger.records("read") >= accepted.size() + rejected.size()
                    && ids(ledger, TableName.BRONZE_EVENTS).containsAll(accepted)
                    && letters(ledger).containsAll(rejected));
        assertLake(ledger);
      }

      assertThat(audit(0, "web")).containsPattern("0b +PASS");
      readSite(kinesis);
    }

    assertThat(audit(1, "site"))
        .contains("lines these do not hold: 0b" + System.lineSeparator())
        .containsPattern("0b +FAIL +4 +3 +records accepted at the edge = records read of them");
  }

  /**
   * Sends until the endpoint is killed; what it was killed with nobody knows, so it comes again.
   */
  private int killed(FaultProxy faults, List<byte[]> requests, int from) throws Exception {
    int until = from + 2 + RANDOM.nextInt(requests.size() / 4);
    try (CollectProcess edge = CollectProcess.start(edge(faults.endpoint()), directory)) {
      for (byte[] request : requests.subList(from, until)) {
        count(post(edge, request).join());
      }

      CompletableFuture<HttpResponse<String>> lost = post(edge, requests.get(until));
      edge.kill();
      lost.handle((answer, failure) -> null).join();
    }

    return until;
  }

  /** Of three events the endpoint has an answer that the stream never gave for the second. */
  private void swallowOne(CollectProcess edge, FaultProxy faults) throws Exception {
    for (int i = 2; i <= 4; i++) {
      FaultProxy.Fate fate =
          i == 3
              ? FaultProxy.Fate.pretended(
                  Map.of(
                      "FailedRecordCount",
                      0,
                      "Records",
                      List.of(Map.of("SequenceNumber", "1", "ShardId", "shardId-000000000000"))))
              : FaultProxy.Fate.PASS;
      faults.rule(call -> call.target().equals("PutRecords") ? fate : FaultProxy.Fate.PASS);
      String event = CLOUD_EVENT.replace("\"id\":\"1\"", "\"id\":\"" + i + "\"");
      assertThat(post(edge, "/v1/events", event).statusCode()).isEqualTo(202);
    }

    faults.rule(call -> FaultProxy.Fate.PASS);
  }

  private void readSite(KinesisEmulator kinesis) throws Exception {
    Map<String, String> properties = job(kinesis, "site", "pages");
    try (Ledger ledger = new Ledger(JobOptions.parse(properties).lake, "site")) {
      read(properties, () -> ledger.records("read") >= 3);
    }
  }

  private String audit(int exitCode, String family) {
    StringWriter out = new StringWriter();
    int audited =
        Main.run(
            new PrintWriter(out),
            new PrintWriter(out),
            "audit",
            "--family",
            family,
            "--warehouse",
            directory.resolve("lake").toString());
    assertThat(audited).as("%s", out).isEqualTo(exitCode);
    return out.toString();
  }

  /** Refuses puts at random, or takes them and loses the answer. */
  private static final class Unreliable implements FaultProxy.Rule {

    @Override
    public FaultProxy.Fate of(FaultProxy.Call call) {
      int dice = call.target().equals("PutRecords") ? RANDOM.nextInt(8) : -1;
      switch (dice) {
        case 0:
          return FaultProxy.Fate.loseAnswer(() -> {});
        case 1:
        case 2:
          return FaultProxy.Fate.error(400, "ProvisionedThroughputExceededException");
        default:
          return FaultProxy.Fate.PASS;
      }
    }
  }

  /** Lines of generated events, good and bad. */
  private static List<byte[]> requests() {
    EventGenerator events =
        new EventGenerator(
            GeneratorOptions.events(EVENTS)
                .seed(SEED)
                .start(Instant.parse("2024-12-30T08:00:00Z"))
                .share(Quirk.CLOCK_SKEW, 0)
                .share(Quirk.MALFORMED, 0.05)
                .build());
    List<byte[]> requests = new ArrayList<>();
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (int i = 1; events.hasNext(); i++) {
      byte[] event = events.next().json();
      request.writeBytes(new String(event, UTF_8).indexOf('\n') < 0 ? event : new byte[0]);
      request.write('\n');
      if (i % OF_A_REQUEST == 0) {
        requests.add(request.toByteArray());
        request.reset();
      }
    }

    return requests;
  }

  /** What is in the stream is what the family's decoder takes. */
  private void assertOfTheFamily(
      CollectProcess edge, String route, String body, String family, TestStream stream)
      throws Exception {
    HttpResponse<String> answer = post(edge, route, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    DecoderJudge judge =
        new DecoderJudge(FamilyCatalog.find(family, Map.of("caliper.persons", "keep")).decoder());
    List<ItemVerdict> verdicts = new ArrayList<>();
    stream.userRecords().forEach(record -> judge.judge(record.getBytes(UTF_8), verdicts::add));
    assertThat(verdicts).extracting(ItemVerdict::sentence).containsExactly("");
  }

  private HttpResponse<String> post(CollectProcess edge, String route, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(edge.at(route))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> post(CollectProcess edge, byte[] lines) {
    return client.sendAsync(
        HttpRequest.newBuilder(edge.at("/v1/events"))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(lines))
            .build(),
        BodyHandlers.ofString());
  }

  private void count(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    try {
      for (JsonNode event : JSON.readTree(answer.body()).get("events")) {
        switch (event.get("status").asText()) {
          case "accepted":
            accepted.add(event.get("id").asText());
            break;
          case "withheld":
            withheld++;
            break;
          default:
            rejected.add(
                told(
                    event.get("reason").asText(),
                    event.get("pointer").asText(),
                    event.get("message").asText()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A dead letter goes on to say what is kept of its payload. */
  private static String told(String reason, String pointer, String message) {
    return reason
        + " "
        + pointer
        + " "
        + message.replaceAll(
            " (The payload|What could not be read of the payload) is withheld\\.$", "");
  }

  private void read(Map<String, String> properties, BooleanSupplier whole) throws Exception {
    LocalRun run = LocalRun.start(JobOptions.parse(properties));
    CompletableFuture<Void> ended = run.ended();
    try {
      RunningJob.await(ended, whole);
      run.drain(directory.resolve("savepoints"));
      ended.get();
    } finally {
      if (!ended.isDone()) {
        run.cancel();
      }
    }
  }

  private void assertLake(Ledger ledger) {
    assertThat(ids(ledger, TableName.BRONZE_EVENTS)).isEqualTo(accepted);
    assertThat(ledger.rows(TableName.SILVER_EVENTS))
        .extracting(row -> row.get("event_id"))
        .containsExactlyInAnyOrderElementsOf(accepted);
    assertThat(letters(ledger)).isEqualTo(rejected);
    assertThat(ledger.records("no_consent")).isZero();
    assertThat(ledger.rows(TableName.SILVER_EVENTS))
        .allSatisfy(row -> assertThat(row.get("ingest_ts")).isNotNull());
  }

  private static Set<String> ids(Ledger ledger, TableName table) {
    return ledger.rows(table).stream()
        .map(row -> (String) row.get("event_id"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> letters(Ledger ledger) {
    return ledger.rows(TableName.DEAD_LETTERS).stream()
        .map(
            row ->
                told(
                    (String) row.get("reason"),
                    (String) row.get("pointer"),
                    (String) row.get("message")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> edge(String endpoint) {
    return Map.of(
        "collect.streams",
        "web=clicks,site=pages,caliper=learning",
        "collect.endpoint",
        endpoint,
        "collect.open",
        "true");
  }

  private Map<String, String> job(KinesisEmulator kinesis, String name, String stream) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("job.name", name);
    properties.put("source.stream", stream);
    properties.put("source.endpoint", kinesis.endpoint());
    properties.put("source.shard-discovery-interval", "500 ms");
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.parallelism", "2");
    properties.put("local.checkpoint-interval", "2 s");
    properties.put("local.state-directory", directory.resolve("state-" + name).toString());
    return properties;
  }
}
