package io.eventlake.family.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.testing.DdlRowType;
import io.eventlake.testing.RowJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** What a contract can say that web's does not, and records of several events. */
class ContractDecoderTest {

  private static final RowType LETTERS = DdlRowType.of("bronze/dead_letters");
  private static final String PAGE =
      "{'id':'1','source':'/a','type':'page_view','time':'2026-03-01T10:00:00Z',"
          + "'data':{'page_url':'/x','session_id':'s1'}}";
  private static final String VIDEO =
      "{'id':'2','source':'/a','type':'video_event','time':'2026-03-01T10:00:01Z',"
          + "'sessionid':'s2','trace':'t',"
          + "'data':{'position':1.5,'tracks':[{'b':1,'a':'192.0.2.7'}],'more':true}}";
  private static final String BROKEN = VIDEO.replace("1.5", "-1").replace("'id':'2'", "'id':'3'");

  private final ContractFamily family = SiteLike.family();

  @Test
  void keepsWhatTheContractSaysUnderItsNames() {
    Results results = decode(VIDEO);

    assertThat(results.bronze(0))
        .hasToString(
            json(
                "{'event_id':'"
                    + results.bronze(0).get("event_id").textValue()
                    + "','event_type':'video_event','ts':'2026-03-01T10:00:01','cloud_event_id':'2',"
                    + "'event_source':'/a','data':{'session_id':'s2','user_id_hash':null,'page_url':null,"
                    + "'position':1.5,'tracks':'[{\\'a\\':\\'192.0.2.0\\',\\'b\\':1}]','note':null},"
                    + "'arrival_ts':'2026-03-01T10:00:02','shard_id':'shard','sequence_number':'7',"
                    + "'sub_sequence_number':0,'event_index':0,'event_count':1,"
                    + "'clock_skewed':false,'unmapped':"
                    + "'{\\'data\\':{\\'more\\':true},\\'trace\\':\\'t\\'}',"
                    + "'ingest_dt':'2026-03-01'}"));
    assertThat(results.events.get(0).key).isEqualTo("s:s2");
  }

  @Test
  void theIdentityOfTwoPropertiesMakesTheId() {
    UUID id = id(decode(PAGE));

    assertThat(id.version()).isEqualTo(5);
    assertThat(id(decode(PAGE.replace("/x", "/y")))).isEqualTo(id);
    assertThat(id(decode(PAGE.replace("'id':'1'", "'id':'2'")))).isNotEqualTo(id);
    assertThat(id(decode(PAGE.replace("'/a'", "'/b'")))).isNotEqualTo(id);
  }

  /** A part of an identity is many events' at once. */
  @Test
  void thePartitionKeyIsTheSessionsAndNoPartOfAnIdentity() {
    assertThat(SiteLike.family().partitionKeys()).containsExactly("/sessionid", "/data/session_id");
  }

  @Test
  void tellsWhatATypeLacksAndWhichRuleIsBroken() {
    assertThat(decode(PAGE.replace("page_url", "url")).told())
        .containsExactly(
            "MISSING_FIELD /data/page_url data.page_url is missing: an event of type page_view has"
                + " one.");
    assertThat(decode(PAGE.replace("'1'", "''")).told())
        .containsExactly("MISSING_FIELD /id id is missing or empty.");
    assertThat(decode(VIDEO.replace("1.5", "1000001")).told())
        .containsExactly("OUT_OF_RANGE /data/position data.position is more than 1000000.");
    assertThat(decode(VIDEO.replace("1.5", "1e999")).told())
        .containsExactly("OUT_OF_RANGE /data/position data.position is more than 1000000.");
    assertThat(decode(VIDEO.replace("'more'", "'note':'n','more'")).told())
        .containsExactly("WRONG_TYPE /data/note data.note stands beside data.tracks.");
  }

  @Test
  void eachEventOfABatchStandsForItself() {
    Results results = decode("[" + PAGE + ", 5 ," + BROKEN + " ," + VIDEO + "]");

    assertThat(results.bronze(0).get("event_index").intValue()).isZero();
    assertThat(results.bronze(1).get("event_index").intValue()).isEqualTo(3);
    assertThat(results.bronze(1).get("event_count").intValue()).isEqualTo(4);
    assertThat(results.told())
        .containsExactly(
            "MALFORMED_JSON /1 The event is not a JSON object. The payload is withheld.",
            "OUT_OF_RANGE /2/data/position data.position is negative.");
    ObjectNode letter = results.letter(1);
    assertThat(letter.get("event_index").intValue()).isEqualTo(2);
    assertThat(letter.get("event_count").intValue()).isEqualTo(4);
    assertThat(letter.get("payload").textValue())
        .isEqualTo(json("[" + BROKEN.replace("192.0.2.7", "192.0.2.0") + "]"));
    assertThat(letter.get("payload_bytes").intValue()).isEqualTo(BROKEN.length() + 2);
  }

  /** As its dead letter brings it. */
  @Test
  void anEventThatComesBackAloneKeepsItsPlace() {
    RawRecord alone = record("[" + VIDEO + "]");
    alone.eventIndex = 2;
    alone.eventCount = 4;
    Results results = decode(alone);

    assertThat(results.bronze).hasSize(1);
    assertThat(results.bronze(0).get("event_index").intValue()).isEqualTo(2);
    assertThat(results.bronze(0).get("event_count").intValue()).isEqualTo(4);
  }

  @Test
  void whatStandsBesideTheEventsIsKeptWithEach() {
    Results results =
        decode("{'sdk':'1.0','events':[" + PAGE + "," + BROKEN + "],'ip':'192.0.2.7'}");

    assertThat(results.bronze(0).get("unmapped").textValue())
        .isEqualTo(json("{'ip':'192.0.2.0','sdk':'1.0'}"));
    assertThat(results.told())
        .containsExactly("OUT_OF_RANGE /events/1/data/position data.position is negative.");
    assertThat(results.letter(0).get("payload").textValue())
        .isEqualTo(
            json(
                "{'events':["
                    + BROKEN.replace("192.0.2.7", "192.0.2.0")
                    + "],'sdk':'1.0','ip':'192.0.2.0'}"));
  }

  @Test
  void aRecordThatCannotBeTakenApartIsOneLetterWithoutIndex() {
    assertThat(decode("[]").told())
        .containsExactly("MALFORMED_JSON  The record holds no event. The payload is withheld.");
    assertThat(decode("{'events':[],'a':1}").told())
        .containsExactly(
            "MALFORMED_JSON /events The record holds no event. The payload is withheld.");
    assertThat(decode("{'events':[1],'events':[]}").told())
        .containsExactly(
            "MALFORMED_JSON /events The record has more than one array of events. The payload is"
                + " withheld.");
    Results cut = decode("[" + PAGE + ",{");
    assertThat(cut.told())
        .singleElement()
        .asString()
        .startsWith("MALFORMED_JSON  The record is not JSON (RFC 8259) at character ");
    assertThat(cut.letter(0).get("event_index").isNull()).isTrue();
    assertThat(cut.letter(0).get("event_count").isNull()).isTrue();
  }

  @Test
  void readsItsRowsBack() throws IOException, ClassNotFoundException {
    StoredEvents stored = InstantiationUtil.clone(family.storedEvents());
    Results results = decode("[" + PAGE + "," + VIDEO + "]");
    for (int i = 0; i < 2; i++) {
      EventEnvelope event = results.events.get(i);
      RowData row =
          new RowDataSerializer(SiteLike.BRONZE).toBinaryRow(results.bronze.get(i)).copy();

      assertThat(stored.ofBronze(row)).usingRecursiveComparison().isEqualTo(event);
      assertThat(stored.ofSilver(event.silver).key).isEqualTo(event.key);
      assertThat(stored.ofSilver(event.silver).idLow).isEqualTo(event.idLow);
    }
  }

  @Test
  void aContractThatDoesNotFitItsTablesIsRefused() {
    RowType letters = LETTERS;
    assertThatThrownBy(
            () -> new ContractRows(SiteLike::contract, SiteLike.SILVER, SiteLike.SILVER, letters))
        .hasMessageContaining("bronze.events");
    assertThatThrownBy(
            () -> new ContractRows(SiteLike::contract, SiteLike.BRONZE, SiteLike.BRONZE, letters))
        .hasMessage(
            "The column cloud_event_id of silver.events is of no property of the contract; name it"
                + " with one, or take it out of the DDL");
  }

  /** Line 2 of the audit would take all events for nobody's. */
  @Test
  void bronzeNamesSessionAndUserAsTheAuditDoes() {
    for (String id : List.of("session_id", "user_id_hash")) {
      RowType other = SiteLike.type(SiteLike.BRONZE_COLUMNS.replace(id, "visit"));
      assertThatThrownBy(
              () -> new ContractRows(SiteLike::contract, other, SiteLike.SILVER, LETTERS))
          .hasMessageStartingWith("bronze.events has no " + id + ", by which the audit knows")
          .hasMessageContaining("name it so in the DDL and in .bronze(..)");
    }
  }

  @Test
  void aContractWithoutSessionOrUserIsToldWhatToAdd() {
    PropertyDefinition type =
        PropertyDefinition.property("/type", PropertyType.CHOICE)
            .choices("a")
            .role(Role.EVENT_TYPE);
    PropertyDefinition time =
        PropertyDefinition.property("/time", PropertyType.TIMESTAMP).role(Role.TIME);
    PropertyDefinition session =
        PropertyDefinition.property("/s", PropertyType.SESSION).role(Role.SESSION);

    assertThatThrownBy(() -> Contract.of("few").with(type).with(time).build())
        .hasMessage(
            "The contract of few has no session; where none is sent, add an optional property all"
                + " the same: .role(Role.SESSION)");
    assertThatThrownBy(() -> Contract.of("few").with(type).with(time).with(session).build())
        .hasMessageEndingWith(".role(Role.USER)");
  }

  private Results decode(String json) {
    return decode(record(json));
  }

  private Results decode(RawRecord record) {
    Results results = new Results();
    EventDecoder decoder = family.decoder();
    decoder.decode(record, results);
    return results;
  }

  private static RawRecord record(String json) {
    long arrival = 1_772_359_202_000L; // 2026-03-01T10:00:02Z
    return new RawRecord(json(json).getBytes(UTF_8), "shard", "7", 0, arrival, true);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static UUID id(Results results) {
    EventEnvelope event = results.events.get(0);
    UUID id = new UUID(event.idHigh, event.idLow);
    assertThat(results.bronze(0).get("event_id").textValue()).isEqualTo(id.toString());
    return id;
  }

  private static final class Results implements DecodeOutput {

    private final List<EventEnvelope> events = new ArrayList<>();
    private final List<RowData> bronze = new ArrayList<>();
    private final List<RowData> letters = new ArrayList<>();

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData row) {
      events.add(event);
      bronze.add(row);
    }

    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {
      throw new AssertionError("no consent is asked for");
    }

    @Override
    public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
      letters.add(deadLetter);
    }

    private ObjectNode bronze(int index) {
      return RowJson.of(bronze.get(index), SiteLike.BRONZE);
    }

    private ObjectNode letter(int index) {
      return RowJson.of(letters.get(index), LETTERS);
    }

    private List<String> told() {
      List<String> told = new ArrayList<>();
      for (int i = 0; i < letters.size(); i++) {
        ObjectNode letter = letter(i);
        told.add(
            letter.get("reason").textValue()
                + " "
                + letter.get("pointer").textValue()
                + " "
                + letter.get("message").textValue());
      }

      return told;
    }
  }
}
