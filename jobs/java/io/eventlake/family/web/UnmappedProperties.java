package io.eventlake.family.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eventlake.json.CharSlice;
import io.eventlake.json.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the properties of one record that the contract does not know, each under the objects it
 * was in, and ids that are none. Their text is canonical: names sorted, no white space, numbers as
 * sent, and a name that was given twice stands twice. Of addresses the networks are kept.
 */
final class UnmappedProperties {

  /** Buffers that grew larger are given back, characters. */
  private static final int MAX_KEPT_BUFFER = 1 << 16;

  /** The objects that are open, {@link #open} of them; the rest wait to be used again. */
  private final List<Scope> scopes = new ArrayList<>();

  private final List<Level> levels = new ArrayList<>();
  private final CharSlice text = new CharSlice();
  private int open;
  private boolean writing;

  /** Forgets the record before. */
  void clear() {
    open = 0;
    if (writing) {
      // Reading broke off within a value, so some level has one that is not finished.
      levels.clear();
      writing = false;
    }
  }

  /** Begins an object that the contract knows. */
  void enter(WebProperty object) {
    if (open == scopes.size()) {
      scopes.add(new Scope());
    }

    scopes.get(open++).begin(object.jsonName());
  }

  /** Takes the property whose value the parser is at; the parser ends at the value's end. */
  void add(String name, JsonParser json) throws IOException {
    writing = true;
    innermost().members.add(new Member(name, canonical(json, 0)));
    writing = false;
  }

  /** Ends the object that was begun last; the record itself stays. */
  void leave() throws IOException {
    if (open == 1) {
      return;
    }

    Scope object = scopes.get(--open);
    if (!object.members.isEmpty()) {
      writeObject(object.members, 0);
      innermost().members.add(new Member(object.name, level(0).take()));
    }
  }

  /** The canonical JSON of all that was added, or null when nothing was. */
  String text() throws IOException {
    if (open == 0 || scopes.get(0).members.isEmpty()) {
      return null;
    }

    writeObject(scopes.get(0).members, 0);
    return level(0).take();
  }

  private Scope innermost() {
    return scopes.get(open - 1);
  }

  /** The canonical JSON of a value, made at a level. */
  private String canonical(JsonParser json, int depth) throws IOException {
    JsonToken token = json.currentToken();
    if (token.isScalarValue() && token != JsonToken.VALUE_STRING) {
      return json.getText();
    }

    write(json, depth);
    return level(depth).take();
  }

  /** Writes a value to a level. Recursion is bounded by the parser's limit of depth. */
  private void write(JsonParser json, int depth) throws IOException {
    JsonGenerator out = level(depth).json;
    switch (json.currentToken()) {
      case START_OBJECT:
        writeObject(readMembers(json, depth + 1), depth);
        break;
      case START_ARRAY:
        out.writeStartArray();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          write(json, depth);
        }
        out.writeEndArray();
        break;
      case VALUE_STRING:
        writeText(json, out);
        break;
      default:
        // Numbers as sent, however long or precise; true, false and null.
        out.writeRawValue(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }
  }

  private void writeText(JsonParser json, JsonGenerator out) throws IOException {
    text.set(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    String networks = AddressText.cut(text);
    if (networks != null) {
      out.writeString(networks);
    } else {
      out.writeString(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }
  }

  private List<Member> readMembers(JsonParser json, int depth) throws IOException {
    List<Member> members = new ArrayList<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      members.add(new Member(name, canonical(json, depth)));
    }

    return members;
  }

  private void writeObject(List<Member> members, int depth) throws IOException {
    members.sort(Comparator.comparing(member -> member.name));
    JsonGenerator out = level(depth).json;
    out.writeStartObject();
    for (Member member : members) {
      out.writeFieldName(member.name);
      out.writeRawValue(member.json);
    }
    out.writeEndObject();
  }

  private Level level(int depth) throws IOException {
    while (levels.size() <= depth) {
      levels.add(new Level());
    }

    return levels.get(depth);
  }

  /** An object of the contract that is open. */
  private static final class Scope {

    private final List<Member> members = new ArrayList<>();
    private String name;

    private void begin(String newName) {
      name = newName;
      members.clear();
    }
  }

  /** A property and the canonical JSON of its value. */
  private static final class Member {

    private final String name;
    private final String json;

    private Member(String name, String json) {
      this.name = name;
      this.json = json;
    }
  }

  /** Where the values of one depth of objects are written, one after another. */
  private static final class Level {

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json = StrictJson.generator(text);

    private Level() throws IOException {}

    /** What was written since it was last asked. */
    private String take() throws IOException {
      json.flush();
      String written = text.toString();
      text.getBuffer().setLength(0);
      if (text.getBuffer().capacity() > MAX_KEPT_BUFFER) {
        text.getBuffer().trimToSize();
      }

      return written;
    }
  }
}
