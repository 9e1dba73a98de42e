package io.eventlake.family.contract;

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
final class ValueReader {

  /** Integers of at most so many characters fit a long. */
  private static final int LONG_CHARACTERS = 18;

  /** Longest text of a number that is looked into; also what Jackson's own limit is. */
  private static final int MAX_NUMBER_CHARACTERS = 1000;

  private static final int LONG_DIGITS = 19;

  private final EventValues event;
  private final EventTexts texts;
  private final IdRules ids;
  private final CanonicalJson canonical = new CanonicalJson();
  private final CharSlice text = new CharSlice();

  ValueReader(EventValues event, EventTexts texts, IdRules ids) {
    this.event = event;
    this.texts = texts;
    this.ids = ids;
  }

  /**
   * True for a text that is no id where one is asked for: it counts as absent. Neither is a text
   * with an address a session: those behind it are strangers. An empty text is kept as sent, but as
   * an event's id.
   */
  boolean isNoId(JsonParser json, Property property) throws IOException {
    if (!property.type.isId() || json.currentToken() != JsonToken.VALUE_STRING) {
      return false;
    }

    text.set(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    return text.length() == 0
        ? property.type == PropertyType.ID
        : ids.absent(text) || property.type == PropertyType.SESSION && AddressText.hasAny(text);
  }

  /** Null when the value fits; the parser is at the value's end either way. */
  Rejection read(JsonParser json, Property property) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }

    switch (property.type) {
      case BOOLEAN:
        return token.isBoolean() ? set(property, json.getBooleanValue()) : unfit(json, property);
      case INTEGER:
        return token.isNumeric() ? readInteger(json, property) : unfit(json, property);
      case NUMBER:
        return token.isNumeric() ? readNumber(json, property) : unfit(json, property);
      case JSON:
        return set(property, StringData.fromString(canonical.of(json)));
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

  private Rejection set(Property property, StringData string) {
    event.set(property, string);
    return null;
  }

  private Rejection set(Property property, long number) {
    event.set(property, number);
    return null;
  }

  private Rejection set(Property property, boolean value) {
    return set(property, value ? 1 : 0);
  }

  private static Rejection unfit(JsonParser json, Property property) throws IOException {
    json.skipChildren();
    return Rejection.of(WRONG_TYPE, property, "is not " + property.type.description + ".");
  }

  private StringData string(JsonParser json) throws IOException {
    return texts.string(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
  }

  private Rejection readText(JsonParser json, Property property) throws IOException {
    if (property.type == PropertyType.TEXT || property.type == PropertyType.SCALAR) {
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
        return ContractVersion.isVersion(text)
            ? set(property, string(json))
            : Rejection.of(BAD_VERSION, property, "is not a version 1.x.y of the contract.");
      default:
        return readTimestamp(property);
    }
  }

  private Rejection readChoice(Property property) {
    for (int i = 0; i < property.choices.size(); i++) {
      if (property.choices.get(i).contentEquals(text)) {
        return set(property, property.choiceStrings[i]);
      }
    }

    return Rejection.of(
        BAD_ENUM, property, "is not one of " + String.join(", ", property.choices) + ".");
  }

  private Rejection readId(JsonParser json, Property property) throws IOException {
    if (!EventId.isUuid(text)) {
      Rejection unfit =
          Rejection.of(BAD_ID, property, "is not a UUID; leave it out to have one derived.");
      return IdRules.looksLikeEmail(text) ? unfit.ofPerson() : unfit;
    }

    long high = EventId.high(text);
    long low = EventId.low(text);
    StringData id =
        EventId.isLowerCase(text)
            ? string(json)
            : StringData.fromString(new UUID(high, low).toString());
    event.setId(id, high, low);
    return set(property, id);
  }

  private Rejection readTimestamp(Property property) {
    long micros = Rfc3339.micros(text);
    return micros != Rfc3339.INVALID
        ? set(property, micros)
        : Rejection.of(
            BAD_TIMESTAMP,
            property,
            "is not an RFC 3339 date-time with a zone, such as 2026-01-31T09:30:00.123Z.");
  }

  private Rejection readList(JsonParser json, Property property) throws IOException {
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

  private Rejection readInteger(JsonParser json, Property property) throws IOException {
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

  private Rejection setInteger(Property property, BigDecimal number) {
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

  private Rejection setInteger(Property property, long number) {
    Rejection unfit = bounded(property, number);
    return unfit == null ? set(property, number) : unfit;
  }

  private Rejection readNumber(JsonParser json, Property property) throws IOException {
    if (json.getTextLength() > MAX_NUMBER_CHARACTERS) {
      return outOfRange(property, "has more than " + MAX_NUMBER_CHARACTERS + " characters.");
    }

    double number = Double.parseDouble(json.getText());
    Rejection unfit = bounded(property, number);
    if (unfit != null) {
      return unfit;
    }
    if (Double.isInfinite(number)) {
      return outOfRange(property, "does not fit a number of 64 bits.");
    }

    event.set(property, number);
    return null;
  }

  private static Rejection bounded(Property property, double number) {
    if (number < property.least) {
      return outOfRange(
          property,
          property.least == 0 ? "is negative." : "is less than " + plain(property.least) + ".");
    }

    return number > property.most
        ? outOfRange(property, "is more than " + plain(property.most) + ".")
        : null;
  }

  private static String plain(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  private static Rejection outOfRange(Property property, String rule) {
    return Rejection.of(OUT_OF_RANGE, property, rule);
  }
}
