package io.eventlake.family.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.eventlake.json.CharSlice;
import io.eventlake.json.JsonText;
import io.eventlake.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A record as sent, but for addresses, of which the networks are kept: where the contract asks for
 * one, for an id, or a list, and wherever it knows nothing.
 */
final class NetworksOnly {

  private final JsonText text;
  private final CharSlice value = new CharSlice();
  private StringBuilder copy;
  private int copied;

  private NetworksOnly(JsonText text) {
    this.text = text;
    this.copied = text.start();
  }

  /**
   * The record itself where it has no address to cut, else a copy.
   *
   * @param text of the record, which can be read to its end
   * @param event what the contract knows
   */
  static byte[] of(byte[] record, JsonText text, Property event) {
    NetworksOnly networks = new NetworksOnly(text);
    try (JsonParser json = StrictJson.parser(text)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        networks.readObject(json, event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Reading a record from memory failed", e);
    }

    return networks.copy == null ? record : networks.rest();
  }

  private void readObject(JsonParser json, Property object) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      Property property = object.child(name);
      if (property != null && token == JsonToken.START_OBJECT) {
        readObject(json, property);
      } else if (property == null || mayBeAddress(property) || token.isStructStart()) {
        readValue(json);
      }
    }
  }

  private static boolean mayBeAddress(Property property) {
    return property.type == PropertyType.ADDRESS || property.type.isId();
  }

  /** A value with all that is in it. */
  private void readValue(JsonParser json) throws IOException {
    int open = 0;
    do {
      JsonToken token = json.currentToken();
      open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token == JsonToken.VALUE_STRING) {
        cut(json);
      }
    } while (open > 0 && json.nextToken() != null);
  }

  private void cut(JsonParser json) throws IOException {
    value.set(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    String networks = AddressText.cut(value);
    if (networks == null) {
      return;
    }

    if (copy == null) {
      copy = new StringBuilder(text.end() - text.start());
    }

    int start = text.start() + (int) json.currentTokenLocation().getCharOffset();
    copy.append(text.chars(), copied, start - copied);
    copy.append('"').append(JsonStringEncoder.getInstance().quoteAsString(networks)).append('"');
    copied = text.start() + (int) json.currentLocation().getCharOffset();
  }

  private byte[] rest() {
    copy.append(text.chars(), copied, text.end() - copied);
    return copy.toString().getBytes(StandardCharsets.UTF_8);
  }
}
