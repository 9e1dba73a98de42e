package io.eventlake.collect.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Tells bodies whose first event is a CloudEvent: it has a version of that. */
final class CloudEventSniff {

  private static final JsonFactory JSON = LongJson.FACTORY;

  private CloudEventSniff() {}

  /** False for what is no JSON. */
  static boolean isOne(byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_ARRAY) {
        first = json.nextToken();
      }

      return first == JsonToken.START_OBJECT && isCloudEvent(json, true);
    } catch (IOException e) {
      // Whoever judges it says what is wrong.
      return false;
    }
  }

  private static boolean isCloudEvent(JsonParser json, boolean mayHoldEvents) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (name.equals("specversion")) {
        return true;
      }

      if (mayHoldEvents && name.equals("events") && value == JsonToken.START_ARRAY) {
        return json.nextToken() == JsonToken.START_OBJECT && isCloudEvent(json, false);
      }

      json.skipChildren();
    }

    return false;
  }
}
