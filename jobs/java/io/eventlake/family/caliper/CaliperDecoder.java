package io.eventlake.family.caliper;

import static io.eventlake.event.RejectReason.MISSING_FIELD;
import static io.eventlake.event.RejectReason.OVERSIZED;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.caliper.item.BronzeRows;
import io.eventlake.family.caliper.item.CaliperItem;
import io.eventlake.family.caliper.item.Delivery;
import io.eventlake.family.caliper.item.ItemValues;
import io.eventlake.family.caliper.persons.NamedPersons;
import io.eventlake.family.caliper.rules.CaliperItems;
import io.eventlake.family.caliper.rules.CaliperJudge;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.contract.EventPlace;
import io.eventlake.family.contract.EventTimes;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.table.TableName;
import java.util.List;

/**
 * Decodes envelopes of learning events, each item by itself (docs/caliper.md): an event goes on to
 * silver, a describe is kept in bronze, an item that breaks the rules is a dead letter by itself. A
 * record is rejected as a whole only where no item can be addressed.
 */
final class CaliperDecoder implements EventDecoder {

  private static final long serialVersionUID = 1L;

  private final CaliperRules rules;

  // Made on the task: none of them is serializable.
  private transient CaliperModel model;
  private transient CaliperJudge judge;
  private transient Persons persons;
  private transient CaliperLetters letters;
  private transient ItemValues values;
  private transient BronzeRows bronzeRows;
  private transient CaliperEnvelopes envelopes;

  CaliperDecoder(CaliperRules rules) {
    this.rules = rules;
  }

  @Override
  public void decode(RawRecord record, DecodeOutput output) {
    if (judge == null) {
      prepare();
    }

    persons.next();
    if (record.faultReason != null) {
      letters.unread(record, record.faultReason, record.fault, output);
    } else if (record.payloadBytes > rules.maxRecordBytes) {
      letters.unread(record, OVERSIZED, oversized(record), output);
    } else {
      judge.judge(record.payload, new Items(record, output));
    }
  }

  private void prepare() {
    model = CaliperModel.of(rules.extensions);
    CaliperJudge newJudge = new CaliperJudge(model, rules.strictness, rules.bare);
    persons = new Persons(rules, newJudge.tape());
    letters = new CaliperLetters(rules, model, newJudge.tape(), persons);
    values = new ItemValues();
    bronzeRows = new BronzeRows(CaliperTables.rowType(TableName.BRONZE_EVENTS));
    envelopes = new CaliperEnvelopes(CaliperTables.rowType(TableName.SILVER_EVENTS));
    judge = newJudge;
  }

  private String oversized(RawRecord record) {
    return "The record has "
        + record.payloadBytes
        + " bytes, more than the limit of "
        + rules.maxRecordBytes
        + ".";
  }

  /** Passes on what becomes of the items of one record. */
  private final class Items implements CaliperItems {

    private final RawRecord record;
    private final DecodeOutput output;

    /** Of the first item. */
    private Envelope envelope;

    private Items(RawRecord record, DecodeOutput output) {
      this.record = record;
      this.output = output;
    }

    @Override
    public void record(ItemVerdict verdict) {
      // An endpoint's configuration keeps the rules, and is nothing that happened.
      letters.record(
          record,
          verdict.isGood() ? ItemVerdict.bad(MISSING_FIELD, "/data", "data is missing.") : verdict,
          output);
    }

    @Override
    public void item(int index, int value, ItemVerdict verdict) {
      if (envelope == null) {
        envelope = Envelope.of(judge.tape(), model, value, persons::sensor);
      }

      EventPlace place = EventPlace.of(record, index, envelope.items);
      if (verdict.isGood()) {
        take(value, place, verdict.warnings());
      } else {
        letters.item(record, verdict, place, value, output);
      }
    }

    private void take(int value, EventPlace place, List<String> warnings) {
      NamedPersons named = persons.find(value);
      String payload = persons.payload(value, named);
      values.read(judge.tape(), value, persons.item());
      CaliperItem item = CaliperItem.of(values, payload, rules.sessions);
      EventTimes times = EventTimes.of(record, item.event ? item.micros : envelope.micros(record));
      if (persons.haveOptedOut(value, named)) {
        output.withoutConsent(item.type, times.arrivalMillis);
        return;
      }

      Delivery delivery = envelope.delivery();
      delivery.record = record;
      delivery.place = place;
      delivery.rules =
          model.rulesOf(
              item.profile, item.type, item.context == null ? delivery.dataVersion : item.context);
      delivery.warnings = warnings;
      delivery.personIds = persons.ids(named);
      if (item.event) {
        EventEnvelope event =
            envelopes.of(item, values, delivery.sensor, delivery.rules, times, record.shardId);
        event.holdMillis = record.holdMillis;
        output.accepted(event, event.eventType, bronzeRows.event(item, delivery, times));
      } else {
        values.read(payload);
        output.kept(
            item.type,
            times.arrivalMillis,
            bronzeRows.entity(item, values, delivery, EventTimes.of(times.arrivalMillis, 0)));
      }
    }
  }
}
