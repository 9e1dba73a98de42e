package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.family.contract.IdRules;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

  /** Ids that are in the lake must not change with a release. */
  @Test
  void staysWhatItWas() {
    String event = anonymous().with("/user/user_id_hash", "sha256:ab12").toString();
    EventDecoder anyUser = Decoded.decoder(1 << 20, new IdRules(List.of(), Pattern.compile(".+")));
    Decoded decoded = Decoded.of(anyUser, Decoded.record(event.getBytes(UTF_8)));

    assertThat(decoded.silverJson().get("event_id").textValue())
        .isEqualTo("365ef7b2-8886-549b-b542-73c4b158ff4e");
  }

  @Test
  void isANameBasedUuid() {
    UUID id = UUID.fromString(id(anonymous()));

    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void orderAndWhiteSpaceOfARetryDoNotMatter() {
    WebEventText event =
        anonymous()
            .withJson("/screen", "{'w':1920,'h':{'z':[{'b':1,'a':2}],'a':null}}")
            .with("/user/plan", "pro");
    long seed = Seed.of(getClass(), 20261126L);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String retry = shuffled(event.node(), random).toPrettyString();
      assertThat(Decoded.of(retry).silverJson().get("event_id").textValue())
          .as("seed %d", seed)
          .isEqualTo(id(event));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/ingest_ts, 1755721229999",
    "/privacy/source_ip_anonymized, '''198.51.100.0'''",
    "/user/geo_country, '''FR'''",
    "/ts, '''2025-08-20T22:20:20.123000+02:00'''"
  })
  void whatTheEndpointAddsToADeliveryDoesNotMatter(String pointer, String json) {
    assertThat(id(anonymous().withJson(pointer, json))).isEqualTo(id(anonymous()));
  }

  @Test
  void anyOtherChangeMakesAnotherEvent() {
    Set<String> ids = new HashSet<>();
    ids.add(id(anonymous()));
    int events = 1;
    for (String change :
        List.of(
            "/schema_version='1.1.1'",
            "/ts='2025-08-20T20:20:20.124Z'",
            "/source='app'",
            "/privacy/ads=true",
            "/privacy/ads=null",
            "/user/user_id_hash='sha256:" + "0".repeat(64) + "'",
            "/user=null",
            "/session/session_id='other'",
            "/session/session_id=''",
            "/session/session_id=null",
            "/session/utm/source='campaign'",
            "/session/utm={}",
            "/ctx/page_url='/'",
            "/ctx/referrer='/'",
            "/ctx/ab_variant='B'",
            "/chart/product_ids=[]",
            "/chart/product_ids=['','studio','']",
            "/chart/product_ids=['studio','']",
            "/chart/product_ids=null",
            "/chart/action='filter'",
            "/chart/control_value='desc'",
            "/chart/control_value='5'",
            "/affiliate/payout_cents=126",
            "/affiliate=null",
            "/affiliate/link_id='l'",
            "/affiliate/target='l1partner'",
            "/metadata={}",
            "/metadata/experiment_keys=['e1e2']",
            "/plan='pro'",
            "/user/plan='pro'",
            "/plan='x'",
            "/plan=1",
            "/plan=1.0",
            "/plan='1'",
            "/plan=null",
            "/plan=[]",
            "/plan=[null]",
            "/event_type='page_view'")) {
      int equals = change.indexOf('=');
      ids.add(id(anonymous().withJson(change.substring(0, equals), change.substring(equals + 1))));
      events++;
    }

    assertThat(ids).hasSize(events);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000001", "ffffffff-ffff-ffff-ffff-fffffffffffe",
        "7B0A3C52-9F67-4C8C-8D2B-3F6A1E5D9C01", "7b0A3c52-9f67-1c8c-0d2b-3f6a1e5d9c01"
      })
  void givenIdsAreKeptInLowerCase(String given) {
    Decoded decoded = WebEventText.pageView().with("/event_id", given).decode();

    String expected = UUID.fromString(given).toString();
    assertThat(decoded.silverJson().get("event_id").textValue()).isEqualTo(expected);
    assertThat(decoded.bronzeJson().get("event_id").textValue()).isEqualTo(expected);
    assertThat(new UUID(decoded.event.idHigh, decoded.event.idLow)).hasToString(expected);
  }

  private static WebEventText anonymous() {
    return WebEventText.full().without("/event_id");
  }

  private static String id(WebEventText event) {
    return event.decode().silverJson().get("event_id").textValue();
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(shuffled(element, random)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }

    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> object.set(name, shuffled(node.get(name), random)));
    return object;
  }
}
