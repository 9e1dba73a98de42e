package io.eventlake.family.web;

import static io.eventlake.event.RejectReason.INVALID_ENCODING;
import static io.eventlake.event.RejectReason.MALFORMED_JSON;
import static io.eventlake.event.RejectReason.MISSING_FIELD;
import static io.eventlake.event.RejectReason.TOO_DEEP;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.eventlake.json.ContractJson;
import io.eventlake.json.JsonText;
import io.eventlake.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads a record's bytes into a {@link WebEvent} and finds what breaks the contract.
 *
 * <p>Of several faults one is told, the same for the same bytes: bytes that are no text; then the
 * first fault of syntax, or nesting too deep, in reading order; then the first property given twice
 * or with an unfit value, in reading order; then the first required property that is absent or
 * null, in the contract's order. A record is always read to its end, because consent can stand
 * anywhere.
 */
final class WebParser {

  private final ContractJson contract = new ContractJson(WebProperty.jsonNames());
  private final JsonText text = new JsonText();
  private final WebEvent event = new WebEvent();
  private final EventTexts texts = new EventTexts();
  private final WebValues values;
  private final UnmappedProperties unmapped = new UnmappedProperties();

  private Rejection rejection;
  private boolean readToEnd;
  private boolean rootEnded;
  private boolean consentDoubtful;
  private boolean namesPerson;

  WebParser(WebIds ids) {
    values = new WebValues(event, texts, ids);
  }

  /** Reads a record; null when it keeps the contract, else why it does not. */
  Rejection parse(byte[] payload) {
    event.clear();
    unmapped.clear();
    rejection = null;
    readToEnd = false;
    rootEnded = false;
    consentDoubtful = false;
    namesPerson = false;

    if (!text.decode(payload)) {
      return Rejection.ofRecord(
          INVALID_ENCODING,
          "The record is not UTF-8 text, or holds half of a surrogate pair, at character "
              + (text.end() - text.start() + 1)
              + ".");
    }

    texts.begin(payload, text);
    Rejection unreadable = readRecord();
    return unreadable != null ? unreadable : rejection;
  }

  /** True when the record may be kept as it is: its user consents and is not named. */
  boolean mayBeKept() {
    return consents() && !namesPerson;
  }

  /** What was read; complete when the record keeps the contract. */
  WebEvent event() {
    return event;
  }

  /** The record's text, up to where it stops being text. */
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
    try (JsonParser json = contract.parser(text)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_OBJECT) {
        readObject(json, WebProperty.EVENT);
      } else {
        json.skipChildren();
      }

      rootEnded = first != null;
      if (first != null && json.nextToken() != null) {
        return trailing(json.currentTokenLocation().getCharOffset());
      }

      readToEnd = true;
      finish(first);
      return null;
    } catch (StreamConstraintsException e) {
      return Rejection.ofRecord(
          TOO_DEEP, "The record is nested deeper than " + StrictJson.MAX_DEPTH + " levels.");
    } catch (JsonProcessingException e) {
      return malformed(e.getLocation().getCharOffset());
    } catch (IOException e) {
      throw new UncheckedIOException("Reading a record from memory failed", e);
    }
  }

  private Rejection malformed(long offset) {
    return rootEnded
        ? trailing(offset)
        : Rejection.ofRecord(
            MALFORMED_JSON,
            "The record is not JSON (RFC 8259) at character "
                + (offset + 1)
                + " or shortly before.");
  }

  private static Rejection trailing(long offset) {
    return Rejection.ofRecord(
        MALFORMED_JSON,
        "The record goes on after its JSON object, at character "
            + (offset + 1)
            + "; send one event in a record.");
  }

  private void readObject(JsonParser json, WebProperty object) throws IOException {
    unmapped.enter(object);
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      WebProperty property = object.child(name);
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

  private void readUnknown(JsonParser json, String name) throws IOException {
    if (rejection == null) {
      unmapped.add(name, json);
    } else {
      json.skipChildren();
    }
  }

  private void readKnown(JsonParser json, WebProperty property) throws IOException {
    if (property.type == WebProperty.Type.OBJECT && json.currentToken() == JsonToken.START_OBJECT) {
      event.set(property);
      readObject(json, property);
      return;
    }

    if (values.isNoId(json, property)) {
      readUnknown(json, property.jsonName());
      return;
    }

    Rejection unfit = values.read(json, property);
    if (unfit != null) {
      reject(unfit);
      consentDoubtful |= property.tellsConsent();
      // Whatever is wrong before it.
      namesPerson |= unfit.personal;
    }
  }

  private void reject(Rejection next) {
    if (rejection == null) {
      rejection = next;
    }
  }

  private void finish(JsonToken first) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      reject(
          Rejection.ofRecord(
              MALFORMED_JSON,
              first == null ? "The record is empty." : "The record is not a JSON object."));
    } else if (rejection == null) {
      event.setUnmapped(unmapped.text());
      rejection = missing();
    }
  }

  private Rejection missing() {
    if (!event.has(WebProperty.EVENT_TYPE)) {
      return missing(WebProperty.EVENT_TYPE, "is missing.");
    }
    if (!event.has(WebProperty.TS)) {
      return missing(WebProperty.TS, "is missing.");
    }
    if (!event.has(WebProperty.ANALYTICS) && !event.has(WebProperty.CONSENT_ANALYTICS)) {
      return missing(
          WebProperty.ANALYTICS, "is missing, and so is user.consent.analytics: give one of them.");
    }

    String eventType = event.string(WebProperty.EVENT_TYPE).toString();
    WebProperty detail = requiredBy(eventType);
    return detail == null || event.has(detail)
        ? null
        : missing(detail, "is missing: an event of type " + eventType + " has one.");
  }

  private static Rejection missing(WebProperty property, String rule) {
    return Rejection.of(MISSING_FIELD, property, rule);
  }

  private static WebProperty requiredBy(String eventType) {
    switch (eventType) {
      case WebEvents.CHART_INTERACTION:
        return WebProperty.CHART;
      case WebEvents.AFFILIATE_CLICK:
        return WebProperty.AFFILIATE;
      default:
        return null;
    }
  }
}
