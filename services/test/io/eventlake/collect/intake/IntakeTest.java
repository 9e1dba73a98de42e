package io.eventlake.collect.intake;

import static io.eventlake.collect.intake.Requests.CLOUD_EVENT;
import static io.eventlake.collect.intake.Requests.VIEW;
import static io.eventlake.collect.intake.Requests.head;
import static io.eventlake.collect.intake.Requests.intake;
import static io.eventlake.collect.intake.Requests.json;
import static io.eventlake.collect.intake.Requests.take;
import static io.eventlake.collect.intake.Requests.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.collect.intake.EventVerdict.Outcome;
import io.eventlake.event.RejectReason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From bodies to records and verdicts. */
class IntakeTest {

  @ParameterizedTest
  @EnumSource(names = {"WEB", "SITE"})
  void examplesOfTheContractAreAcceptedAndItsRejectedRecordsRejected(CollectedFamily family) {
    Intake intake = intake(true);
    RequestHead head = head("application/json", Map.of(), family, "203.0.113.7");
    for (JsonNode example : Requests.schema(family.word() + "/event-1").get("examples")) {
      assertThat(intake.take(head, example.toString().getBytes(UTF_8)).verdicts())
          .extracting(EventVerdict::outcome)
          .containsExactly(Outcome.ACCEPTED);
    }

    for (JsonNode rejected : Requests.schema(family.word() + "/rejected-1")) {
      String record = rejected.path("record").asText();
      // An array is several events here.
      if (!record.isEmpty() && !record.startsWith("[")) {
        assertThat(intake.take(head, record.getBytes(UTF_8)).verdicts())
            .as(record)
            .extracting(EventVerdict::reason)
            .containsExactly(RejectReason.valueOf(rejected.get("reason").asText()));
      }
    }
  }

  @Test
  void anEventMayComeAloneOrWithOthersInAnyShape() {
    assertThat(take("application/json", VIEW).records()).hasSize(1);
    assertThat(take("", "\ufeff" + VIEW).records()).hasSize(1);
    assertThat(take("text/plain", "[" + VIEW + "," + VIEW + "]").records()).hasSize(2);
    assertThat(take("application/json", "{\"sent\": 1, \"events\": [" + VIEW + "]}").records())
        .hasSize(1);
    assertThat(
            take("application/x-ndjson", VIEW + "\n\r\n[" + VIEW + "," + VIEW + "]\r\n" + VIEW)
                .records())
        .hasSize(4);
  }

  @Test
  void verdictsAreInTheOrderOfTheEvents() {
    String withheld = VIEW.replace("true", "false");
    String late = VIEW.replace("Z\"", "\"");
    Taken taken = take("application/json", "[" + late + "," + withheld + "," + VIEW + "]");

    assertThat(taken.verdicts())
        .extracting(EventVerdict::outcome)
        .containsExactly(Outcome.REJECTED, Outcome.WITHHELD, Outcome.ACCEPTED);
    assertThat(taken.verdicts().get(0))
        .isEqualTo(
            EventVerdict.rejected(
                RejectReason.BAD_TIMESTAMP,
                "/ts",
                "ts is not an RFC 3339 date-time with a zone, such as 2026-01-31T09:30:00.123Z."));
    // Of what is withheld nothing leaves; what is rejected goes as it came.
    assertThat(taken.records()).hasSize(2);
    assertThat(text(taken.records().get(0))).isEqualTo(late);
    assertThat(json(taken.records().get(1)).at("/event_id").asText())
        .isEqualTo(taken.verdicts().get(2).id());
  }

  @Test
  void aLineWithoutEventsIsRejectedByItself() {
    Taken taken = take("application/x-ndjson", VIEW + "\n[]\n" + VIEW + "\n{\"events\":[]}");

    assertThat(taken.verdicts())
        .extracting(EventVerdict::outcome)
        .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED, Outcome.ACCEPTED, Outcome.REJECTED);
    assertThat(taken.records()).hasSize(4);
    assertThat(text(taken.records().get(1))).isEqualTo("[]");
    assertThat(text(taken.records().get(3))).isEqualTo("{\"events\":[]}");
  }

  @Test
  void rejectedEventsStayHereWhereNobodyWantsThem() {
    assertThat(intake(false).take(head(""), "{}".getBytes(UTF_8)).records()).isEmpty();
    assertThat(intake(true).take(head(""), "{}".getBytes(UTF_8)).records()).hasSize(1);
  }

  @Test
  void whatTheLakeWouldTakeApartIsNotSentOn() {
    byte[] aggregate = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2, 1, 2};
    Taken taken = intake(true).take(head(""), aggregate);

    assertThat(taken.verdicts().get(0).reason()).isEqualTo(RejectReason.INVALID_ENCODING);
    assertThat(taken.records()).isEmpty();
  }

  @Test
  void theEndpointAddsWhatItKnowsAndKeepsWhatCame() {
    Map<String, String> headers = Map.of("user-agent", "Test/1 \"x\"");
    RequestHead head = head("", headers, null, "203.0.113.77");
    String id = take("", VIEW).verdicts().get(0).id();
    String hash = json(take("", VIEW).records().get(0)).at("/metadata/schema_hash").asText();

    assertThat(hash).matches("sha256:[0-9a-f]{32}");
    assertThat(text(intake(true).take(head, VIEW.getBytes(UTF_8)).records().get(0)))
        .isEqualTo(
            "{\"event_id\":\""
                + id
                + "\",\"ingest_ts\":1769851801000,\"user\":{\"geo_country\":\"DE\"},"
                + "\"ctx\":{\"user_agent\":\"Test/1 \\\"x\\\"\"},\"metadata\":{\"schema_hash\":\""
                + hash
                + "\"},\"event_type\":\"page_view\",\"ts\":\"2026-01-31T09:30:00Z\","
                + "\"privacy\":{\"source_ip_anonymized\":\"203.0.113.0\",\"analytics\":true},"
                + "\"session\":{\"session_id\":\"s-1\"}}");
  }

  @Test
  void whatAnEventBringsItselfStays() {
    String full =
        "{\"event_id\":\"7B0A3C52-9F67-4C8C-8D2B-3F6A1E5D9C01\",\"ingest_ts\":17,"
            + "\"event_type\":\"page_view\",\"ts\":\"2026-01-31T09:30:00Z\",\"n\":1.50e3,"
            + "\"privacy\":{\"analytics\":true,\"source_ip_anonymized\":\"198.51.100.0\"},"
            + "\"user\":{\"geo_country\":\"FR\"},\"metadata\":{\"schema_hash\":\"x\"}}";

    assertThat(text(take("", full).records().get(0))).isEqualTo(full);
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.77, 203.0.113.0", "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0"})
  void noMoreThanTheNetworkOfAnAddressIsKept(String address, String network) {
    RequestHead head = head("", Map.of(), null, address);

    assertThat(
            json(intake(true).take(head, VIEW.getBytes(UTF_8)).records().get(0))
                .at("/privacy/source_ip_anonymized")
                .asText())
        .isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{%s}",
        "{%s,\"event_id\":null}",
        "{%s,\"event_id\":\"undefined\"}",
        "{ \"user\" : null ,%s, \"metadata\":{ }, \"ctx\" :{\"locale\":\"de\"}}",
        "{%s,\"privacy/source_ip_anonymized\":null,\"n\":0.10,\"user\":{\"geo_country\":null}}",
        "{\"privacy\":null,\"user\":{\"consent\":{\"analytics\":true}},"
            + "\"event_type\":\"page_view\",\"ts\":\"2026-01-31T09:30:00Z\"}"
      })
  void aRetryFromAnotherNetworkIsTheSameEvent(String form) {
    String event =
        form.formatted(
            "\"event_type\":\"page_view\",\"ts\":\"2026-01-31T09:30:00Z\""
                + (form.contains("consent") ? "" : ",\"privacy\":{\"analytics\":true}"));
    RequestHead again = head("", Map.of("user-agent", "Another/2"), null, "2001:db8:1:2:3:4:5:6");
    Taken first = take("", event);
    Taken second = intake(true).take(again, event.getBytes(UTF_8));
    Taken enriched = take("", text(second.records().get(0)));

    assertThat(first.verdicts()).hasSize(1).isEqualTo(second.verdicts());
    assertThat(enriched.verdicts()).isEqualTo(first.verdicts());
    assertThat(enriched.records().get(0).data()).isEqualTo(second.records().get(0).data());
    assertThat(json(second.records().get(0)).at("/user/geo_country").asText()).isEqualTo("DE");
  }

  @Test
  void theSessionIsTheKeyElseTheEvent() {
    String alone = VIEW.replace("s-1", "undefined");
    String longest = VIEW.replace("s-1", "s".repeat(256));
    String tooLong = VIEW.replace("s-1", "s".repeat(257));

    assertThat(take("", VIEW).records().get(0).key()).isEqualTo("s-1");
    assertThat(take("", longest).records().get(0).key()).hasSize(256);
    for (String event : new String[] {alone, tooLong}) {
      Taken taken = take("", event);
      assertThat(taken.records().get(0).key()).isEqualTo(taken.verdicts().get(0).id());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, ''",
    "application/cloudevents+json, ''",
    "application/cloudevents-batch+json, [",
    "application/json, [",
    "text/plain, '{\"events\":['"
  })
  void cloudEventsAreOfASite(String mediaType, String begin) {
    String end = begin.endsWith("[") ? begin.startsWith("{") ? "]}" : "]" : "";
    Taken taken = take(mediaType, begin + CLOUD_EVENT + end);

    assertThat(taken.family()).isEqualTo(CollectedFamily.SITE);
    assertThat(taken.count(Outcome.ACCEPTED)).isEqualTo(1);
    assertThat(taken.records()).hasSize(1);
    assertThat(taken.records().get(0).key()).isEqualTo("s-2");
    assertThat(text(taken.records().get(0))).contains(CLOUD_EVENT);
  }

  @Test
  void whatStandsBesideEventsOfASiteIsKept() {
    Taken taken =
        take("application/json", "{\"by\":7,\"events\":[" + CLOUD_EVENT + "," + CLOUD_EVENT + "]}");

    assertThat(taken.records())
        .extracting(Requests::text)
        .containsOnly("{\"events\":[" + CLOUD_EVENT + "],\"by\":7}");
  }

  @Test
  void aBinaryCloudEventHasItsAttributesInTheHead() {
    Map<String, String> headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "a%20b+%C3%A9",
            "ce-source", "/s",
            "ce-type", "t",
            "ce-time", "2026-04-01T10:00:00Z");
    RequestHead head = head("application/json", headers, null, "203.0.113.7");
    byte[] data =
        "{\"event_type\":\"page_view\",\"page_url\":\"https://a.example/\"}".getBytes(UTF_8);
    Taken taken = intake(true).take(head, data);

    assertThat(taken.family()).isEqualTo(CollectedFamily.SITE);
    assertThat(taken.verdicts().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(json(taken.records().get(0)).at("/id").asText()).isEqualTo("a b+\u00e9");
    assertThat(json(taken.records().get(0)).at("/data/page_url").asText())
        .isEqualTo("https://a.example/");
    // No second member can be smuggled in behind the data.
    assertThat(
            intake(true).take(head, "{},\"id\":\"2\"".getBytes(UTF_8)).verdicts().get(0).reason())
        .isEqualTo(RejectReason.MALFORMED_JSON);
  }

  @Test
  void hostileBodiesAreRejectedAsTheLakeRejectsThem() {
    assertThat(take("", "[".repeat(100_000)).verdicts().get(0).reason()).isNotNull();
    assertThat(take("", "{\"a\":".repeat(100_000)).verdicts().get(0).reason())
        .isEqualTo(RejectReason.TOO_DEEP);
    assertThat(take("", "{\"a\":" + "9".repeat(1_000_000) + "}").verdicts().get(0).reason())
        .isNotNull();
    assertThat(
            intake(true)
                .take(head(""), new byte[] {'{', (byte) 0xC0, '}'})
                .verdicts()
                .get(0)
                .reason())
        .isEqualTo(RejectReason.INVALID_ENCODING);
    assertThat(
            take("", VIEW.replace("{\"event", "{\"x\":" + "9".repeat(5_000) + ",\"event"))
                .count(Outcome.ACCEPTED))
        .isEqualTo(1);
  }

  @Test
  void requestsWithoutEventsAndWithTooManyAreRefused() {
    assertThatThrownBy(() -> take("application/x-ndjson", "\n\n"))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessage("The body holds no event.");
    assertThatThrownBy(() -> take("", "[" + "{},".repeat(100) + "{}]"))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.status()).isEqualTo(413));
    assertThatThrownBy(() -> take("application/xml", "<a/>"))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.status()).isEqualTo(415));
    assertThat(take("", "[]").verdicts())
        .extracting(EventVerdict::sentence)
        .containsExactly("The record holds no event.");
  }
}
