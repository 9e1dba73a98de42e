package io.eventlake.collect.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JSON object into which members are written without touching what it has: where they would stand
 * is found in its text, so that numbers and white space stay as they were sent.
 */
final class EventMembers {

  private static final JsonFactory JSON = LongJson.FACTORY;

  private final String object;

  /** Of each member, and of each of its members, by JSON pointer. */
  private final Map<String, Value> values = new HashMap<>();

  /** What is written, by where; a value that is replaced ends where its range ends. */
  private final TreeMap<Integer, Edit> edits = new TreeMap<>();

  /**
   * @param object JSON that a judge has taken
   */
  EventMembers(byte[] object) {
    this.object = new String(object, StandardCharsets.UTF_8);
    try (JsonParser json = JSON.createParser(this.object.toCharArray())) {
      json.nextToken();
      values.put("", value(json));
      read(json, "");
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory failed", e);
    }
  }

  private void read(JsonParser json, String pointer) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      String own = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
      values.put(own, value(json));
      if (token == JsonToken.START_OBJECT && pointer.isEmpty()) {
        read(json, own);
      } else {
        json.skipChildren();
      }
    }
  }

  private static Value value(JsonParser json) throws IOException {
    int start = (int) json.currentTokenLocation().getCharOffset();
    json.finishToken();
    boolean text = json.currentToken() == JsonToken.VALUE_STRING;
    return new Value(
        json.currentToken(),
        start,
        (int) json.currentLocation().getCharOffset(),
        text ? json.getText() : null);
  }

  /** True where a member is there and not null. */
  boolean has(String pointer) {
    Value value = values.get(pointer);
    return value != null && value.token != JsonToken.VALUE_NULL;
  }

  /** The text of a member; null where it is none. */
  String text(String pointer) {
    Value value = values.get(pointer);
    return value == null ? null : value.text;
  }

  /** Writes a text in place of what stands there, or as a new member. */
  void put(String pointer, String text) {
    putRaw(pointer, '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
  }

  void put(String pointer, long number) {
    putRaw(pointer, Long.toString(number));
  }

  private void putRaw(String pointer, String json) {
    Value value = values.get(pointer);
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1);
    Value parent = values.get(pointer.substring(0, slash));
    if (value != null) {
      edits.put(value.start, new Edit(value.end, json));
    } else if (parent == null) {
      putRaw(pointer.substring(0, slash), "{\"" + name + "\":" + json + "}");
    } else if (parent.token == JsonToken.START_OBJECT) {
      String end = isEmpty(parent) ? "" : ",";
      edits.merge(
          parent.end,
          new Edit(parent.end, "\"" + name + "\":" + json + end),
          (before, now) -> new Edit(parent.end, before.json + separator(end) + now.json));
    } else {
      // Null, which counts as absent.
      edits.put(parent.start, new Edit(parent.end, "{\"" + name + "\":" + json + "}"));
    }
  }

  /** Between two that are written into an object that was empty. */
  private static String separator(String end) {
    return end.isEmpty() ? "," : "";
  }

  private boolean isEmpty(Value parent) {
    int at = parent.end;
    while (object.charAt(at) <= ' ') {
      at++;
    }

    return object.charAt(at) == '}';
  }

  /** All of it with what was put. */
  byte[] bytes() {
    StringBuilder out = new StringBuilder(object.length() + 256);
    int at = 0;
    for (Map.Entry<Integer, Edit> edit : edits.entrySet()) {
      out.append(object, at, edit.getKey()).append(edit.getValue().json);
      at = edit.getValue().end;
    }

    return out.append(object, at, object.length()).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** For an object the end is that of its brace. */
  private record Value(JsonToken token, int start, int end, String text) {}

  private record Edit(int end, String json) {}
}
