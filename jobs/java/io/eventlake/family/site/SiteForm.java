package io.eventlake.family.site;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.eventlake.family.contract.EventForm;
import io.eventlake.json.JsonText;
import io.eventlake.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The forms in which events of a site come: a CloudEvent whose {@code data_base64} is written out
 * as {@code data}, and the plain body of an event.
 */
final class SiteForm implements EventForm {

  private static final long serialVersionUID = 1L;

  private static final String DATA = "data";
  private static final String BASE64 = "data_base64";

  /** True for a plain body: it says its type and is no CloudEvent. */
  static boolean isBare(JsonText event) {
    try (JsonParser json = StrictJson.parser(event)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }

      boolean typed = false;
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        if (json.nextToken() != JsonToken.VALUE_NULL && name.equals("specversion")) {
          return false;
        }
        typed |= name.equals("event_type");
        json.skipChildren();
      }

      return typed;
    } catch (JsonProcessingException e) {
      // Whoever reads it says what is wrong.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading a record from memory failed", e);
    }
  }

  @Override
  public JsonText of(JsonText event) {
    // A name can be written with escapes.
    if (!event.contains(BASE64) && !event.contains("\\u")) {
      return event;
    }

    try (JsonParser json = StrictJson.parser(event)) {
      Members members = new Members(json);
      JsonText data = members.hidesData() ? object(members.base64) : null;
      return data == null ? event : members.with(data, event);
    } catch (JsonProcessingException e) {
      return event;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading a record from memory failed", e);
    }
  }

  /** The JSON object that is encoded so; null where there is none. */
  private static JsonText object(String base64) throws IOException {
    JsonText text = new JsonText();
    try {
      if (!text.decode(Base64.getDecoder().decode(base64))) {
        return null;
      }
    } catch (IllegalArgumentException e) {
      return null;
    }

    try (JsonParser json = StrictJson.parser(text)) {
      boolean object = json.nextToken() == JsonToken.START_OBJECT;
      json.skipChildren();
      return object && json.nextToken() == null ? text : null;
    }
  }

  /** Where {@code data} and {@code data_base64} stand in an event. */
  private static final class Members {

    private String base64;
    private boolean repeated;
    private boolean hasData;
    private int nameAt = -1;
    private int[] base64At;
    private int[] nullAt;

    Members(JsonParser json) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }

      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        int start = (int) json.currentTokenLocation().getCharOffset();
        JsonToken value = json.nextToken();
        if (name.equals(BASE64) && value == JsonToken.VALUE_STRING) {
          repeated |= base64 != null;
          base64 = json.getText();
          nameAt = start;
          base64At = place(json);
        } else if (name.equals(DATA)) {
          hasData |= value != JsonToken.VALUE_NULL;
          repeated |= nullAt != null;
          nullAt = place(json);
        } else {
          json.skipChildren();
        }
      }
    }

    private static int[] place(JsonParser json) throws IOException {
      int start = (int) json.currentTokenLocation().getCharOffset();
      json.skipChildren();
      json.finishToken();
      return new int[] {start, (int) json.currentLocation().getCharOffset()};
    }

    boolean hidesData() {
      return base64 != null && !hasData && !repeated;
    }

    /** The event with its data written out. */
    JsonText with(JsonText data, JsonText event) {
      StringBuilder text = new StringBuilder(event.end() - event.start() + data.end());
      text.append(event.chars(), event.start(), event.end() - event.start());
      String object = new String(data.chars(), data.start(), data.end() - data.start());
      if (nullAt == null) {
        text.replace(nameAt, base64At[1], '"' + DATA + "\":" + object);
      } else if (nullAt[0] < base64At[0]) {
        text.replace(base64At[0], base64At[1], "null").replace(nullAt[0], nullAt[1], object);
      } else {
        text.replace(nullAt[0], nullAt[1], object).replace(base64At[0], base64At[1], "null");
      }

      JsonText written = new JsonText();
      written.decode(text.toString().getBytes(StandardCharsets.UTF_8));
      return written;
    }
  }
}
