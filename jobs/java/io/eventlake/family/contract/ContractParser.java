package io.eventlake.family.contract;

import static io.eventlake.event.RejectReason.MALFORMED_JSON;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.eventlake.family.contract.CanonicalJson.Member;
import io.eventlake.json.ContractJson;
import io.eventlake.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Reads an event's JSON into {@link EventValues} and finds what breaks the contract.
 *
 * <p>Of several faults one is told, the same for the same bytes: bytes that are no text; then the
 * first fault of syntax, or nesting too deep, in reading order; then the first property given twice
 * or with an unfit value, in reading order; then the first required property that is absent or
 * null, in the contract's order. A record is always read to its end, because consent can stand
 * anywhere.
 */
final class ContractParser {

  private final Contract contract;
  private final ContractJson parsers;
  private final JsonText record = new JsonText();
  private final EventValues event;
  private final EventTexts texts = new EventTexts();
  private final ValueReader values;
  private final PlainParser plain;
  private final UnmappedProperties unmapped = new UnmappedProperties();

  /** Of the event that was read last. */
  private JsonText text = record;

  /** What the event is: the contract's, or where it is bare an object of that. */
  private Property root;

  private List<Member> beside = List.of();
  private Rejection rejection;
  private boolean readToEnd;
  private boolean rootEnded;
  private boolean consentDoubtful;
  private boolean namesPerson;

  ContractParser(Contract contract, IdRules ids) {
    this.contract = contract;
    this.parsers = new ContractJson(contract.jsonNames());
    this.event = new EventValues(contract);
    this.root = contract.event();
    values = new ValueReader(event, texts, ids);
    plain = new PlainParser(contract, ids, event);
  }

  /**
   * Reads a record that is one event, whole and as sent, if that is plain and keeps the contract.
   * Else nothing was found out, and {@link #decode} begins.
   */
  boolean parsePlain(byte[] payload) {
    begin(record, List.of());
    readToEnd = plain.parse(payload);
    return readToEnd;
  }

  /** Reads a record that is one event; null when it keeps the contract, else why it does not. */
  Rejection parse(byte[] payload) {
    Rejection noText = decode(payload);
    return noText == null ? parse(record, List.of()) : noText;
  }

  /** Begins a record; null when it is text, else why it is none. */
  Rejection decode(byte[] payload) {
    if (!record.decode(payload)) {
      begin(record, List.of());
      return Unreadable.noText(record.end() - record.start());
    }

    texts.begin(payload, record);
    return null;
  }

  /**
   * Reads one event of the record that was begun.
   *
   * @param part the record's text, or a part of it
   * @param besideIt what stands beside the event in its record
   * @return null when the event keeps the contract, else why it does not
   */
  Rejection parse(JsonText part, List<Member> besideIt) {
    begin(part, besideIt);
    if (contract.bare() != null && contract.bare().isBare(part)) {
      root = contract.bare().body;
      event.setBare(true);
      event.set(root);
    }

    Rejection unreadable = readRecord();
    return unreadable != null ? unreadable : rejection;
  }

  private void begin(JsonText part, List<Member> besideIt) {
    text = part;
    beside = besideIt;
    event.clear();
    unmapped.clear();
    root = contract.event();
    rejection = null;
    readToEnd = false;
    rootEnded = false;
    consentDoubtful = false;
    namesPerson = false;
  }

  /** The text of the record that was begun, up to where it stops being text. */
  JsonText record() {
    return record;
  }

  /** True when the record may be kept as it is: its user consents and is not named. */
  boolean mayBeKept() {
    return consents() && !namesPerson;
  }

  /** True when the event was JSON to its end. */
  boolean readToEnd() {
    return readToEnd;
  }

  /** What was read; complete when the record keeps the contract. */
  EventValues event() {
    return event;
  }

  /** What the contract knows of the event that was read last. */
  Property root() {
    return root;
  }

  /** The event's text, up to where it stops being text. */
  JsonText text() {
    return text;
  }

  /**
   * True when the record was read to its end and positively consents: an unfit or repeated property
   * around consent is none.
   */
  boolean consents() {
    return readToEnd && !consentDoubtful && event.consents();
  }

  private Rejection readRecord() {
    try (JsonParser json = parsers.parser(text)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_OBJECT) {
        readObject(json, root);
      } else {
        json.skipChildren();
      }

      rootEnded = first != null;
      if (first != null && json.nextToken() != null) {
        return Unreadable.goesOn(json.currentTokenLocation().getCharOffset());
      }

      readToEnd = true;
      finish(first);
      return null;
    } catch (StreamConstraintsException e) {
      return Unreadable.tooDeep();
    } catch (JsonProcessingException e) {
      long offset = e.getLocation().getCharOffset();
      return rootEnded ? Unreadable.goesOn(offset) : Unreadable.noJson(offset);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading a record from memory failed", e);
    }
  }

  private void readObject(JsonParser json, Property object) throws IOException {
    unmapped.enter(object);
    if (!beside.isEmpty() && object == root) {
      unmapped.addAll(beside);
    }
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      Property property = child(object, name);
      if (property == null) {
        readUnknown(json, name);
      } else if (event.name(property)) {
        readKnown(json, property);
      } else {
        reject(Rejection.of(MALFORMED_JSON, property, "is given twice."));
        consentDoubtful = true;
        json.skipChildren();
      }
    }
    unmapped.leave();
  }

  private Property child(Property object, String name) {
    return object == root && event.isBare() ? contract.bare().child(name) : object.child(name);
  }

  private void readUnknown(JsonParser json, String name) throws IOException {
    if (rejection == null) {
      unmapped.add(name, json);
    } else {
      json.skipChildren();
    }
  }

  private void readKnown(JsonParser json, Property property) throws IOException {
    if (property.type == PropertyType.OBJECT && json.currentToken() == JsonToken.START_OBJECT) {
      event.set(property);
      readObject(json, property);
      return;
    }

    if (values.isNoId(json, property)) {
      readUnknown(json, json.currentName());
      return;
    }

    Rejection unfit = values.read(json, property);
    if (unfit != null) {
      reject(unfit);
      consentDoubtful |= contract.tellsConsent(property);
      // Whatever is wrong before it.
      namesPerson |= unfit.personal;
    }
  }

  private void reject(Rejection next) {
    if (rejection == null) {
      rejection = told(next);
    }
  }

  /** A bare event's properties are told as it has them. */
  private Rejection told(Rejection of) {
    return event.isBare() ? of.within(contract.bare()) : of;
  }

  private void finish(JsonToken first) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      // Of what is no event nobody can say that it may be kept.
      consentDoubtful = true;
      String what = text == record ? "The record" : "The event";
      reject(
          Rejection.ofRecord(
              MALFORMED_JSON,
              first == null ? what + " is empty." : what + " is not a JSON object."));
    } else if (rejection == null) {
      event.setUnmapped(unmapped.text());
      Rejection broken = contract.broken(event);
      if (broken != null) {
        reject(broken);
        namesPerson |= broken.personal;
      }
    }
  }
}
