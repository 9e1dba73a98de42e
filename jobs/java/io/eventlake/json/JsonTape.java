package io.eventlake.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A record's values in reading order, each a number, the record itself 0: for rules that depend on
 * properties that may stand behind. Used again for each record; what it holds in memory is bounded
 * by the largest record. Not for several threads.
 *
 * <p>The values within an object or array follow it, from {@link #first} by {@link #next} to before
 * {@link #next} of itself.
 */
public final class JsonTape {

  /** How reading a record ended. */
  public enum Reading {
    /** One JSON value. */
    WHOLE,
    /** Bytes that are no text, at {@link JsonTape#faultAt}. */
    NO_TEXT,
    /** Nothing but white space. */
    EMPTY,
    /** No JSON, at {@link JsonTape#faultAt}. */
    MALFORMED,
    /** Something behind the value, at {@link JsonTape#faultAt}. */
    TRAILING,
    TOO_DEEP
  }

  /** What a value is; of numbers the spelling counts. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    INTEGER,
    /** A number with a point or an exponent. */
    DECIMAL,
    BOOLEAN,
    NULL
  }

  private static final int INITIAL = 256;

  private final TapeNames names;
  private final JsonText text = new JsonText();
  private final int[] open = new int[StrictJson.MAX_DEPTH + 1];
  private final TapeColumns columns = new TapeColumns(INITIAL);
  private final StringBuilder unescaped = new StringBuilder();

  private long faultAt;
  private boolean ended;

  /**
   * @param names that {@link #name} tells by their places, each once
   */
  public JsonTape(List<String> names) {
    this.names = new TapeNames(names);
  }

  /** Reads a record; its values are there when it is {@link Reading#WHOLE}. */
  public Reading read(byte[] record) {
    columns.clear();
    names.clear();
    unescaped.setLength(0);
    ended = false;
    if (!text.decode(record)) {
      faultAt = text.end() - text.start();
      return Reading.NO_TEXT;
    }

    try (JsonParser json = StrictJson.parser(text)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        return Reading.EMPTY;
      }

      readValue(json, first);
      ended = true;
      if (json.nextToken() == null) {
        return Reading.WHOLE;
      }

      faultAt = json.currentTokenLocation().getCharOffset();
      return Reading.TRAILING;
    } catch (StreamConstraintsException e) {
      return Reading.TOO_DEEP;
    } catch (JsonProcessingException e) {
      faultAt = e.getLocation().getCharOffset();
      return ended ? Reading.TRAILING : Reading.MALFORMED;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading a record from memory failed", e);
    }
  }

  private void readValue(JsonParser json, JsonToken first) throws IOException {
    int depth = 0;
    int name = TapeNames.NONE;
    JsonToken token = first;
    while (true) {
      if (token == JsonToken.FIELD_NAME) {
        name = names.place(json.currentName());
      } else if (token.isStructEnd()) {
        depth--;
        int end = (int) json.currentLocation().getCharOffset();
        columns.close(open[depth], text.start() + end);
      } else if (token.isStructStart()) {
        int start = (int) json.currentTokenLocation().getCharOffset();
        Kind kind = token == JsonToken.START_OBJECT ? Kind.OBJECT : Kind.ARRAY;
        open[depth++] = columns.add(kind, name, text.start() + start, 0);
        name = TapeNames.NONE;
      } else {
        readScalar(json, token, name);
        name = TapeNames.NONE;
      }

      if (depth == 0) {
        return;
      }

      token = json.nextToken();
    }
  }

  private void readScalar(JsonParser json, JsonToken token, int name) throws IOException {
    Kind kind = kind(token);
    if (kind == Kind.NULL || kind == Kind.BOOLEAN) {
      columns.add(kind, name, 0, token == JsonToken.VALUE_TRUE ? 1 : 0);
      return;
    }

    char[] chars = json.getTextCharacters();
    int start = json.getTextOffset();
    int length = json.getTextLength();
    if (chars != text.chars()) {
      // With escapes: the text is not in the record as it is.
      unescaped.append(chars, start, length);
      start = -unescaped.length() + length - 1;
    }

    columns.add(kind, name, start, length);
  }

  private static Kind kind(JsonToken token) {
    switch (token) {
      case VALUE_STRING:
        return Kind.STRING;
      case VALUE_NUMBER_INT:
        return Kind.INTEGER;
      case VALUE_NUMBER_FLOAT:
        return Kind.DECIMAL;
      case VALUE_NULL:
        return Kind.NULL;
      default:
        return Kind.BOOLEAN;
    }
  }

  /** Where reading stopped, in characters from 0. */
  public long faultAt() {
    return faultAt;
  }

  public Kind kind(int value) {
    return columns.kind(value);
  }

  /** The first value within an object or array; {@link #next} of that where there is none. */
  public int first(int value) {
    return value + 1;
  }

  /** The value behind this one and all that is in it. */
  public int next(int value) {
    return columns.next(value);
  }

  /** True for an object or array with nothing in it. */
  public boolean isEmpty(int value) {
    return columns.next(value) == value + 1;
  }

  /** The place of the property's name among the known ones; negative for another. */
  public int name(int value) {
    return columns.name(value);
  }

  /** The name of a property. */
  public String nameText(int value) {
    return names.text(columns.name(value));
  }

  /** The first property of that name in an object, or -1. */
  public int find(int object, int name) {
    for (int at = first(object); at < next(object); at = next(at)) {
      if (name(at) == name) {
        return at;
      }
    }

    return -1;
  }

  /** Moves a slice to the text of a string or the spelling of a number. */
  public CharSlice slice(int value, CharSlice slice) {
    int start = columns.start(value);
    if (start >= 0) {
      slice.set(text.chars(), start, columns.length(value));
    } else {
      char[] chars = new char[columns.length(value)];
      unescaped.getChars(-start - 1, -start - 1 + chars.length, chars, 0);
      slice.set(chars, 0, chars.length);
    }

    return slice;
  }

  /** The text of a string or the spelling of a number. */
  public String string(int value) {
    return slice(value, new CharSlice()).toString();
  }

  /** Of a boolean, which it is. */
  public boolean isTrue(int value) {
    return columns.length(value) == 1;
  }

  /** An object or array as it was sent. */
  public String sent(int value) {
    int start = columns.start(value);
    return new String(text.chars(), start, columns.length(value));
  }
}
