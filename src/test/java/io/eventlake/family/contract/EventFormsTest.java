package io.eventlake.family.contract;

import static io.eventlake.family.contract.PropertyDefinition.property;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.json.JsonText;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.testing.DdlRowType;
import io.eventlake.testing.RowJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.Test;

/** Events that come in more than one form, each with a bound of its own, and rules before all. */
class EventFormsTest {

  private static final RowType LETTERS = DdlRowType.of("bronze/dead_letters");

  private static final RowType BRONZE =
      type(
          "event_id STRING, event_type STRING, ts TIMESTAMP(6), number STRING, session_id STRING,"
              + " user_id_hash STRING, amount DOUBLE, arrival_ts TIMESTAMP(6), shard_id STRING,"
              + " sequence_number STRING, sub_sequence_number INT, event_index INT, event_count"
              + " INT, clock_skewed BOOLEAN, unmapped STRING, ingest_dt DATE");

  private static final RowType SILVER =
      type(
          "event_id STRING, event_type STRING, ts TIMESTAMP(6), session_id STRING, user_id_hash"
              + " STRING, amount DOUBLE, event_dt DATE, arrival_ts TIMESTAMP(6), clock_skewed"
              + " BOOLEAN, in_session BOOLEAN");

  private static final Contract CONTRACT =
      Contract.of("forms")
          .with(property("/number", PropertyType.TEXT).role(Role.IDENTITY).notEmpty())
          .with(property("/shape", PropertyType.TEXT).bronze(null))
          .with(property("/body", PropertyType.OBJECT))
          .with(
              property("/body/kind", PropertyType.CHOICE)
                  .choices("sale")
                  .role(Role.EVENT_TYPE)
                  .bronze("event_type")
                  .silver("event_type"))
          .with(
              property("/body/at", PropertyType.TIMESTAMP)
                  .role(Role.TIME)
                  .bronze("ts")
                  .silver("ts"))
          .with(
              property("/body/session", PropertyType.SESSION)
                  .role(Role.SESSION)
                  .bronze("session_id")
                  .silver("session_id"))
          .with(
              property("/body/user", PropertyType.USER)
                  .role(Role.USER)
                  .bronze("user_id_hash")
                  .silver("user_id_hash"))
          .with(
              property("/body/amount", PropertyType.NUMBER)
                  .between(0, 10)
                  .bronze("amount")
                  .silver("amount"))
          .with(
              property("/session", PropertyType.SESSION)
                  .role(Role.SESSION)
                  .bronze("session_id")
                  .silver("session_id"))
          .bare("/body", Map.of("no", "/number"), event -> event.contains("\"no\""))
          .first(EventFormsTest::round)
          .require("/number")
          .requireOfWhole("/body")
          .require("/body/kind")
          .require("/body/at")
          .requireOfBare("/body/amount")
          .build();

  private static final String BODY =
      "'kind':'sale','at':'2026-03-01T10:00:00Z','session':'s1','amount':2.5";

  private final ContractFamily family =
      new ContractFamily(
          new ContractRows(EventFormsTest::contract, BRONZE, SILVER, LETTERS),
          new DecodeRules(
                  1 << 16,
                  "test",
                  new IdRules(List.of(), Pattern.compile(".+")),
                  Batches.ofArrays().under("events"))
              .maxEventBytes(200)
              .form(EventFormsTest::unwrapped));

  private final List<RowData> bronze = new ArrayList<>();
  private final List<RowData> letters = new ArrayList<>();
  private final List<EventEnvelope> events = new ArrayList<>();

  @Test
  void aBareEventIsWhatOthersHaveWithin() {
    decode("{'number':'1','body':{" + BODY + ",'more':1},'other':2}");
    decode("{'no':'1'," + BODY + ",'more':1}");

    assertThat(letters).isEmpty();
    for (String same : List.of("event_id", "number", "ts", "session_id", "amount", "event_type")) {
      assertThat(row(1).get(same)).as(same).isEqualTo(row(0).get(same));
    }
    assertThat(row(0).get("unmapped").textValue()).isEqualTo(json("{'body':{'more':1},'other':2}"));
    assertThat(row(1).get("unmapped").textValue()).isEqualTo(json("{'more':1}"));
    assertThat(events.get(1)).usingRecursiveComparison().isEqualTo(events.get(0));
  }

  @Test
  void itsPropertiesAreToldAsItHasThem() {
    decode("{'no':'1'," + BODY.replace("2.5", "11") + "}");
    decode("{'no':''," + BODY + "}");
    decode("{'no':'1'," + BODY.replace(",'amount':2.5", "") + "}");
    decode("{'events':[{'no':'1'," + BODY + "},{'no':7," + BODY + "}]}");
    decode("{'number':'1','body':{" + BODY.replace(",'amount':2.5", "") + "}}");
    decode("{'number':'1'}");

    assertThat(told())
        .containsExactly(
            "OUT_OF_RANGE /amount amount is more than 10.",
            "MISSING_FIELD /no no is missing or empty.",
            "MISSING_FIELD /amount amount is missing.",
            "WRONG_TYPE /events/1/no no is not a string.",
            "MISSING_FIELD /body body is missing.");
    assertThat(bronze).hasSize(2);
  }

  /** What names a person in a bare event is masked by what the contract knows of it. */
  @Test
  void aBareEventIsMaskedByItsOwnNames() {
    decode("{'no':'1'," + BODY + ",'user':'anna@shop.example'}");

    assertThat(told())
        .containsExactly("PERSONAL_ID /user user looks like an e-mail address; send a hash.");
    assertThat(letter(0).get("payload").textValue())
        .isEqualTo(
            json(
                "{'no':'(string)','kind':'sale','at':'(string)','session':'(string)',"
                    + "'amount':'(number)','user':'(string)'}"));
  }

  /** Also what keeps an order has another name there. */
  @Test
  void partitionKeysAreThoseOfBothForms() {
    assertThat(family.partitionKeys())
        .containsExactly("/body/session", "/session", "/number", "/no");
  }

  @Test
  void eachEventHasABound() {
    String large = "{'no':'1'," + BODY + ",'padding':'" + "\u00e9".repeat(60) + "'}";
    decode(large);
    decode("[" + large + ",{'no':'2'," + BODY + "}]");
    int bytes = json(large).getBytes(UTF_8).length;
    assertThat(large.length()).isLessThan(200);

    String sentence = " The event has " + bytes + " bytes, more than the limit of 200.";
    assertThat(told())
        .containsExactly(
            "OVERSIZED " + sentence + " The payload is withheld.",
            "OVERSIZED /0" + sentence + " The payload is withheld.");
    assertThat(letter(0).get("event_index").isNull()).isTrue();
    assertThat(letter(1).get("event_index").intValue()).isZero();
    assertThat(letter(1).get("event_count").intValue()).isEqualTo(2);
    assertThat(bronze).hasSize(1);
  }

  /** A batch that broke off is no large event. */
  @Test
  void whatIsNoJsonHasNoBound() {
    decode("[" + "{'no':'1'," + BODY + "},".repeat(5));

    assertThat(told()).singleElement().asString().startsWith("MALFORMED_JSON  The record is not");
  }

  @Test
  void anotherFormIsReadAsTheContractHasIt() {
    decode("{'number':'1','wrapped':{" + BODY + "}}");
    decode("[{'number':'2','wrapped':{" + BODY.replace("2.5", "-1") + "}}]");

    assertThat(row(0).get("amount").doubleValue()).isEqualTo(2.5);
    assertThat(row(0).get("unmapped").isNull()).isTrue();
    assertThat(told()).containsExactly("OUT_OF_RANGE /0/body/amount body.amount is negative.");
    assertThat(letter(0).get("payload").textValue())
        .isEqualTo(json("[{'number':'2','body':{" + BODY.replace("2.5", "-1") + "}}]"));
  }

  @Test
  void aFirstRuleComesBeforeWhatIsMissing() {
    decode("{'shape':'square'}");

    assertThat(told()).containsExactly("BAD_ENUM /shape shape is not round.");
    assertThat(letter(0).get("payload").textValue()).isEqualTo(json("{'shape':'(string)'}"));
  }

  private static Contract contract() {
    return CONTRACT;
  }

  private static Rejection round(EventValues event) {
    Property shape = contract().property("/shape");
    return event.has(shape)
        ? Rejection.of(RejectReason.BAD_ENUM, shape, "is not round.").ofPerson()
        : null;
  }

  private static JsonText unwrapped(JsonText event) {
    if (!event.contains("\"wrapped\"")) {
      return event;
    }

    JsonText text = new JsonText();
    text.decode(new String(event.bytes(), UTF_8).replace("wrapped", "body").getBytes(UTF_8));
    return text;
  }

  private void decode(String json) {
    byte[] record = json(json).getBytes(UTF_8);
    long arrival = 1_772_359_202_000L; // 2026-03-01T10:00:02Z
    family
        .decoder()
        .decode(
            new RawRecord(record, "shard", "7", 0, arrival, true),
            new DecodeOutput() {
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
              public void rejected(RejectReason reason, long arrivalMillis, RowData letter) {
                letters.add(letter);
              }
            });
  }

  private ObjectNode row(int index) {
    return RowJson.of(bronze.get(index), BRONZE);
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

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static RowType type(String columns) {
    return (RowType)
        LogicalTypeParser.parse("ROW<" + columns + ">", EventFormsTest.class.getClassLoader());
  }
}
