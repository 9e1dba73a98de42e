package io.eventlake.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.caliper.rules.CaliperJudge;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.Strictness;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The binding of Caliper to HTTP. */
class CaliperRoutesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ROUTE = "/caliper/v1p2/events";

  private static final String ITEM =
      "{\"@context\":\"http://purl.imsglobal.org/ctx/caliper/v1p2\","
          + "\"id\":\"urn:uuid:3a648e68-f00d-4c08-aa59-8738e1884f2c\",\"type\":\"ViewEvent\","
          + "\"actor\":{\"id\":\"https://lms.example/users/1\",\"type\":\"Person\"},"
          + "\"action\":\"Viewed\",\"object\":{\"id\":\"https://lms.example/pages/1\","
          + "\"type\":\"WebPage\"},\"eventTime\":\"2026-09-14T08:15:00.000Z\"}";

  private static final String ENVELOPE =
      "{\"sensor\":\"https://lms.example/sensor\",\"sendTime\":\"2026-09-14T08:16:00.000Z\","
          + "\"dataVersion\":\"http://purl.imsglobal.org/ctx/caliper/v1p2\",\"data\":["
          + ITEM
          + "]}";

  @TempDir private Path directory;

  @Test
  void anEnvelopeIsTakenAsItCameWhateverItsItemsAre() throws Exception {
    String mixed = ENVELOPE.replace("[{", "[" + ITEM.replace("Viewed", "Looked") + ",{");
    String allBad = ENVELOPE.replace("Viewed", "Looked");
    try (Edge edge = Edge.open()) {
      HttpResponse<String> answer = send(edge, mixed);

      assertThat(answer.statusCode()).isEqualTo(202);
      JsonNode told = JSON.readTree(answer.body());
      assertThat(told.get("accepted").asInt()).isEqualTo(1);
      assertThat(told.at("/events/0").toString())
          .startsWith(
              "{\"index\":0,\"status\":\"rejected\",\"reason\":\"BAD_ENUM\","
                  + "\"pointer\":\"/data/0/action\",\"message\":\"");
      assertThat(told.at("/events/1").toString())
          .isEqualTo("{\"index\":1,\"status\":\"accepted\"}");
      assertThat(send(edge, allBad).statusCode()).isEqualTo(202);
      assertThat(edge.kinesis.all())
          .containsExactly(
              "https://lms.example/sensor=" + mixed, "https://lms.example/sensor=" + allBad);
    }
  }

  @Test
  void whatIsToleratedIsTold() throws Exception {
    try (Edge edge = Edge.open()) {
      String odd = ENVELOPE.replace("\"eventTime\"", "\"color\":\"red\",\"eventTime\"");
      JsonNode told = JSON.readTree(send(edge, odd, ROUTE + "/validate").body());

      assertThat(told.at("/events/0/status").asText()).isEqualTo("accepted");
      assertThat(told.at("/events/0/warnings")).isNotEmpty();
      assertThat(edge.kinesis.calls()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"data\":[1]}', 400, /sensor",
    "'{', 400, ''",
    "'{}', 400, /data",
    "item, 400, /data",
    "version, 422, /dataVersion"
  })
  void whatIsNoEnvelopeIsRefusedAndADeadLetterOfTheLake(String body, int status, String pointer)
      throws Exception {
    String sent =
        body.equals("item")
            ? ITEM
            : body.equals("version")
                ? ENVELOPE.replace("caliper/v1p2\",\"data\"", "caliper/v9\",\"data\"")
                : body;
    try (Edge edge = Edge.open()) {
      HttpResponse<String> answer = send(edge, sent);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(JSON.readTree(answer.body()).at("/events/0/pointer").asText()).isEqualTo(pointer);
      assertThat(edge.kinesis.all()).hasSize(1);
      assertThat(send(edge, sent, ROUTE + "/validate").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void otherTypesAndUnknownTokensAreRefused() throws Exception {
    try (Edge edge = Edge.withKeys(directory)) {
      assertThat(send(edge, ENVELOPE).statusCode()).isEqualTo(401);
      assertThat(
              edge.send(
                      ROUTE,
                      ENVELOPE,
                      "Content-Type",
                      "text/plain",
                      "Authorization",
                      "Bearer slow-key")
                  .statusCode())
          .isEqualTo(415);
      assertThat(
              edge.send(
                      ROUTE,
                      ENVELOPE,
                      "Content-Type",
                      "application/json; charset=utf-8",
                      "Authorization",
                      "Bearer slow-key")
                  .statusCode())
          .isEqualTo(202);
      assertThat(
              edge.send(
                      ROUTE,
                      ENVELOPE,
                      "Content-Type",
                      "application/json",
                      "Authorization",
                      "Bearer web-key")
                  .statusCode())
          .isEqualTo(403);
      assertThat(send(edge, " ".repeat(2_001), ROUTE + "/validate").statusCode()).isEqualTo(413);
      assertThat(edge.send("/v1/events/validate?family=caliper", ENVELOPE).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void theEndpointTellsWhatItTakes() throws Exception {
    try (Edge edge = Edge.open()) {
      String told = edge.get(ROUTE).body();
      List<ItemVerdict> verdicts = new ArrayList<>();
      new CaliperJudge(CaliperModel.of(List.of()), Strictness.STRICT, true)
          .judge(told.getBytes(UTF_8), verdicts::add);

      assertThat(verdicts).extracting(ItemVerdict::isGood).containsExactly(true);
      assertThat(told)
          .isEqualTo(
              "{\"caliperSupportedVersions\":[\"http://purl.imsglobal.org/ctx/caliper/v1p2\","
                  + "\"http://purl.imsglobal.org/ctx/caliper/v1p1\"],"
                  + "\"caliperMaximumPayloadSize\":1024,"
                  + "\"caliperSupportedExtensions\":{\"timeback-1\":true}}");
    }
  }

  private static HttpResponse<String> send(Edge edge, String body) throws Exception {
    return send(edge, body, ROUTE);
  }

  private static HttpResponse<String> send(Edge edge, String body, String route) throws Exception {
    return edge.send(route, body, "Content-Type", "application/json");
  }
}
