package io.eventlake.family.web;

import static io.eventlake.event.RejectReason.BAD_ENUM;
import static io.eventlake.event.RejectReason.BAD_ID;
import static io.eventlake.event.RejectReason.BAD_TIMESTAMP;
import static io.eventlake.event.RejectReason.BAD_VERSION;
import static io.eventlake.event.RejectReason.OUT_OF_RANGE;
import static io.eventlake.event.RejectReason.WRONG_TYPE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eventlake.json.CharSlice;
import io.eventlake.json.Rfc3339;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.table.data.StringData;

/** Reads the value of one known property into an event, or says what is wrong with it. */
final class WebValues {

  /** Integers of at most so many characters fit a long. */
  private static final int LONG_CHARACTERS = 18;

  /** Longest text of a number that is looked into; also what Jackson's own limit is. */
  private static final int MAX_NUMBER_CHARACTERS = 1000;

  private static final int LONG_DIGITS = 19;

  private final WebEvent event;
  private final EventTexts texts;
  private final WebIds ids;
  private final CharSlice text = new CharSlice();

  WebValues(WebEvent event, EventTexts texts, WebIds ids) {
    this.event = event;
    this.texts = texts;
    this.ids = ids;
  }

  /**
   * True for a text that is no id where one is asked for: it counts as absent. Neither is a text
   * with an address a session: those behind it are strangers. An empty text is kept as sent, but as
   * an event's id.
   */
  boolean isNoId(JsonParser json, WebProperty property) throws IOException {
    if (!property.isId() || json.currentToken() != JsonToken.VALUE_STRING) {
      return false;
    }

    text.set(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    return text.length() == 0
        ? property.type == WebProperty.Type.ID
        : ids.absent(text) || property.type == WebProperty.Type.SESSION && AddressText.hasAny(text);
  }

  /** Null when the value fits; the parser is at the value's end either way. */
  Rejection read(JsonParser json, WebProperty property) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }

    switch (property.type) {
      case BOOLEAN:
        return token.isBoolean() ? set(property, json.getBooleanValue()) : unfit(json, property);
      case INTEGER:
      case AMOUNT:
        return token.isNumeric() ? readInteger(json, property) : unfit(json, property);
      case TEXTS:
        return token == JsonToken.START_ARRAY ? readList(json, property) : unfit(json, property);
      case SCALAR:
        return token.isScalarValue() ? set(property, string(json)) : unfit(json, property);
      case OBJECT:
        return unfit(json, property);
      default:
        return token == JsonToken.VALUE_STRING ? readText(json, property) : unfit(json, property);
    }
  }

  private Rejection set(WebProperty property, StringData string) {
    event.set(property, string);
    return null;
  }

  private Rejection set(WebProperty property, long number) {
    event.set(property, number);
    return null;
  }

  private Rejection set(WebProperty property, boolean value) {
    return set(property, value ? 1 : 0);
  }

  private static Rejection unfit(JsonParser json, WebProperty property) throws IOException {
    json.skipChildren();
    return Rejection.of(WRONG_TYPE, property, "is not " + property.type.description + ".");
  }

  private StringData string(JsonParser json) throws IOException {
    return texts.string(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
  }

  private Rejection readText(JsonParser json, WebProperty property) throws IOException {
    if (property.type == WebProperty.Type.TEXT || property.type == WebProperty.Type.SCALAR) {
      return set(property, string(json));
    }

    text.set(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    switch (property.type) {
      case CHOICE:
        return readChoice(property);
      case ID:
        return readId(json, property);
      case SESSION:
      case USER:
        Rejection unfit = ids.unfit(text, property);
        return unfit == null ? set(property, string(json)) : unfit;
      case ADDRESS:
        String networks = AddressText.cut(text);
        return set(property, networks == null ? string(json) : StringData.fromString(networks));
      case VERSION:
        return WebVersion.isVersion(text)
            ? set(property, string(json))
            : Rejection.of(BAD_VERSION, property, "is not a version 1.x.y of the contract.");
      default:
        return readTimestamp(property);
    }
  }

  private Rejection readChoice(WebProperty property) {
    for (int i = 0; i < property.choices.size(); i++) {
      if (property.choices.get(i).contentEquals(text)) {
        return set(property, property.choiceStrings[i]);
      }
    }

    return Rejection.of(
        BAD_ENUM, property, "is not one of " + String.join(", ", property.choices) + ".");
  }

  private Rejection readId(JsonParser json, WebProperty property) throws IOException {
    if (!EventId.isUuid(text)) {
      Rejection unfit =
          Rejection.of(BAD_ID, property, "is not a UUID; leave it out to have one derived.");
      return WebIds.looksLikeEmail(text) ? unfit.ofPerson() : unfit;
    }

    long high = EventId.high(text);
    long low = EventId.low(text);
    StringData id =
        EventId.isLowerCase(text)
            ? string(json)
            : StringData.fromString(new UUID(high, low).toString());
    event.setId(id, high, low);
    return null;
  }

  private Rejection readTimestamp(WebProperty property) {
    long micros = Rfc3339.micros(text);
    return micros != Rfc3339.INVALID
        ? set(property, micros)
        : Rejection.of(
            BAD_TIMESTAMP,
            property,
            "is not an RFC 3339 date-time with a zone, such as 2026-01-31T09:30:00.123Z.");
  }

  private Rejection readList(JsonParser json, WebProperty property) throws IOException {
    List<StringData> list = new ArrayList<>();
    Rejection unfit = null;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        list.add(string(json));
        continue;
      }
      if (unfit == null) {
        unfit = Rejection.of(WRONG_TYPE, property, list.size(), "is not a string.");
      }
      json.skipChildren();
    }

    event.set(property, list.toArray(new StringData[0]));
    return unfit;
  }

  private Rejection readInteger(JsonParser json, WebProperty property) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getTextLength() <= LONG_CHARACTERS) {
      return setInteger(property, json.getLongValue());
    }
    if (json.getTextLength() > MAX_NUMBER_CHARACTERS) {
      return outOfRange(property, "has more than " + MAX_NUMBER_CHARACTERS + " characters.");
    }

    // As JSON Schema has it, 5.0 and 5e2 are integers.
    BigDecimal number;
    try {
      number = new BigDecimal(json.getText());
    } catch (NumberFormatException e) {
      return outOfRange(property, "has an exponent that no number of 64 bits needs.");
    }

    return setInteger(property, number);
  }

  private Rejection setInteger(WebProperty property, BigDecimal number) {
    if (number.signum() == 0) {
      return setInteger(property, 0);
    }
    // Looks at exponent and digits first: 1e999999999 must not be written out.
    BigDecimal stripped = number.stripTrailingZeros();
    if (stripped.scale() > 0) {
      return Rejection.of(WRONG_TYPE, property, "is not an integer.");
    }
    if ((long) stripped.precision() - stripped.scale() > LONG_DIGITS) {
      return outOfRange(property, "does not fit 64 bits.");
    }

    try {
      return setInteger(property, stripped.longValueExact());
    } catch (ArithmeticException e) {
      return outOfRange(property, "does not fit 64 bits.");
    }
  }

  private Rejection setInteger(WebProperty property, long number) {
    if (property.type == WebProperty.Type.AMOUNT && number < 0) {
      return outOfRange(property, "is negative.");
    }
    if (property.type == WebProperty.Type.AMOUNT && number > WebProperty.MAX_AMOUNT) {
      return outOfRange(property, "is more than " + WebProperty.MAX_AMOUNT + ".");
    }

    return set(property, number);
  }

  private static Rejection outOfRange(WebProperty property, String rule) {
    return Rejection.of(OUT_OF_RANGE, property, rule);
  }
}
