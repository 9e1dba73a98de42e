package io.eventlake.family.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.eventlake.json.CharSlice;
import io.eventlake.json.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes JSON in one form whatever form it came in: names sorted, no white space, numbers as sent,
 * and a name that was given twice stands twice. Of addresses the networks are kept.
 */
final class CanonicalJson {

  /** Buffers that grew larger are given back, characters. */
  private static final int MAX_KEPT_BUFFER = 1 << 16;

  private final List<Level> levels = new ArrayList<>();
  private final CharSlice text = new CharSlice();
  private boolean writing;

  /** The value that the parser is at, which ends at the value's end. */
  String of(JsonParser json) throws IOException {
    if (writing) {
      // Reading broke off within a value, so some level has one that is not finished.
      levels.clear();
    }

    writing = true;
    String written = canonical(json, 0);
    writing = false;
    return written;
  }

  /** An object of members in canonical form; they are sorted. */
  String object(List<Member> members) throws IOException {
    writeObject(members, 0);
    return level(0).take();
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

  /** A property and the canonical JSON of its value. */
  static final class Member {

    private final String name;
    private final String json;

    Member(String name, String json) {
      this.name = name;
      this.json = json;
    }

    /** As it stands in an object. */
    @Override
    public String toString() {
      return '"'
          + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name))
          + "\":"
          + json;
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
