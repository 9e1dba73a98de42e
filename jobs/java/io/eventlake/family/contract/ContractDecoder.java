package io.eventlake.family.contract;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.json.JsonText;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import java.util.List;

/**
 * Decodes events by a family's {@link Contract} (design: semantics, section 1).
 *
 * <p>Validity comes before consent: an event that breaks the contract is a dead letter, masked
 * unless it positively consents; a valid one without consent is only counted.
 */
final class ContractDecoder implements EventDecoder {

  private static final long serialVersionUID = 1L;

  /** In UTF-8; a character beyond the basic plane is two of Java's. */
  private static final int MOST_BYTES_OF_CHAR = 3;

  private final ContractRows rows;
  private final DecodeRules rules;

  // Made on the task: none of them is serializable.
  private transient Contract contract;
  private transient ContractParser parser;
  private transient RowMaker maker;
  private transient DeadLetterRows deadLetterRows;
  private transient EventId eventIds;

  ContractDecoder(ContractRows rows, DecodeRules rules) {
    this.rows = rows;
    this.rules = rules;
  }

  @Override
  public void decode(RawRecord record, DecodeOutput output) {
    if (parser == null) {
      prepare();
    }

    if (record.faultReason != null) {
      rejectFault(record, output);
    } else if (record.payloadBytes > rules.maxRecordBytes) {
      rejectUnread(record, rules.oversizedRecord(record.payloadBytes), null, output);
    } else if (rules.mayBePlain(contract, record.payloadBytes)
        && parser.parsePlain(record.payload)) {
      take(record, EventPlace.of(record), output);
    } else {
      Rejection noText = parser.decode(record.payload);
      Batch batch = noText == null ? Batch.of(parser.record(), rules.batches) : null;
      if (noText != null) {
        reject(record, noText, null, output);
      } else if (batch == null) {
        decodeOne(record, output);
      } else {
        decodeBatch(record, batch, output);
      }
    }
  }

  private void prepare() {
    contract = rows.contract();
    parser = new ContractParser(contract, rules.ids);
    maker = rows.maker();
    deadLetterRows = new DeadLetterRows(contract.family(), rules.decoderVersion, rows.deadLetters);
    eventIds = new EventId(contract);
  }

  /** What the source could not hand over as it is; what it has of it says nothing of consent. */
  private void rejectFault(RawRecord record, DecodeOutput output) {
    DeadLetterPayload payload =
        record.payload.length == 0
            ? DeadLetterPayload.asSent(record.payload)
            : DeadLetterPayload.withheld();
    reject(
        record,
        Rejection.ofRecord(record.faultReason, record.fault),
        null,
        payload,
        record.arrivalMillis,
        output);
  }

  /** What nobody looked into, and so nobody keeps. */
  private void rejectUnread(
      RawRecord record, Rejection rejection, EventPlace place, DecodeOutput output) {
    reject(record, rejection, place, DeadLetterPayload.withheld(), record.arrivalMillis, output);
  }

  private void decodeOne(RawRecord record, DecodeOutput output) {
    Rejection rejection = parser.parse(rules.form.of(parser.record()), List.of());
    if (parser.readToEnd() && record.payloadBytes > rules.maxEventBytes) {
      rejectUnread(record, rules.oversizedEvent(record.payloadBytes), null, output);
    } else if (rejection == null) {
      take(record, EventPlace.of(record), output);
    } else {
      reject(record, rejection, rejection.ofRecord() ? null : EventPlace.of(record), output);
    }
  }

  private void reject(
      RawRecord record, Rejection rejection, EventPlace place, DecodeOutput output) {
    DeadLetterPayload payload =
        parser.mayBeKept()
            ? DeadLetterPayload.asSent(
                NetworksOnly.of(payload(record), parser.text(), parser.root()))
            : DeadLetterPayload.of(MaskedCopy.of(parser.text(), parser.root()));
    reject(record, rejection, place, payload, output);
  }

  /** The record as it came, or as it was read where it came in another form. */
  private byte[] payload(RawRecord record) {
    return parser.text() == parser.record() ? record.payload : parser.text().bytes();
  }

  private void reject(
      RawRecord record,
      Rejection rejection,
      EventPlace place,
      DeadLetterPayload payload,
      DecodeOutput output) {
    long arrival = EventTimes.arrivalMillis(record, parser.event());
    reject(record, rejection, place, payload, arrival, output);
  }

  private void reject(
      RawRecord record,
      Rejection rejection,
      EventPlace place,
      DeadLetterPayload payload,
      long arrival,
      DecodeOutput output) {
    output.rejected(
        rejection.reason, arrival, deadLetterRows.row(record, place, arrival, rejection, payload));
  }

  private void decodeBatch(RawRecord record, Batch batch, DecodeOutput output) {
    Rejection fault = batch.fault();
    if (fault != null) {
      rejectUnread(record, fault, null, output);
      return;
    }

    for (int i = 0; i < batch.count(); i++) {
      EventPlace place = EventPlace.of(record, i, batch.count());
      JsonText event = batch.event(i);
      if (isOversized(event)) {
        byte[] alone = event.bytes();
        Rejection oversized = rules.oversizedEvent(alone.length).within(batch.pointer(i));
        rejectUnread(record.with(batch.alone(alone, true)), oversized, place, output);
        continue;
      }

      Rejection rejection = parser.parse(rules.form.of(event), batch.beside());
      if (rejection == null) {
        take(record, place, output);
      } else {
        rejectOf(record, batch, place, rejection.within(batch.pointer(i)), output);
      }
    }
  }

  private boolean isOversized(JsonText event) {
    int chars = event.end() - event.start();
    return chars > rules.maxEventBytes
        || (long) chars * MOST_BYTES_OF_CHAR > rules.maxEventBytes
            && event.bytes().length > rules.maxEventBytes;
  }

  /** The dead letter of one event is a record with that alone: its neighbours are not repeated. */
  private void rejectOf(
      RawRecord record, Batch batch, EventPlace place, Rejection rejection, DecodeOutput output) {
    JsonText text = parser.text();
    byte[] event = text.bytes();
    RawRecord alone = record.with(batch.alone(event, true));
    DeadLetterPayload payload;
    if (parser.mayBeKept()) {
      byte[] networks = NetworksOnly.of(event, text, parser.root());
      payload = DeadLetterPayload.asSent(batch.alone(networks, true));
    } else {
      payload = DeadLetterPayload.of(MaskedCopy.of(text, parser.root()), batch);
    }

    reject(alone, rejection, place, payload, output);
  }

  /** An event that keeps the contract. */
  private void take(RawRecord record, EventPlace place, DecodeOutput output) {
    EventValues event = parser.event();
    if (!parser.consents()) {
      output.withoutConsent(event.eventType(), EventTimes.arrivalMillis(record, event));
      return;
    }

    eventIds.give(event);
    EventTimes times = EventTimes.of(record, event);
    EventEnvelope envelope = Envelopes.of(event, times, record.shardId, maker.silver(event, times));
    envelope.holdMillis = record.holdMillis;
    output.accepted(envelope, event.eventType(), maker.bronze(event, record, place, times));
  }
}
