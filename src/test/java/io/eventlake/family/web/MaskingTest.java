package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.testing.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing of who sent a record reaches any output unless the record positively consents. */
class MaskingTest {

  private static final String MARKER = "SECRET";
  private static final int RECORDS = 20_000;

  /** Texts that anybody may write anything into. */
  private static final List<String> FREE =
      List.of(
          "/source",
          "/session/session_id",
          "/session/utm/campaign",
          "/ctx/referrer",
          "/ctx/locale",
          "/ctx/ab_variant",
          "/chart/control_id",
          "/chart/control_value",
          "/affiliate/link_id",
          "/affiliate/target",
          "/metadata/sdk_version");

  private static final String[] CONSENTS = {
    "{'privacy':{'analytics':false}}",
    "{'privacy':{'analytics':null}}",
    "{'privacy':{}}",
    "{'privacy':null}",
    "{'privacy':'true'}",
    "{'privacy':{'analytics':'true'}}",
    "{'privacy':{'analytics':1}}",
    "{'privacy':[{'analytics':true}]}",
    "{'Privacy':{'analytics':true}}",
    "{'privacy':{'Analytics':true}}",
    "{}"
  };

  @Test
  void masksWhoSentTheRecord() {
    String record =
        "{'event_type':'none','user':{'user_id_hash':'SECRET'},'session':{'session_id':'s'},"
            + "'privacy':{'ads':true,'source_ip_anonymized':'SECRET'},"
            + "'ctx':{'user_agent':'SECRET','locale':'he-IL'}}";

    assertThat(decode(record).payload())
        .isEqualTo(
            quoted(
                "{'event_type':'(string)','user':{'user_id_hash':'(string)'},"
                    + "'session':{'session_id':'(string)'},"
                    + "'privacy':{'ads':true,'source_ip_anonymized':'(string)'},"
                    + "'ctx':{'user_agent':'(string)','locale':'(string)'}}"));
  }

  @Test
  void masksWhatTheContractDoesNotKnowAtItsPlace() {
    String record =
        "{'User':{'id':'SECRET'},'ip':'SECRET','USER_AGENT':'SECRET','usr':['SECRET'],"
            + "'session':{'user':{'id':'SECRET'},'x':{'y':[{'user':'SECRET'}]}},"
            + "'chart':['SECRET'],'source':{'user':'SECRET'},'SECRET2@example.com':1,"
            + "'chart':{'product_ids':['p',{'user':'SECRET'}],'control_value':{'ip':'SECRET'}}}";

    assertThat(decode(record).payload())
        .isEqualTo(
            quoted(
                "{'User':'(object)','ip':'(string)','USER_AGENT':'(string)','usr':'(array)',"
                    + "'session':{'user':'(object)','x':'(object)'},"
                    + "'chart':'(array)','source':'(object)','***':'(number)',"
                    + "'chart':{'product_ids':'(array)','control_value':'(object)'}}"));
  }

  @Test
  void keepsNamesTypesAndTheContractsOwnWords() {
    String record =
        "{'event_type':'page_view','ingest_ts':1.50e3,'source':null,'ts':'2026-01-31T12:00:00Z',"
            + "'user':{'consent':{'ads':false}},"
            + "'chart':{'action':'sort','control_id':'sort','control_value':true}}";

    assertThat(decode(record).payload())
        .isEqualTo(
            quoted(
                "{'event_type':'page_view','ingest_ts':'(number)','source':null,'ts':'(string)',"
                    + "'user':{'consent':{'ads':false}},"
                    + "'chart':{'action':'sort','control_id':'(string)',"
                    + "'control_value':'(boolean)'}}"));
    assertThat(decode(record).deadLetter.getBoolean(5)).isTrue();
  }

  /** With consent, but the id is a person's name: the record must not be kept as it is. */
  @Test
  void masksWhoIsNamedByAnId() {
    for (String id :
        List.of("SECRET@shop.example", "sha256:SECRET%40shop.example", "SECRET@localhost")) {
      String user = WebEventText.full().with("/user/user_id_hash", id).toString();
      String session = WebEventText.full().with("/session/session_id", id).toString();

      assertThat(text(Decoded.of(user))).doesNotContain(MARKER).contains("PERSONAL_ID");
      assertThat(text(Decoded.of(session))).doesNotContain(MARKER).contains("PERSONAL_ID");
    }
  }

  /** Also where something before it is wrong, and in the event's id. */
  @Test
  void masksWhoIsNamedByAnIdOfARecordThatIsUnfitElsewhere() {
    for (String id : List.of("/user/user_id_hash", "/session/session_id", "/event_id")) {
      for (String unfit : List.of("/schema_version", "/ts", "/ctx/ab_variant", "/affiliate")) {
        WebEventText event = WebEventText.full().withJson(unfit, "[]");
        event.with(id, "SECRET@shop.example");

        assertThat(text(Decoded.of(event.toString()))).as(id + unfit).doesNotContain(MARKER);
      }
    }
  }

  /** Also in a record that is kept since its user consents. */
  @Test
  void noWholeAddressIsKeptAnywhere() {
    for (String name : List.of("/privacy/source_ip_anonymized", "/ip", "/user/ip", "/session_ip")) {
      for (String type : List.of("page_view", "none")) {
        WebEventText event = WebEventText.full().with("/event_type", type);
        event.withJson("/headers", "[{'forwarded':'for=203.0.113.77:4711, ::ffff:203.0.113.77'}]");
        event.with(name, "203.0.113.77");
        event.with("/session/session_id", "203.0.113.77");

        assertThat(text(Decoded.of(event.toString())))
            .as(name)
            .doesNotContain("113.77")
            .contains("203.0.113.0", "for=203.0.113.0, 203.0.113.0");
      }
    }
  }

  @Test
  void noSessionHasAnAddressInItsId() {
    for (String id :
        List.of(
            " 203.0.113.77 ",
            "203.0.113.77, 198.51.100.99",
            "for=203.0.113.77;proto=http",
            "2001:db8:1234:5678::77, 203.0.113.0")) {
      String event = WebEventText.full().with("/session/session_id", id).toString();

      assertThat(text(Decoded.of(event)))
          .as(id)
          .doesNotContain("113.77", "100.99", "5678")
          .contains("\"session_id\":null");
    }
  }

  @Test
  void withholdsWhatItCanNotRead() {
    Decoded decoded = decode("{'ts':'2025','session':{'session_id':'s','utm':{'source':'SECR");

    assertThat(decoded.payload())
        .isEqualTo(quoted("{'ts':'(string)','session':{'session_id':'(string)','utm':{}}}"));
    assertThat(decoded.message()).endsWith("What could not be read of the payload is withheld.");
    assertThat(decoded.deadLetter.getBoolean(5)).isTrue();
  }

  /** What follows the break may refuse what stood before it. */
  @Test
  void consentOfARecordThatCanNotBeReadIsNone() {
    String user = "'user':{'user_id_hash':'SECRET'}";

    for (String record :
        Arrays.asList(
            "{'privacy':{'analytics':true}," + user + ",'x'",
            "{'privacy':{'analytics':true}," + user + "}}",
            "{'privacy':{'analytics':true}," + user + "} {'privacy':{'analytics':false}}",
            "{'privacy':{'analytics':true}," + user + ",'privacy':{'analytics':false}}",
            "{'privacy':{'analytics':true,'analytics':false}," + user + "}",
            "{'privacy':{'analytics':true},"
                + user
                + ",'x':"
                + "[".repeat(70)
                + "]".repeat(70)
                + "}",
            "{'privacy':{'analytics':true},'user':{'user_id_hash':'SECRET','consent':'no'}}",
            "{'privacy':{'analytics':true},'user':{'id':'SECRET','consent':{'analytics':0}}}",
            "{'privacy':{'analytics':true},'user':{'id':'SECRET','consent':{'analytics':false}}}")) {
      assertThat(text(decode(record))).as(record).doesNotContain(MARKER);
    }
  }

  @Test
  void keepsTheRecordOfWhoConsents() {
    String record =
        "{'event_type':'none','privacy':{'analytics':true},'user':{'user_id_hash':'u'}}";
    Decoded decoded = decode(record);

    assertThat(decoded.payload()).isEqualTo(quoted(record));
    assertThat(decoded.deadLetter.getBoolean(5)).isFalse();
  }

  @Test
  void neverLeaks() {
    long seed = Seed.of(getClass(), 20261127L);
    Random random = new Random(seed);
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = mutated(withoutConsent(random), random);
      assertThat(text(Decoded.of(record)))
          .as("seed %d: %s", seed, new String(record, UTF_8))
          .doesNotContain(MARKER);
    }
  }

  /** An event full of markers, made so that no single change of a byte can turn it to consent. */
  private static ObjectNode withoutConsent(Random random) {
    WebEventText event = WebEventText.full();
    event.node().remove("privacy");
    event.node().remove("user");
    event.node().setAll(WebEventText.parse(CONSENTS[random.nextInt(CONSENTS.length)]).node());
    event.withJson("/user", "{'user_id_hash':'SECRET1','geo_country':'SECRET2','name':'SECRET3'}");
    event.with("/ctx/user_agent", "SECRET4");
    event.with("/ctx/page_url", "https://shop.example/reset?token=SECRET");
    for (String free : FREE) {
      event.with(free, "SECRET");
    }
    if (event.node().path("privacy").isObject()) {
      event.with("/privacy/source_ip_anonymized", "SECRET5");
    }
    switch (random.nextInt(4)) {
      case 0:
        event.withJson("/User", "{'id':'SECRET6'}").with("/ip", "SECRET7");
        break;
      case 1:
        event.withJson("/session/details", "[{'user':{'id':'SECRET8'}},{'User_Agent':'SECRET9'}]");
        break;
      case 2:
        event.withJson("/chart/product_ids", "['p',{'ip':'SECRET0'}]");
        break;
      default:
    }

    return event.node();
  }

  private static byte[] mutated(ObjectNode event, Random random) {
    byte[] bytes = event.toString().getBytes(UTF_8);
    switch (random.nextInt(5)) {
      case 0:
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1:
        bytes[random.nextInt(bytes.length)] = (byte) "\"{}[]:,\\ut0 ".charAt(random.nextInt(12));
        return bytes;
      case 2:
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
      case 3:
        int from = random.nextInt(bytes.length);
        int count = Math.min(random.nextInt(8), bytes.length - from);
        System.arraycopy(bytes, from + count, bytes, from, bytes.length - from - count);
        return Arrays.copyOf(bytes, bytes.length - count);
      default:
        return bytes;
    }
  }

  private static Decoded decode(String record) {
    return Decoded.of(quoted(record));
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  /** Everything that a record became, as text. */
  private static String text(Decoded decoded) {
    return decoded.json().toString();
  }
}
