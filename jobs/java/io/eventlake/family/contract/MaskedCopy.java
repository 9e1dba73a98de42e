package io.eventlake.family.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.eventlake.family.PropertyNames;
import io.eventlake.json.JsonText;
import io.eventlake.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A copy of a record's JSON that tells nothing of who sent it: the names of properties, the types
 * of their values, values of the contract's enumerations, booleans that it asks for, and nothing
 * else. A text can name its user anywhere: in a URL, a session, a misspelt {@code user}. What
 * stands where the contract does not know it, and any list, is one word: after a lost brace it can
 * be anything. What cannot be read is left out.
 */
final class MaskedCopy {

  /** Stands for a name that may be a value. */
  static final String MASK = "***";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Property event;
  private boolean masked;
  private boolean cut;

  private MaskedCopy(Property event) {
    this.event = event;
  }

  /**
   * @param event what the contract knows
   */
  static MaskedCopy of(JsonText text, Property event) {
    MaskedCopy copy = new MaskedCopy(event);
    copy.read(text);
    copy.cut |= !text.complete();
    return copy;
  }

  /** The copy, or null where nothing of the record could be kept. */
  byte[] bytes() {
    return bytes.size() == 0 ? null : bytes.toByteArray();
  }

  /** True when a value was masked. */
  boolean masked() {
    return masked;
  }

  /** True when a part could not be read and was left out. */
  boolean cut() {
    return cut;
  }

  private void read(JsonText text) {
    try (JsonParser json = StrictJson.parser(text);
        JsonGenerator out = StrictJson.generator(bytes)) {
      copyRecord(json, out);
    } catch (IOException e) {
      throw new UncheckedIOException("Copying a record in memory failed", e);
    }
  }

  private void copyRecord(JsonParser json, JsonGenerator out) throws IOException {
    try {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        cut = true;
        return;
      }
      copyObject(json, out, event);
      cut = json.nextToken() != null;
    } catch (JsonProcessingException e) {
      // The generator closes what the text left open.
      cut = true;
    }
  }

  private void copyObject(JsonParser json, JsonGenerator out, Property object) throws IOException {
    out.writeStartObject();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      Property property = object.child(name);
      if (property == null) {
        mask(json, out, harmless(name));
      } else if (property.type == PropertyType.OBJECT && value == JsonToken.START_OBJECT) {
        out.writeFieldName(name);
        copyObject(json, out, property);
      } else if (tellsNothing(json, property)) {
        copyScalar(json, out, name);
      } else {
        mask(json, out, name);
      }
    }
    out.writeEndObject();
  }

  /** True for null, for a boolean that is asked for, and for a word of an enumeration. */
  private static boolean tellsNothing(JsonParser json, Property property) throws IOException {
    switch (json.currentToken()) {
      case VALUE_NULL:
        return true;
      case VALUE_TRUE:
      case VALUE_FALSE:
        return property.type == PropertyType.BOOLEAN;
      case VALUE_STRING:
        return property.choices.contains(json.getText());
      default:
        return false;
    }
  }

  private static void copyScalar(JsonParser json, JsonGenerator out, String name)
      throws IOException {
    String text = json.getText();
    out.writeFieldName(name);
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      out.writeString(text);
    } else {
      out.writeRawValue(text);
    }
  }

  private void mask(JsonParser json, JsonGenerator out, String name) throws IOException {
    masked = true;
    // Read to its end first: a text that breaks off leaves no name without a value.
    String type = type(json.currentToken());
    json.finishToken();
    out.writeStringField(name, type);
    json.skipChildren();
  }

  /** What stands for a value of a type. */
  private static String type(JsonToken value) {
    switch (value) {
      case START_OBJECT:
        return "(object)";
      case START_ARRAY:
        return "(array)";
      case VALUE_STRING:
        return "(string)";
      case VALUE_TRUE:
      case VALUE_FALSE:
        return "(boolean)";
      case VALUE_NULL:
        return "(null)";
      default:
        return "(number)";
    }
  }

  /** The name of an unknown property where it looks like one: a developer looks for typos. */
  private static String harmless(String name) {
    return PropertyNames.areHarmless(name) ? name : MASK;
  }
}
