package io.eventlake.collect.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is added, wherever it has to stand. */
class WebEnrichmentTest {

  /** Of each object that something is added to: not there, and there in some ways. */
  private static final List<String> USER =
      List.of(
          "", "\"user\":null,", "\"user\" : { },", "\"user\":{\"geo_country\":null,\"x\":1.0},");

  private static final List<String> CTX =
      List.of("", "\"ctx\":null,", "\"ctx\":{\n},", "\"ctx\":{\"locale\":\"\u00e9\ud83d\ude00\"},");

  private static final List<String> METADATA =
      List.of("", "\"metadata\":null,", "\"metadata\":{\"schema_hash\":\"h\"},");

  private static final List<String> ID =
      List.of(
          "",
          "\"event_id\":null,",
          "\"event_id\":\"\",",
          "\"event_id\":\"7B0A3C52-9F67-4C8C-8D2B-3F6A1E5D9C01\",");

  private static final List<String> INGESTED =
      List.of("", "\"ingest_ts\":null,", "\"ingest_ts\":7,");

  @Test
  void everyFormOfAnEventIsTakenOnceMoreAsTheSame() {
    RequestHead head = Requests.head("", Map.of("user-agent", "A/1"), null, "203.0.113.77");
    Intake intake = Requests.intake(true);
    List<String> forms = forms();
    assertThat(forms).hasSize(576);
    for (String form : forms) {
      Taken taken = intake.take(head, form.getBytes(UTF_8));
      assertThat(taken.verdicts()).as(form).extracting(EventVerdict::id).doesNotContainNull();
      OutgoingRecord record = taken.records().get(0);
      Taken again = intake.take(head, record.data());

      assertThat(again.verdicts()).as(form).isEqualTo(taken.verdicts());
      assertThat(again.records().get(0).data()).as(form).isEqualTo(record.data());
      assertAdded(form, Requests.json(record));
    }
  }

  private static void assertAdded(String form, JsonNode event) {
    assertThat(event.at("/user/geo_country").asText()).as(form).isEqualTo("DE");
    assertThat(event.at("/ctx/user_agent").asText()).as(form).isEqualTo("A/1");
    assertThat(event.at("/privacy/source_ip_anonymized").asText())
        .as(form)
        .isEqualTo("203.0.113.0");
    assertThat(event.at("/metadata/schema_hash").asText()).as(form).isNotEmpty();
    assertThat(event.at("/ingest_ts").isIntegralNumber()).as(form).isTrue();
    // All else is as it came.
    assertThat(event.at("/n").asText()).as(form).isEqualTo("a\"{}");
    assertThat(event.at("/ctx/locale").asText())
        .as(form)
        .isEqualTo(form.contains("locale") ? "\u00e9\ud83d\ude00" : "");
  }

  private static List<String> forms() {
    List<String> forms = new ArrayList<>();
    for (String user : USER) {
      for (String ctx : CTX) {
        for (String metadata : METADATA) {
          for (String id : ID) {
            for (String ingested : INGESTED) {
              forms.add(
                  " {"
                      + id
                      + user
                      + "\"event_type\":\"page_view\","
                      + ctx
                      + ingested
                      + "\"n\":\"a\\\"{}\",\"privacy\":{\"analytics\":true},"
                      + metadata
                      + "\"ts\":\"2026-01-31T09:30:00Z\"} ");
            }
          }
        }
      }
    }

    return forms;
  }
}
