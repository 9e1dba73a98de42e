package io.eventlake.family.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.contract.EventContract;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.StoredEvents;
import java.util.Base64;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.junit.jupiter.api.Test;

/** Every form in which an event of a site comes, and what becomes of it. */
class SiteDecoderTest {

  private static final String DATA =
      "{'event_type':'video_event','session_id':'A','user_id':'u-4711','project_id':'academy',"
          + "'environment':'production','version':'1.0.0','video_id':'vid-1','action':'seek',"
          + "'position':100,'duration':200,'playback_rate':1.25,'buffered':3}";
  private static final String ATTRIBUTES =
      "'specversion':'1.0','id':'17','source':'/player','type':'analytics.video.seek',"
          + "'time':'2026-04-01T10:00:30.000Z'";
  private static final String EVENT = "{" + ATTRIBUTES + ",'data':" + DATA + "}";
  private static final String PLAIN =
      "{'event_id':'17','timestamp':'2026-04-01T10:00:30Z'," + DATA.substring(1);

  @Test
  void aCloudEventIsKeptUnderItsNames() {
    SiteDecoded decoded =
        SiteDecoded.of(
            EVENT.replace(
                ",'data'",
                ",'subject':'vid-1','datacontenttype':'application/json','traceparent':'00-1',"
                    + "'dataschema':'urn:eventlake:schemas:site:video_event:1','data'"));

    assertThat(decoded.told()).isEmpty();
    assertThat(decoded.bronze(0))
        .hasToString(
            json(
                "{'event_id':'3106f3a0-fd2f-5baa-9f87-3911eb893881','event_type':'video_event',"
                    + "'ts':'2026-04-01T10:00:30','source':'/player','id':'17',"
                    + "'spec_version':'1.0','ce_type':'analytics.video.seek','subject':'vid-1',"
                    + "'data_schema':'urn:eventlake:schemas:site:video_event:1',"
                    + "'data_content_type':'application/json','schema_version':'1.0.0',"
                    + "'session_id':'A','user_id_hash':'u-4711','project_id':'academy',"
                    + "'environment':'production','page_url':null,'page_title':null,"
                    + "'referrer':null,'utm':null,'country':null,'browser':null,'os':null,"
                    + "'device_type':null,'time_on_page':null,'video_id':'vid-1','action':'seek',"
                    + "'position':100.0,'duration':200.0,'playback_rate':1.25,'quality':null,"
                    + "'buffered':3.0,'ingest_dt':'2026-04-01','arrival_ts':'2026-04-01T10:02',"
                    + "'shard_id':'shardId-000000000000','sequence_number':'49600',"
                    + "'sub_sequence_number':0,'event_index':0,'event_count':1,"
                    + "'clock_skewed':false,'unmapped':'{\\'traceparent\\':\\'00-1\\'}'}"));
    assertThat(decoded.events.get(0).key).isEqualTo("s:A");
  }

  @Test
  void allFormsOfAnEventSayTheSame() {
    String base64 = Base64.getEncoder().encodeToString(json(DATA).getBytes(UTF_8));
    SiteDecoded structured = SiteDecoded.of(EVENT);
    for (String form :
        List.of(
            "{" + ATTRIBUTES + ",'data_base64':'" + base64 + "'}",
            "{" + ATTRIBUTES + ",'data':null,'data_base64':'" + base64 + "'}",
            "{" + ATTRIBUTES + ",'data_base64':'" + base64 + "','data':null}",
            "{'data_b\\u0061se64':'" + base64 + "'," + ATTRIBUTES + "}",
            "{"
                + ATTRIBUTES
                + ",'sessionid':'A','userid':'u-4711','projectid':'academy',"
                + "'environment':'production','version':'1.0.0','data':"
                + DATA.replaceAll(
                    "'(session_id|user_id|project_id|environment|version)':'[^']*',", "")
                + "}",
            EVENT.replace(
                "'time':'2026-04-01T10:00:30.000Z','data':{",
                "'data':{'timestamp':'2026-04-01T10:00:30Z',"))) {
      SiteDecoded decoded = SiteDecoded.of(form);

      assertThat(decoded.told()).as(form).isEmpty();
      assertThat(decoded.bronze(0)).as(form).isEqualTo(structured.bronze(0));
      assertThat(decoded.silver(0)).as(form).isEqualTo(structured.silver(0));
    }
  }

  /** Without a source an id is another's. */
  @Test
  void aPlainBodyIsTheEventWithoutItsEnvelope() {
    SiteDecoded plain = SiteDecoded.of(PLAIN);
    SiteDecoded structured = SiteDecoded.of(EVENT);

    assertThat(plain.told()).isEmpty();
    assertThat(plain.bronze(0).get("id").textValue()).isEqualTo("17");
    assertThat(plain.bronze(0).get("source").isNull()).isTrue();
    assertThat(plain.bronze(0).get("event_id")).isNotEqualTo(structured.bronze(0).get("event_id"));
    assertThat(withoutIdentity(plain.silver(0))).isEqualTo(withoutIdentity(structured.silver(0)));
    assertThat(SiteDecoded.of("{'events':[" + PLAIN + "," + PLAIN + "]}").events)
        .extracting(event -> event.idLow)
        .containsOnly(plain.events.get(0).idLow);
  }

  /** {@code event_id} in the data of a CloudEvent is kept where it is the only one. */
  @Test
  void sourceAndIdAreTheIdentity() {
    long id = SiteDecoded.of(EVENT).events.get(0).idLow;

    assertThat(SiteDecoded.of(EVENT.replace("{'event_type'", "{'event_id':'x','event_type'")))
        .satisfies(other -> assertThat(other.events.get(0).idLow).isEqualTo(id));
    assertThat(SiteDecoded.of(EVENT.replace("/player", "/other")).events.get(0).idLow)
        .isNotEqualTo(id);
    assertThat(SiteDecoded.of(EVENT.replace("'17'", "'18'")).events.get(0).idLow).isNotEqualTo(id);
  }

  @Test
  void aBrokenElementOfABatchLeavesTheOthers() {
    SiteDecoded decoded =
        SiteDecoded.of(
            "["
                + EVENT
                + ","
                + EVENT.replace("100", "-1")
                + ","
                + PLAIN.replace("'seek'", "'rewind'")
                + ",7,"
                + PLAIN
                + "]");

    assertThat(decoded.events).hasSize(2);
    assertThat(decoded.bronze(1).get("event_index").intValue()).isEqualTo(4);
    assertThat(decoded.told())
        .containsExactly(
            "OUT_OF_RANGE /1/data/position data.position is negative.",
            "BAD_ENUM /2/action action is not one of play, pause, seek, complete, error.",
            "MALFORMED_JSON /3 The event is not a JSON object. The payload is withheld.");
  }

  /** The owner's example of a request has neither id nor data. */
  @Test
  void whatIsNoCloudEventIsToldSo() {
    assertThat(SiteDecoded.of("{'specversion':'1.0','type':'test.event','source':'test'}").told())
        .containsExactly("MISSING_FIELD /id id is missing or empty.");
    assertThat(SiteDecoded.of("{'id':'1'}").told())
        .containsExactly("MISSING_FIELD /specversion specversion is missing.");
    assertThat(SiteDecoded.of("{'event_type':'page_view','page_url':'/'}").told())
        .containsExactly("MISSING_FIELD /event_id event_id is missing or empty.");
    assertThat(SiteDecoded.of(EVENT.replace("'time':", "'tim':")).told())
        .containsExactly(
            "MISSING_FIELD /time time is missing, and so is data.timestamp: give one of them.");
    assertThat(SiteDecoded.of(PLAIN.replace("timestamp", "time")).told())
        .containsExactly("MISSING_FIELD /timestamp timestamp is missing.");
    assertThat(SiteDecoded.of(EVENT.replace("'1.0',", "'0.3',")).told())
        .containsExactly("BAD_VERSION /specversion specversion is not 1.0.");
    assertThat(SiteDecoded.of("{" + ATTRIBUTES + ",'data_base64':'W10='}").told())
        .containsExactly(
            "MALFORMED_JSON /data_base64 data_base64 is not Base64 of a JSON object (RFC 4648,"
                + " section 4).");
    assertThat(SiteDecoded.of(EVENT.replace("'data'", "'data_base64':'e30=','data'")).told())
        .containsExactly(
            "MALFORMED_JSON /data_base64 data_base64 stands beside data: give one of them.");
  }

  /** What nobody can look into is not kept; what was written out is kept so. */
  @Test
  void aDeadLetterShowsNobodyWhoIsHidden() {
    String anna = json("{'event_type':'page_view','page_url':'/','user_id':'anna@a.example'}");
    String base64 = Base64.getEncoder().encodeToString(anna.getBytes(UTF_8));

    SiteDecoded hidden = SiteDecoded.of("{" + ATTRIBUTES + ",'data_base64':'" + base64 + "'}");
    assertThat(hidden.reasons).containsExactly(RejectReason.PERSONAL_ID);
    assertThat(hidden.letter(0).get("payload").textValue())
        .doesNotContain("anna")
        .doesNotContain(base64)
        .contains(json("'data':{'event_type':'page_view'"));
    SiteDecoded twice =
        SiteDecoded.of(EVENT.replace("'data'", "'data_base64':'" + base64 + "','data'"));
    assertThat(twice.letter(0).get("payload").textValue()).doesNotContain(base64);
  }

  @Test
  void itsExamplesAreTakenOneByOneAndTogether() throws Exception {
    JsonNode examples = SiteSchemas.file("event-1").get("examples");
    examples.forEach(
        example ->
            assertThat(SiteDecoded.of(example.toString()).told()).as("%s", example).isEmpty());
    assertThat(SiteDecoded.of(examples.toString()).events).hasSize(examples.size());
    for (String body : List.of("page_view-1", "video_event-1")) {
      for (JsonNode example : SiteSchemas.file(body).get("examples")) {
        String record =
            "{\"event_id\":\"1\",\"timestamp\":\"2026-04-01T10:00:00Z\","
                + example.toString().substring(1);
        assertThat(SiteDecoded.of(record).told())
            .as(record)
            .isSubsetOf(
                "MALFORMED_JSON /event_id event_id is given twice.",
                "MALFORMED_JSON /timestamp timestamp is given twice.");
      }
    }
  }

  @Test
  void whatItShowsAsRejectedIsSo() {
    assertThat(EventContract.of("site").rejected())
        .hasSizeGreaterThan(25)
        .allSatisfy(
            example ->
                assertThat(SiteDecoded.of(example.record()).reasons)
                    .as(example.what())
                    .containsExactly(example.reason()));
  }

  /** In all forms: what keeps a session in order in a stream. */
  @Test
  void partitionKeysAreTheSessions() {
    assertThat(SiteDecoded.family().partitionKeys())
        .containsExactly("/data/session_id", "/sessionid", "/session_id");
  }

  /** A rebuild makes of the stored row what the stream made of the record. */
  @Test
  void readsItsRowsBack() {
    StoredEvents stored = SiteDecoded.family().storedEvents();
    for (String record :
        List.of(
            EVENT,
            PLAIN,
            EVENT.replace("'session_id':'A'", "'session_id':''"),
            EVENT
                .replace("'session_id':'A'", "'session_id':''")
                .replace(",'data':", ",'sessionid':'B','data':"),
            EVENT.replace(
                DATA, "{'event_type':'page_view','page_url':'/x','utm_source':'news'}"))) {
      SiteDecoded decoded = SiteDecoded.of(record);
      RowData row =
          new RowDataSerializer(SiteDecoded.BRONZE).toBinaryRow(decoded.bronze.get(0)).copy();
      EventEnvelope event = decoded.events.get(0);

      assertThat(stored.ofBronze(row)).as(record).usingRecursiveComparison().isEqualTo(event);
      assertThat(stored.ofSilver(event.silver).key).as(record).isEqualTo(event.key);
    }
  }

  private static ObjectNode withoutIdentity(ObjectNode row) {
    return row.remove(List.of("event_id", "source"));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
