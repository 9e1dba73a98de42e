package io.eventlake.collect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.collect.config.LinksFile;
import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Affiliate links: where they lead, and what their clicks are. */
class LinkRoutesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINKS =
      "[{\"link\":\"l-204\",\"target\":\"https://merchant.example/p-17?a=1&b=2\",\"payout_cents\":350},"
          + "{\"link\":\"free\",\"target\":\"http://merchant.example\"}]";

  @TempDir private Path directory;

  @Test
  void aClickWithConsentLeadsOnAndIsAnEvent() throws Exception {
    try (Edge edge = edge()) {
      HttpResponse<String> answer =
          edge.get(
              "/r/l-204?consent=true&session=s-1&family=site&target=https://evil.example",
              "Referer",
              "https://shop.example/compare",
              "ce-specversion",
              "1.0");

      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location"))
          .contains("https://merchant.example/p-17?a=1&b=2");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      String record = edge.kinesis.all().get(0);
      assertThat(record).startsWith("s-1=");
      JsonNode event = JSON.readTree(record.substring(record.indexOf('=') + 1));
      assertThat(event.path("event_type").asText()).isEqualTo("affiliate_click");
      assertThat(event.path("ts").asText()).isEqualTo("2026-01-31T09:30:01Z");
      assertThat(event.path("affiliate"))
          .hasToString(
              "{\"link_id\":\"l-204\",\"target\":\"https://merchant.example/p-17?a=1&b=2\","
                  + "\"payout_cents\":350}");
      assertThat(event.at("/ctx/page_url").asText()).isEqualTo("https://shop.example/compare");
      assertThat(event.at("/ctx/user_agent").asText()).startsWith("Java-http-client");
      assertThat(event.at("/privacy/source_ip_anonymized").asText()).isEqualTo("127.0.0.0");
      assertThat(edge.get("/metrics").body())
          .contains("outcome=\"accepted\",reason=\"\"} 1.0", "route=\"/r/{link}\",status=\"302\"");
    }
  }

  @Test
  void withoutConsentOrAClickThereIsNoEvent() throws Exception {
    try (Edge edge = edge()) {
      for (HttpResponse<String> answer :
          List.of(
              edge.get("/r/l-204"),
              edge.get("/r/l-204?consent=false&session=s-1"),
              edge.get("/r/l-204?consent=true", "Sec-Purpose", "prefetch;prerender"))) {
        assertThat(answer.statusCode()).isEqualTo(302);
      }

      assertThat(edge.kinesis.calls()).isZero();
    }
  }

  @Test
  void noRequestNamesWhereItIsLed() throws Exception {
    try (Edge edge = edge()) {
      for (String link :
          List.of(
              "other?target=https://evil.example",
              "https:%2F%2Fevil.example",
              "%2F%2Fevil.example",
              "l-204%0d%0aLocation:%20https:%2F%2Fevil.example",
              "L-204")) {
        HttpResponse<String> answer = edge.get("/r/" + link);
        assertThat(answer.statusCode()).as(link).isIn(400, 404);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
      }
    }

    try (Edge none = Edge.open()) {
      assertThat(none.get("/r/l-204").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aVisitorIsLedOnWhateverBecomesOfTheClick() throws Exception {
    try (Edge edge = edge("collect.put-timeout", "50 ms")) {
      edge.kinesis.refuse(call -> "ProvisionedThroughputExceededException");
      assertThat(edge.get("/r/free?consent=true").statusCode()).isEqualTo(302);
      edge.kinesis.refuse(call -> null);
      assertThat(edge.get("/metrics").body()).contains("eventlake_edge_clicks_lost_total 1.0");

      // An id of a session that is none is for the dead letters.
      assertThat(edge.get("/r/free?consent=true&session=a@b.example").statusCode()).isEqualTo(302);
      assertThat(edge.get("/metrics").body())
          .contains("outcome=\"rejected\"", "eventlake_edge_buffer_bytes 0.0");
      assertThat(edge.kinesis.all()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | is no JSON array of links, or has none",
        "[ | is no JSON, line 1",
        "[{'link':'a/b','target':'https://a.example'}] | entry 1 has no link of letters",
        "[{'link':'..','target':'https://a.example'}] | entry 1 has no link of letters",
        "[{'link':'a','target':'/local'}] | entry 1 has no target such as https://merchant",
        "[{'link':'a','target':'javascript:alert(1)'}] | entry 1 has no target",
        "[{'link':'a','target':'https://shop.example@evil.example'}] | entry 1 has no target",
        "[{'link':'a','target':'https://a.example','payout_cents':-1}] | entry 1 has payout_cents",
        "[{'link':'a','target':'https://a.example','payout_cents':1.5}] | entry 1 has payout_cents",
        "[{'link':'a','target':'https://a.example','to':''}] | a property that is none: to",
        "[{'link':'a','target':'http://a.example'},{'link':'a','target':'http://b.example'}] | twice"
      })
  void wrongFilesAreTold(String json, String what) throws IOException {
    Path file = directory.resolve("wrong.json");
    Files.writeString(file, json.replace('\'', '"'));

    assertThatThrownBy(() -> LinksFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("The links file " + file)
        .hasMessageContaining(what);
  }

  private Edge edge(String... more) throws IOException {
    Path file = directory.resolve("links.json");
    Files.writeString(file, LINKS);
    String[] all = new String[more.length + 2];
    System.arraycopy(more, 0, all, 2, more.length);
    all[0] = "collect.links-file";
    all[1] = file.toString();
    return Edge.open(all);
  }
}
