package io.eventlake.family.caliper;

import static io.eventlake.event.RejectReason.INVALID_ENCODING;
import static io.eventlake.event.RejectReason.MALFORMED_JSON;
import static io.eventlake.event.RejectReason.TOO_DEEP;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.caliper.persons.NamedPersons;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.contract.DeadLetterPayload;
import io.eventlake.family.contract.DeadLetterRows;
import io.eventlake.family.contract.EventPlace;
import io.eventlake.family.contract.Rejection;
import io.eventlake.json.JsonTape;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.table.TableName;
import java.nio.charset.StandardCharsets;

/**
 * Makes dead letters. That of one item is a record with that alone, so that its neighbours are not
 * repeated. Where the lake may not know persons a letter names none, and lacks what may name one.
 */
final class CaliperLetters {

  private final DeadLetterRows rows;
  private final Persons persons;
  private final AloneRecord alone;

  CaliperLetters(CaliperRules rules, CaliperModel model, JsonTape tape, Persons persons) {
    this.persons = persons;
    alone = new AloneRecord(model, tape);
    rows =
        new DeadLetterRows(
            CaliperTables.FAMILY,
            rules.decoderVersion,
            CaliperTables.rowType(TableName.DEAD_LETTERS));
  }

  /** Of a record that nobody looked into. */
  void unread(RawRecord record, RejectReason reason, String sentence, DecodeOutput output) {
    DeadLetterPayload payload =
        record.payload.length == 0
            ? DeadLetterPayload.asSent(record.payload)
            : DeadLetterPayload.withheld();
    emit(record, ItemVerdict.bad(reason, "", sentence), null, payload, output);
  }

  /** Of a record of which no item can be addressed. */
  void record(RawRecord record, ItemVerdict why, DecodeOutput output) {
    emit(record, why, null, ofRecord(record, why), output);
  }

  private DeadLetterPayload ofRecord(RawRecord record, ItemVerdict why) {
    if (persons.areKept() && !persons.anyOptedOut()) {
      return DeadLetterPayload.asSent(record.payload);
    }
    if (!isOnTape(why)) {
      return DeadLetterPayload.withheld();
    }

    NamedPersons named = persons.find(0);
    if (persons.haveOptedOut(0, named)) {
      return DeadLetterPayload.withheld();
    }
    if (persons.areKept()) {
      return DeadLetterPayload.asSent(record.payload);
    }

    byte[] copy = persons.copy().masked(0, named).getBytes(StandardCharsets.UTF_8);
    return DeadLetterPayload.copied(copy, persons.copy().lacksTexts());
  }

  /** Whether the record is one object of JSON. */
  private static boolean isOnTape(ItemVerdict why) {
    RejectReason reason = why.reason();
    return reason != INVALID_ENCODING
        && reason != TOO_DEEP
        && !(reason == MALFORMED_JSON && why.pointer().isEmpty());
  }

  /**
   * Of one item.
   *
   * @param value the item on the tape
   */
  void item(RawRecord record, ItemVerdict why, EventPlace place, int value, DecodeOutput output) {
    byte[] sent = alone.asSent(value);
    NamedPersons named = persons.find(value);
    DeadLetterPayload payload;
    if (persons.haveOptedOut(value, named)) {
      payload = DeadLetterPayload.withheld();
    } else if (persons.areKept()) {
      payload = DeadLetterPayload.asSent(sent);
    } else {
      byte[] copy = alone.masked(value, persons.copy(), named, persons.inRecord());
      payload = DeadLetterPayload.copied(copy, alone.lacksTexts());
    }

    emit(record.with(sent), why, place, payload, output);
  }

  private void emit(
      RawRecord record,
      ItemVerdict why,
      EventPlace place,
      DeadLetterPayload payload,
      DecodeOutput output) {
    long arrival = record.arrivalMillis;
    Rejection rejection = Rejection.at(why.reason(), why.pointer(), why.sentence());
    output.rejected(why.reason(), arrival, rows.row(record, place, arrival, rejection, payload));
  }
}
