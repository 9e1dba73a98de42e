package io.eventlake.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
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

  /** Characters of {@code true}, and of {@code null}. */
  private static final int TRUE_LENGTH = 4;

  private static final int FALSE_LENGTH = 5;

  private final ContractJson parsers;
  private final TapeNames names;
  private final JsonText text = new JsonText();
  private final int[] open = new int[StrictJson.MAX_DEPTH + 1];
  private final TapeColumns columns = new TapeColumns(INITIAL);
  private final StringBuilder unescaped = new StringBuilder();
  private final KnownTexts words;
  private final CharSlice slice = new CharSlice();

  /** Of texts with escapes, in their order: the value and where it stands, from and to. */
  private int[] escaped = new int[3 * INITIAL];

  private int escapedSize;
  private long faultAt;
  private boolean ended;

  /**
   * @param names that {@link #name} tells by their places, each once
   */
  public JsonTape(List<String> names) {
    this(names, new KnownTexts(List.of()));
  }

  /**
   * @param names that {@link #name} tells by their places, each once
   * @param words that {@link #word} tells by theirs
   */
  public JsonTape(List<String> names, KnownTexts words) {
    this.words = words;
    this.parsers = new ContractJson(names);
    this.names = new TapeNames(names);
  }

  /** Reads a record; its values are there when it is {@link Reading#WHOLE}. */
  public Reading read(byte[] record) {
    columns.clear();
    names.clear();
    unescaped.setLength(0);
    escapedSize = 0;
    ended = false;
    if (!text.decode(record)) {
      faultAt = text.end() - text.start();
      return Reading.NO_TEXT;
    }

    try (JsonParser json = parsers.parser(text)) {
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
      int start = text.start() + (int) json.currentTokenLocation().getCharOffset();
      columns.add(kind, name, start, token == JsonToken.VALUE_FALSE ? FALSE_LENGTH : TRUE_LENGTH);
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

    int value = columns.add(kind, name, start, length);
    if (start < 0) {
      int from = text.start() + (int) json.currentTokenLocation().getCharOffset();
      addEscaped(value, from, text.start() + (int) json.currentLocation().getCharOffset());
    }
  }

  private void addEscaped(int value, int from, int to) {
    if (escapedSize == escaped.length) {
      escaped = Arrays.copyOf(escaped, escapedSize * 2);
    }

    escaped[escapedSize++] = value;
    escaped[escapedSize++] = from;
    escaped[escapedSize++] = to;
  }

  /** The place of a text with escapes among those. */
  private int escapedAt(int value) {
    int low = 0;
    int high = escapedSize / 3 - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (escaped[3 * middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return 3 * low;
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

  /** The place of a string among the known words, negative for another; looked up once. */
  public int word(int value) {
    if (!columns.hasWord(value)) {
      columns.setWord(value, kind(value) == Kind.STRING ? words.find(slice(value, slice)) : -1);
    }

    return columns.word(value);
  }

  /** The text of a string or the spelling of a number. */
  public String string(int value) {
    return slice(value, new CharSlice()).toString();
  }

  /** Of a boolean, which it is. */
  public boolean isTrue(int value) {
    return columns.length(value) == TRUE_LENGTH;
  }

  /** The record as it was sent; {@link #from} and {@link #to} are places in it. */
  public char[] chars() {
    return text.chars();
  }

  /** Where a value begins in the record as it was sent, its quote included, in characters. */
  public int from(int value) {
    int start = columns.start(value);
    if (start < 0) {
      return escaped[escapedAt(value) + 1];
    }

    return kind(value) == Kind.STRING ? start - 1 : start;
  }

  /** Where a value ends, exclusive. */
  public int to(int value) {
    int start = columns.start(value);
    if (start < 0) {
      return escaped[escapedAt(value) + 2];
    }

    return start + columns.length(value) + (kind(value) == Kind.STRING ? 1 : 0);
  }

  /** True for a string whose spelling is not its text. */
  public boolean isEscaped(int value) {
    return columns.start(value) < 0;
  }

  /** An object or array as it was sent. */
  public String sent(int value) {
    int start = columns.start(value);
    return new String(text.chars(), start, columns.length(value));
  }
}
