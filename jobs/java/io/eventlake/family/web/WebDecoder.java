package io.eventlake.family.web;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import java.util.UUID;
import org.apache.flink.table.data.StringData;

/**
 * Decodes web events by the contract {@code schemas/web/event-1.json} (design: semantics, section
 * 1).
 *
 * <p>Validity comes before consent: an event that breaks the contract is a dead letter, masked
 * unless it positively consents; a valid one without consent is only counted.
 */
public final class WebDecoder implements EventDecoder {

  private static final long serialVersionUID = 1L;

  private final int maxRecordBytes;
  private final String decoderVersion;
  private final WebIds ids;

  // Made on the task: none of them is serializable.
  private transient WebParser parser;
  private transient WebBronzeRows bronzeRows;
  private transient WebSilverRows silverRows;
  private transient DeadLetterRows deadLetterRows;
  private transient EventId eventIds;

  /**
   * @param maxRecordBytes largest record that is looked into, bytes
   * @param decoderVersion what dead letters name as their judge
   * @param ids which ids are none, and which are a user's
   */
  public WebDecoder(int maxRecordBytes, String decoderVersion, WebIds ids) {
    this.ids = ids;
    this.maxRecordBytes = maxRecordBytes;
    this.decoderVersion = decoderVersion;
  }

  @Override
  public void decode(RawRecord record, DecodeOutput output) {
    if (parser == null) {
      prepare();
    }

    if (record.faultReason != null) {
      rejectFault(record, output);
      return;
    }

    if (record.payloadBytes > maxRecordBytes) {
      rejectUnread(record, oversized(record), DeadLetterPayload.withheld(), output);
      return;
    }

    Rejection rejection = parser.parse(record.payload);
    if (rejection != null) {
      reject(record, rejection, output);
    } else if (parser.consents()) {
      accept(record, parser.event(), output);
    } else {
      WebEvent event = parser.event();
      output.withoutConsent(eventType(event), EventTimes.arrivalMillis(record, event));
    }
  }

  private void prepare() {
    parser = new WebParser(ids);
    bronzeRows = new WebBronzeRows();
    silverRows = new WebSilverRows();
    deadLetterRows = new DeadLetterRows(decoderVersion);
    eventIds = new EventId();
  }

  /** What the source could not hand over as it is; what it has of it says nothing of consent. */
  private void rejectFault(RawRecord record, DecodeOutput output) {
    rejectUnread(
        record,
        Rejection.ofRecord(record.faultReason, record.fault),
        record.payload.length == 0
            ? DeadLetterPayload.asSent(record.payload)
            : DeadLetterPayload.withheld(),
        output);
  }

  private Rejection oversized(RawRecord record) {
    return Rejection.ofRecord(
        RejectReason.OVERSIZED,
        "The record has "
            + record.payloadBytes
            + " bytes, more than the limit of "
            + maxRecordBytes
            + ".");
  }

  private void rejectUnread(
      RawRecord record, Rejection rejection, DeadLetterPayload payload, DecodeOutput output) {
    long arrival = record.arrivalMillis;
    output.rejected(
        rejection.reason, arrival, deadLetterRows.row(record, arrival, rejection, payload));
  }

  private void reject(RawRecord record, Rejection rejection, DecodeOutput output) {
    DeadLetterPayload payload =
        parser.mayBeKept()
            ? DeadLetterPayload.asSent(NetworksOnly.of(record.payload, parser.text()))
            : DeadLetterPayload.of(MaskedCopy.of(parser.text()));
    long arrival = EventTimes.arrivalMillis(record, parser.event());
    output.rejected(
        rejection.reason, arrival, deadLetterRows.row(record, arrival, rejection, payload));
  }

  private void accept(RawRecord record, WebEvent event, DecodeOutput output) {
    if (!event.has(WebProperty.EVENT_ID)) {
      UUID id = eventIds.derive(event);
      event.setId(
          StringData.fromString(id.toString()),
          id.getMostSignificantBits(),
          id.getLeastSignificantBits());
    }

    EventTimes times = EventTimes.of(record, event);
    EventEnvelope envelope =
        WebEnvelopes.of(event, times, record.shardId, silverRows.row(event, times));
    envelope.holdMillis = record.holdMillis;
    output.accepted(envelope, eventType(event), bronzeRows.row(event, record, times));
  }

  private static String eventType(WebEvent event) {
    return event.string(WebProperty.EVENT_TYPE).toString();
  }
}
