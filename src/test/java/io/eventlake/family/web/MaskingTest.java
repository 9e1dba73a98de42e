package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.testing.Seed;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing of who sent a record reaches any output unless the record positively consents. */
class MaskingTest {

  private static final String MARKER = "SECRET";
  private static final int RECORDS = 60_000;

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
                "{'event_type':'none','user':'***','session':{'session_id':'s'},"
                    + "'privacy':{'ads':true,'source_ip_anonymized':'***'},"
                    + "'ctx':{'user_agent':'***','locale':'he-IL'}}"));
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
                "{'User':'***','ip':'***','USER_AGENT':'***','usr':'***',"
                    + "'session':{'user':'***','x':'***'},"
                    + "'chart':'***','source':'***','***':'***',"
                    + "'chart':{'product_ids':'***','control_value':'***'}}"));
  }

  @Test
  void keepsValuesAsSent() {
    String record = "{'ingest_ts':1.50e3,'chart':{'control_value':12345678901234567890.10}}";

    assertThat(decode(record).payload()).isEqualTo(quoted(record));
    assertThat(decode(record).deadLetter.getBoolean(5)).isFalse();
  }

  @Test
  void withholdsWhatItCanNotRead() {
    Decoded decoded = decode("{'ts':'2025','session':{'session_id':'s','utm':{'source':'SECR");

    assertThat(decoded.payload())
        .isEqualTo(quoted("{'ts':'2025','session':{'session_id':'s','utm':{}}}"));
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
