package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.config.DecodeOptions;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.family.contract.IdRules;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.testing.DdlRowType;
import io.eventlake.testing.RowJson;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** What a decoder made of one record. */
final class Decoded implements DecodeOutput {

  /** The product's default. */
  static final IdRules IDS =
      new IdRules(
          DecodeOptions.absentIds(DecodeOptions.ABSENT_IDS.defaultValue()),
          Pattern.compile(DecodeOptions.USER_IDS.defaultValue()));

  static final RowType BRONZE = DdlRowType.of("bronze/events");
  static final RowType DEAD_LETTER = DdlRowType.of("bronze/dead_letters");
  static final RowType SILVER = DdlRowType.of("silver/events");

  /** 2025-08-20T20:20:21Z. */
  static final long ARRIVAL = 1_755_721_221_000L;

  int calls;
  String eventType;
  long arrivalMillis;
  EventEnvelope event;
  RowData bronze;
  RejectReason reason;
  RowData deadLetter;

  /** A record as the stream hands it over, arrived at {@link #ARRIVAL}. */
  static RawRecord record(byte[] payload) {
    return new RawRecord(payload, "shardId-000000000000", "49600", 0, ARRIVAL, true);
  }

  /** As the family has it, of version {@code test}. */
  static EventDecoder decoder(int maxRecordBytes) {
    return decoder(maxRecordBytes, IDS);
  }

  static EventDecoder decoder(int maxRecordBytes, IdRules ids) {
    return new WebFamily(maxRecordBytes, "test", Pattern.compile("compare"), ids).decoder();
  }

  static Decoded of(String payload) {
    return of(payload.getBytes(UTF_8));
  }

  static Decoded of(byte[] payload) {
    return of(decoder(1 << 20), record(payload));
  }

  static Decoded of(EventDecoder decoder, RawRecord record) {
    Decoded decoded = new Decoded();
    decoder.decode(record, decoded);
    if (decoded.calls != 1) {
      throw new AssertionError("The decoder called its output " + decoded.calls + " times");
    }

    return decoded;
  }

  @Override
  public void accepted(EventEnvelope accepted, String type, RowData row) {
    calls++;
    event = accepted;
    eventType = type;
    arrivalMillis = accepted.arrivalMillis;
    bronze = row;
  }

  @Override
  public void withoutConsent(String type, long arrival) {
    calls++;
    eventType = type;
    arrivalMillis = arrival;
  }

  @Override
  public void rejected(RejectReason why, long arrival, RowData row) {
    calls++;
    reason = why;
    arrivalMillis = arrival;
    deadLetter = row;
  }

  boolean valid() {
    return reason == null;
  }

  ObjectNode bronzeJson() {
    return RowJson.of(bronze, BRONZE);
  }

  ObjectNode silverJson() {
    return RowJson.of(event.silver, SILVER);
  }

  ObjectNode deadLetterJson() {
    return RowJson.of(deadLetter, DEAD_LETTER);
  }

  String pointer() {
    return deadLetterJson().get("pointer").textValue();
  }

  String message() {
    return deadLetterJson().get("message").textValue();
  }

  /** Text of the kept payload, or null. */
  String payload() {
    return deadLetterJson().get("payload").textValue();
  }

  /** All of it, for golden files. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (reason != null) {
      json.put("outcome", "dead_letter").set("dead_letter", deadLetterJson());
    } else if (event == null) {
      json.put("outcome", "no_consent").put("event_type", eventType).put("arrival", arrivalMillis);
    } else {
      json.put("outcome", "accepted").put("event_type", eventType);
      json.set("envelope", envelopeJson());
      json.set("bronze", bronzeJson());
      json.set("silver", silverJson());
    }

    return json;
  }

  private ObjectNode envelopeJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("key_kind", event.keyKind.name())
        .put("key", event.key)
        .put("id", new UUID(event.idHigh, event.idLow).toString())
        .put("event_time", event.eventTimeMillis)
        .put("arrival", event.arrivalMillis)
        .put("shard", event.shardId);
  }
}
