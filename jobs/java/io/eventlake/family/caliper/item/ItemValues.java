package io.eventlake.family.caliper.item;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.eventlake.family.caliper.persons.PersonSearch;
import io.eventlake.family.caliper.persons.PrivateItem;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.json.CharSlice;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import io.eventlake.json.Rfc3339;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The values of one item by their names. What is absent, or of another kind than is asked for, is
 * null. An entity is the same whether it came as an object or as its IRI. Not for several threads.
 */
public final class ItemValues {

  /** No value, and the argument of all methods where there is none. */
  static final int NONE = -1;

  /** What the rules of any extension know: an item reads the same whatever is switched on. */
  static final CaliperModel MODEL = CaliperModel.of(CaliperModel.EXTENSIONS);

  private static final int KEPT_OBJECTS = 8;

  private final JsonTape own = MODEL.tape();
  private final Contents contents = new Contents(own);
  private final Members[] members = new Members[KEPT_OBJECTS];
  private final CharSlice text = new CharSlice();
  private final NamedIds ids = new NamedIds();

  /** Where the item lies. */
  private JsonTape tape = own;

  private int item;

  /** Null where all is as it lies. */
  private PrivateItem known;

  public ItemValues() {
    Arrays.setAll(members, any -> new Members(MODEL.names().size()));
  }

  /**
   * Reads an item.
   *
   * @param json one object
   */
  public void read(String json) {
    JsonTape.Reading reading = own.read(json.getBytes(StandardCharsets.UTF_8));
    if (reading != JsonTape.Reading.WHOLE) {
      throw new IllegalStateException("A payload of bronze.events is no JSON: " + reading);
    }

    read(own, 0, null);
  }

  /**
   * Takes an item from where it lies.
   *
   * @param newTape with the names of a model
   * @param newKnown what the lake may know of it; null for all
   */
  public void read(JsonTape newTape, int newItem, PrivateItem newKnown) {
    tape = newTape;
    item = newItem;
    known = newKnown;
    for (Members each : members) {
      each.clear();
    }
  }

  /** The item itself. */
  int item() {
    return item;
  }

  /** A property of the item, by the place of its name. */
  int at(int name) {
    return within(item, name);
  }

  /** The value at the end of two names, from the item on. */
  int at(int name, int inner) {
    return within(at(name), inner);
  }

  /** The value at the end of names, from the item on. */
  int at(int[] path) {
    int value = item;
    for (int name : path) {
      value = within(value, name);
    }

    return value;
  }

  /** A property of an object, by the place of its name. */
  int within(int object, int name) {
    if (!isObject(object)) {
      return NONE;
    }

    Members its = members[object & KEPT_OBJECTS - 1];
    if (its.object != object) {
      its.read(tape, object);
    }

    int value = its.value(name);
    return value != NONE && known != null && known.isDropped(value) ? NONE : value;
  }

  /** The elements of an array. */
  List<Integer> elements(int array) {
    if (array == NONE || tape.kind(array) != Kind.ARRAY) {
      return List.of();
    }

    List<Integer> elements = new ArrayList<>();
    for (int at = tape.first(array); at < tape.next(array); at = tape.next(at)) {
      elements.add(at);
    }

    return elements;
  }

  /** The texts in an array that are not empty. */
  List<String> texts(int array) {
    List<String> texts = new ArrayList<>();
    for (int element : elements(array)) {
      String text = text(element);
      if (text != null) {
        texts.add(text);
      }
    }

    return texts;
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

    String string = known == null ? null : known.text(value);
    string = string == null ? tape.string(value) : string;
    return string.isEmpty() ? null : string;
  }

  /** The type of an object; that of one that the rules know is the same string each time. */
  String type(int value) {
    int type = within(value, Name.TYPE);
    if (type == NONE || tape.kind(type) != Kind.STRING) {
      return null;
    }

    String ofRules = MODEL.type(tape.word(type));
    return ofRules == null ? text(type) : ofRules;
  }

  /** The id of an entity, or its IRI; null for an anonymous one and a blank node. */
  String id(int value) {
    String id = isObject(value) ? text(within(value, Name.ID)) : text(value);
    return id == null || PersonSearch.isNobody(id) ? null : id;
  }

  /** True for an id that the item gives an agent that is no person, and no person. */
  boolean isOtherAgent(String id) {
    boolean found = false;
    for (int at = item; at < tape.next(item); at++) {
      if (isObject(at) && id.equals(text(within(at, Name.ID)))) {
        String type = String.valueOf(type(at));
        if (MODEL.isPerson(type)) {
          return false;
        }

        found |= MODEL.isOtherAgent(type);
      }
    }

    return found;
  }

  /** The id of an object that need be no IRI, else its name. */
  String idOrName(int value) {
    String id = id(value);
    return id == null ? text(within(value, Name.NAME)) : id;
  }

  /** Of a date-time epoch microseconds. */
  Long micros(int value) {
    if (value == NONE || tape.kind(value) != Kind.STRING) {
      return null;
    }

    String shown = known == null ? null : known.text(value);
    long micros = Rfc3339.microsOfAnyForm(shown == null ? tape.slice(value, text) : shown);
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
    if (nothing) {
      return null;
    } else if (known == null) {
      return json(tape, value);
    }

    boolean whole = tape.kind(value) == Kind.OBJECT || tape.kind(value) == Kind.ARRAY;
    String itsText = whole ? known.json(value) : known.text(value);
    return itsText == null ? json(tape, value) : whole ? itsText : quoted(itsText);
  }

  /** The UUID of an item by a name that tells it from others. */
  UUID named(String name) {
    return ids.of(name);
  }

  /** What the item that was read says, in a form to compare by; see {@link Contents#hash}. */
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
