package io.eventlake.family.caliper.item;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.eventlake.family.caliper.persons.PersonSearch;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.json.CharSlice;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import io.eventlake.json.Rfc3339;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of one item by their names. What is absent, or of another kind than is asked for, is
 * null. An entity is the same whether it came as an object or as its IRI. Not for several threads.
 */
public final class ItemValues {

  /** No value, and the argument of all methods where there is none. */
  static final int NONE = -1;

  /** What the rules of any extension know: an item reads the same whatever is switched on. */
  static final CaliperModel MODEL = CaliperModel.of(CaliperModel.EXTENSIONS);

  private final JsonTape tape = new JsonTape(MODEL.names());
  private final Map<String, Integer> names = new HashMap<>();
  private final Contents contents = new Contents(tape);
  private final CharSlice text = new CharSlice();

  public ItemValues() {
    for (int i = 0; i < MODEL.names().size(); i++) {
      names.put(MODEL.names().get(i), i);
    }
  }

  /**
   * Reads an item.
   *
   * @param json one object
   */
  public void read(String json) {
    JsonTape.Reading reading = tape.read(json.getBytes(StandardCharsets.UTF_8));
    if (reading != JsonTape.Reading.WHOLE) {
      throw new IllegalStateException("A payload of bronze.events is no JSON: " + reading);
    }
  }

  /** The value at the end of names, from the item on. */
  int at(String... path) {
    int value = 0;
    for (String name : path) {
      value = within(value, name);
    }

    return value;
  }

  /** A property of an object. */
  int within(int object, String name) {
    return object == NONE || tape.kind(object) != Kind.OBJECT
        ? NONE
        : tape.find(object, names.get(name));
  }

  /** The elements of an array. */
  List<Integer> elements(int array) {
    List<Integer> elements = new ArrayList<>();
    if (array != NONE && tape.kind(array) == Kind.ARRAY) {
      for (int at = tape.first(array); at < tape.next(array); at = tape.next(at)) {
        elements.add(at);
      }
    }

    return elements;
  }

  /** The last element of an array; the value itself where it is none. */
  int last(int value) {
    List<Integer> elements = elements(value);
    return elements.isEmpty() ? value : elements.get(elements.size() - 1);
  }

  boolean isObject(int value) {
    return value != NONE && tape.kind(value) == Kind.OBJECT;
  }

  /** A text that is not empty. */
  String text(int value) {
    if (value == NONE || tape.kind(value) != Kind.STRING) {
      return null;
    }

    String string = tape.string(value);
    return string.isEmpty() ? null : string;
  }

  /** The type of an object. */
  String type(int value) {
    return text(within(value, "type"));
  }

  /** The id of an entity, or its IRI; null for an anonymous one and a blank node. */
  String id(int value) {
    String id = isObject(value) ? text(within(value, "id")) : text(value);
    return id == null || PersonSearch.isNobody(id) ? null : id;
  }

  /** The id of an object that need be no IRI, else its name. */
  String idOrName(int value) {
    String id = id(value);
    return id == null ? text(within(value, "name")) : id;
  }

  /** Of a date-time epoch microseconds. */
  Long micros(int value) {
    if (value == NONE || tape.kind(value) != Kind.STRING) {
      return null;
    }

    long micros = Rfc3339.micros(tape.slice(value, text));
    return micros == Rfc3339.INVALID ? null : Long.valueOf(micros);
  }

  /** Seconds of a duration; see {@link Numbers#seconds}. */
  BigDecimal seconds(int value) {
    String duration = text(value);
    return duration == null ? null : Numbers.seconds(duration);
  }

  /** A number with that many digits behind its point, at most 18 in all. */
  BigDecimal decimal(int value, int scale) {
    return isNumber(value) ? Numbers.decimal(tape.string(value), scale) : null;
  }

  /** A whole number. */
  Integer integer(int value) {
    BigDecimal number = decimal(value, 0);
    boolean fits = number != null && number.abs().compareTo(Numbers.MOST_INT) <= 0;
    return fits ? Integer.valueOf(number.intValue()) : null;
  }

  private boolean isNumber(int value) {
    return value != NONE && (tape.kind(value) == Kind.INTEGER || tape.kind(value) == Kind.DECIMAL);
  }

  /** The JSON of a value as it was sent; of null, and of what is empty, none. */
  String json(int value) {
    boolean nothing =
        value == NONE
            || tape.kind(value) == Kind.NULL
            || tape.kind(value) == Kind.OBJECT && tape.isEmpty(value)
            || tape.kind(value) == Kind.ARRAY && tape.isEmpty(value);
    return nothing ? null : json(tape, value);
  }

  /** What the item says, in a form to compare by; see {@link Contents#hash}. */
  String contents() {
    return contents.hash();
  }

  /** The JSON of a value on any tape. */
  public static String json(JsonTape tape, int value) {
    switch (tape.kind(value)) {
      case OBJECT:
      case ARRAY:
        return tape.sent(value);
      case NULL:
        return "null";
      case BOOLEAN:
        return Boolean.toString(tape.isTrue(value));
      case STRING:
        return quoted(tape.string(value));
      default:
        return tape.string(value);
    }
  }

  /** A text as JSON. */
  public static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    return json.append('"').toString();
  }
}
