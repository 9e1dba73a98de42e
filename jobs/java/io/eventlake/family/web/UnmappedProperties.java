package io.eventlake.family.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eventlake.operator.decode.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the properties of one record that the contract does not know, each under the objects it
 * was in. Their text is canonical: names sorted, no white space, numbers as sent, and a name that
 * was given twice stands twice.
 */
final class UnmappedProperties {

  private final List<Value> scopes = new ArrayList<>();

  void clear() {
    scopes.clear();
  }

  /** Begins an object that the contract knows. */
  void enter(WebProperty object) {
    scopes.add(new Value(object.jsonName(), JsonToken.START_OBJECT));
  }

  /** Takes the property whose value the parser is at; the parser ends at the value's end. */
  void add(String name, JsonParser json) throws IOException {
    scopes.get(scopes.size() - 1).add(read(name, json));
  }

  /** Ends the object that was begun last; the record itself stays. */
  void leave() {
    if (scopes.size() == 1) {
      return;
    }

    Value object = scopes.remove(scopes.size() - 1);
    if (object.children != null) {
      scopes.get(scopes.size() - 1).add(object);
    }
  }

  /** The canonical JSON of all that was added, or null when nothing was. */
  String text() throws IOException {
    if (scopes.isEmpty() || scopes.get(0).children == null) {
      return null;
    }

    StringWriter text = new StringWriter();
    try (JsonGenerator out = StrictJson.generator(text)) {
      scopes.get(0).write(out);
    }

    return text.toString();
  }

  /** Reads a value; recursion is bounded by the parser's limit of depth. */
  private static Value read(String name, JsonParser json) throws IOException {
    Value value = new Value(name, json.currentToken());
    switch (json.currentToken()) {
      case START_OBJECT:
        for (String child = json.nextFieldName(); child != null; child = json.nextFieldName()) {
          json.nextToken();
          value.add(read(child, json));
        }
        break;
      case START_ARRAY:
        while (json.nextToken() != JsonToken.END_ARRAY) {
          value.add(read(null, json));
        }
        break;
      default:
        value.text = json.getText();
    }

    return value;
  }

  private static final class Value {

    private final String name;
    private final JsonToken token;
    private String text;
    private List<Value> children;

    private Value(String name, JsonToken token) {
      this.name = name;
      this.token = token;
    }

    private void add(Value child) {
      if (children == null) {
        children = new ArrayList<>(4);
      }
      children.add(child);
    }

    private void write(JsonGenerator out) throws IOException {
      if (token == JsonToken.START_OBJECT) {
        out.writeStartObject();
        for (Value child : sortedChildren()) {
          out.writeFieldName(child.name);
          child.write(out);
        }
        out.writeEndObject();
      } else if (token == JsonToken.START_ARRAY) {
        out.writeStartArray();
        for (Value child : orderedChildren()) {
          child.write(out);
        }
        out.writeEndArray();
      } else if (token == JsonToken.VALUE_STRING) {
        out.writeString(text);
      } else {
        // Numbers as sent, however long or precise; true, false and null.
        out.writeRawValue(text);
      }
    }

    private List<Value> sortedChildren() {
      List<Value> sorted = new ArrayList<>(orderedChildren());
      sorted.sort(Comparator.comparing((Value child) -> child.name));
      return sorted;
    }

    private List<Value> orderedChildren() {
      return children == null ? List.of() : children;
    }
  }
}
