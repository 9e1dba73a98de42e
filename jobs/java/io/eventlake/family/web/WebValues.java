package io.eventlake.family.web;

import static io.eventlake.event.RejectReason.BAD_ENUM;
import static io.eventlake.event.RejectReason.BAD_ID;
import static io.eventlake.event.RejectReason.BAD_TIMESTAMP;
import static io.eventlake.event.RejectReason.BAD_VERSION;
import static io.eventlake.event.RejectReason.OUT_OF_RANGE;
import static io.eventlake.event.RejectReason.WRONG_TYPE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eventlake.operator.decode.Rfc3339;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads the value of one known property into an event, or says what is wrong with it. */
final class WebValues {

  /** Integers of at most so many characters fit a long. */
  private static final int LONG_CHARACTERS = 18;

  /** Longest text of a number that is looked into; also what Jackson's own limit is. */
  private static final int MAX_NUMBER_CHARACTERS = 1000;

  private static final int LONG_DIGITS = 19;

  private final WebEvent event;

  WebValues(WebEvent event) {
    this.event = event;
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
        return token.isScalarValue() ? set(property, json.getText()) : unfit(json, property);
      case OBJECT:
        return unfit(json, property);
      default:
        return token == JsonToken.VALUE_STRING ? readText(json, property) : unfit(json, property);
    }
  }

  private Rejection set(WebProperty property, String text) {
    event.set(property, text);
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

  private Rejection readText(JsonParser json, WebProperty property) throws IOException {
    String text = json.getText();
    switch (property.type) {
      case CHOICE:
        return property.choices.contains(text)
            ? set(property, text)
            : Rejection.of(
                BAD_ENUM, property, "is not one of " + String.join(", ", property.choices) + ".");
      case ID:
        return EventId.isUuid(text)
            ? set(property, EventId.lowerCase(text))
            : Rejection.of(BAD_ID, property, "is not a UUID; leave it out to have one derived.");
      case VERSION:
        return isVersion(text)
            ? set(property, text)
            : Rejection.of(BAD_VERSION, property, "is not a version 1.x.y of the contract.");
      case TIMESTAMP:
        return readTimestamp(text, property);
      default:
        return set(property, text);
    }
  }

  private Rejection readTimestamp(String text, WebProperty property) {
    long micros = Rfc3339.micros(text);
    return micros != Rfc3339.INVALID
        ? set(property, micros)
        : Rejection.of(
            BAD_TIMESTAMP,
            property,
            "is not an RFC 3339 date-time with a zone, such as 2026-01-31T09:30:00.123Z.");
  }

  private Rejection readList(JsonParser json, WebProperty property) throws IOException {
    List<String> list = new ArrayList<>();
    Rejection unfit = null;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        list.add(json.getText());
        continue;
      }
      if (unfit == null) {
        unfit = Rejection.of(WRONG_TYPE, property, list.size(), "is not a string.");
      }
      json.skipChildren();
    }

    event.set(property, list.toArray(new String[0]));
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
    return property.type == WebProperty.Type.AMOUNT && number < 0
        ? outOfRange(property, "is negative.")
        : set(property, number);
  }

  private static Rejection outOfRange(WebProperty property, String rule) {
    return Rejection.of(OUT_OF_RANGE, property, rule);
  }

  /** True for {@code 1.x.y} with ASCII digits. */
  private static boolean isVersion(String text) {
    if (!text.startsWith("1.")) {
      return false;
    }

    int dot = text.indexOf('.', 2);
    return dot > 2
        && isDigits(text, 2, dot)
        && dot + 1 < text.length()
        && isDigits(text, dot + 1, text.length());
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }

    return true;
  }
}
