package io.eventlake.family.caliper.rules;

import static io.eventlake.event.RejectReason.INVALID_ENCODING;
import static io.eventlake.event.RejectReason.MALFORMED_JSON;
import static io.eventlake.event.RejectReason.TOO_DEEP;

import io.eventlake.event.RejectReason;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.RecordJudge;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import io.eventlake.json.StrictJson;
import java.util.List;
import java.util.function.Consumer;

/**
 * Judges records by the rules of Caliper: envelopes, each item by itself, and, where that is
 * allowed, events, entities and an endpoint's configuration that come without one. Holds no more
 * than the record that it is at. Not for several threads.
 */
public final class CaliperJudge implements RecordJudge {

  private final CaliperModel model;
  private final boolean bare;
  private final JsonTape tape;
  private final Place place;
  private final Findings findings;
  private final ObjectCheck objects;
  private final ItemCheck items;
  private final TypeRules envelope;
  private final TypeRules endpoint;
  private final int type;
  private final int data;
  private final int dataVersion;

  /** Of the last verdict that was bad. */
  private Fault fault;

  /**
   * @param bare whether an item may be a record by itself
   */
  public CaliperJudge(CaliperModel model, Strictness strictness, boolean bare) {
    this.model = model;
    this.bare = bare;
    tape = model.tape();
    place = new Place(tape);
    findings = new Findings(place, strictness);
    objects = new ObjectCheck(model, tape, place, findings);
    items = new ItemCheck(model, tape, place, findings, objects);
    envelope = model.scope().find("Envelope");
    endpoint = model.scope().find("EndpointConfiguration");
    type = model.name("type");
    data = model.name("data");
    dataVersion = model.name("dataVersion");
  }

  @Override
  public void judge(byte[] record, Consumer<ItemVerdict> verdicts) {
    judge(
        record,
        new CaliperItems() {
          @Override
          public void record(ItemVerdict verdict) {
            verdicts.accept(verdict);
          }

          @Override
          public void item(int index, int value, ItemVerdict verdict) {
            verdicts.accept(verdict);
          }
        });
  }

  /** As {@link #judge(byte[], Consumer)}, with where each item lies. */
  public void judge(byte[] record, CaliperItems out) {
    place.reset();
    findings.reset(List.of());
    Fault unread = unread(tape.read(record));
    if (unread != null) {
      out.record(bad(unread));
    } else if (bare && tape.find(0, type) >= 0) {
      out.item(0, 0, item(0, null, List.of()));
    } else if (!bare || hasPropertyOf(envelope)) {
      envelope(out);
    } else if (hasPropertyOf(endpoint)) {
      out.record(verdict(objects.record(0, endpoint)));
    } else {
      out.item(0, 0, item(0, null, List.of()));
    }
  }

  /** The record that was judged last. */
  public JsonTape tape() {
    return tape;
  }

  /** What was wrong at the last bad verdict. */
  Fault fault() {
    return fault;
  }

  private boolean hasPropertyOf(TypeRules rules) {
    for (int at = tape.first(0); at < tape.next(0); at = tape.next(at)) {
      if (tape.name(at) >= 0 && rules.rule(tape.name(at), null) != null) {
        return true;
      }
    }

    return false;
  }

  private void envelope(CaliperItems out) {
    Fault unfit = objects.record(0, envelope);
    if (unfit != null) {
      out.record(bad(unfit));
      return;
    }

    List<String> warnings = List.copyOf(findings.warnings());
    CaliperVersion version = CaliperVersion.of(tape.string(tape.find(0, dataVersion)));
    int array = tape.find(0, data);
    int index = 0;
    for (int at = tape.first(array); at < tape.next(array); at = tape.next(at)) {
      place.reset();
      place.enter(array);
      place.enterElement(index);
      out.item(index++, at, item(at, version, warnings));
    }
  }

  /**
   * An item by itself.
   *
   * @param warnings on its envelope, which are its own, too
   */
  private ItemVerdict item(int value, CaliperVersion version, List<String> warnings) {
    findings.reset(warnings);
    place.beginItem();
    return verdict(items.check(value, version));
  }

  private ItemVerdict verdict(Fault unfit) {
    return unfit == null ? ItemVerdict.good(findings.warnings()) : bad(unfit);
  }

  private ItemVerdict bad(Fault unfit) {
    fault = unfit;
    return unfit.verdict();
  }

  private Fault unread(JsonTape.Reading reading) {
    long character = tape.faultAt() + 1;
    switch (reading) {
      case NO_TEXT:
        return ofRecord(
            INVALID_ENCODING,
            "The record is not UTF-8 text, or holds half of a surrogate pair, at character "
                + character
                + ".");
      case EMPTY:
        return ofRecord(MALFORMED_JSON, "The record is empty.");
      case MALFORMED:
        return ofRecord(
            MALFORMED_JSON,
            "The record is not JSON (RFC 8259) at character " + character + " or shortly before.");
      case TRAILING:
        return ofRecord(
            MALFORMED_JSON,
            "The record goes on after its JSON object, at character " + character + ".");
      case TOO_DEEP:
        return ofRecord(
            TOO_DEEP, "The record is nested deeper than " + StrictJson.MAX_DEPTH + " levels.");
      default:
        return tape.kind(0) == Kind.OBJECT
            ? null
            : ofRecord(MALFORMED_JSON, "The record is not a JSON object.");
    }
  }

  private static Fault ofRecord(RejectReason reason, String sentence) {
    return new Fault(reason, "", sentence, null);
  }
}
