package io.eventlake.family.caliper.persons;

import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.json.CharSlice;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Finds who is named in an item: objects of the type of a person, and ids where a person may stand,
 * at any depth. A place where an agent may stand is one of a person unless the item says that the
 * agent is none: a person too many harms nobody.
 */
public final class PersonSearch {

  /** What anonymous things have for an id, their type behind it. */
  private static final String ANONYMOUS = "http://purl.imsglobal.org/caliper/";

  private static final String BLANK_NODE = "_:";

  private static final int NONE = -1;

  private final CaliperModel model;
  private final JsonTape tape;
  private final boolean[] places;
  private final CharSlice slice = new CharSlice();
  private final int id;
  private final int type;
  private final int name;

  /** The array whose elements were searched before, and what was found in each. */
  private int searched = NONE;

  private IntFunction<NamedPersons> inElement;

  /**
   * @param tape with the names of the model, that the items lie on
   */
  public PersonSearch(CaliperModel model, JsonTape tape) {
    this.model = model;
    this.tape = tape;
    this.places = model.among(model.personPlaces());
    id = model.name("id");
    type = model.name("type");
    name = model.name("name");
  }

  /** The persons in a value and all that is in it. */
  public NamedPersons find(int value) {
    NamedPersons found = new NamedPersons();
    visit(value, false, found);
    found.settle();
    return found;
  }

  /** As {@link #find}, of a value with an array whose elements were searched before. */
  public NamedPersons find(int value, int array, IntFunction<NamedPersons> found) {
    searched = array;
    inElement = found;
    NamedPersons all = find(value);
    searched = NONE;
    return all;
  }

  /** True for an id that is nobody's. */
  public static boolean isNobody(String id) {
    return id.isEmpty() || id.startsWith(BLANK_NODE) || id.startsWith(ANONYMOUS);
  }

  /** True for an address of a person that is written as an IRI. */
  static boolean isAddress(CharSequence text) {
    if (text.length() == 0) {
      return false;
    }

    char first = Character.toLowerCase(text.charAt(0));
    return first == 'm' && begins(text, "mailto:") || first == 't' && begins(text, "tel:");
  }

  private static boolean begins(CharSequence text, String scheme) {
    return text.length() >= scheme.length()
        && text.subSequence(0, scheme.length()).toString().equalsIgnoreCase(scheme);
  }

  /** True for an object that is a person, or may be one where it stands and does not tell. */
  boolean isPerson(int object, boolean place) {
    int itsType = tape.find(object, type);
    if (itsType < 0 || tape.kind(itsType) != Kind.STRING) {
      return place;
    }

    tape.slice(itsType, slice);
    return model.isPerson(slice) || place && !model.isType(slice);
  }

  /** True for the name of a property that a person may be the value of. */
  boolean isPlace(int name) {
    return name >= 0 && places[name];
  }

  private void visit(int value, boolean place, NamedPersons found) {
    switch (tape.kind(value)) {
      case OBJECT:
        if (isPerson(value, place)) {
          person(value, found);
        } else if (isOtherAgent(value)) {
          addId(value, found::addOther);
        }
        for (int at = tape.first(value); at < tape.next(value); at = tape.next(at)) {
          visit(at, isPlace(tape.name(at)), found);
        }
        break;
      case ARRAY:
        for (int at = tape.first(value); at < tape.next(value); at = tape.next(at)) {
          if (value == searched) {
            found.addAll(inElement.apply(at));
          } else {
            visit(at, place, found);
          }
        }
        break;
      case STRING:
        if (place || isAddress(tape.slice(value, slice))) {
          mention(tape.string(value), found);
        }
        break;
      default:
    }
  }

  private static void mention(String text, NamedPersons found) {
    if (isAddress(text)) {
      found.addId(text);
    } else if (!isNobody(text)) {
      found.addMention(text);
    }
  }

  private void person(int object, NamedPersons found) {
    addId(object, isPerson(object, false) ? found::addId : text -> mention(text, found));
    int itsName = tape.find(object, name);
    if (itsName >= 0 && tape.kind(itsName) == Kind.STRING) {
      found.addName(tape.string(itsName));
    }
  }

  private boolean isOtherAgent(int object) {
    int itsType = tape.find(object, type);
    return itsType >= 0
        && tape.kind(itsType) == Kind.STRING
        && model.isOtherAgent(tape.slice(itsType, slice));
  }

  private void addId(int object, Consumer<String> found) {
    int itsId = tape.find(object, id);
    if (itsId >= 0 && tape.kind(itsId) == Kind.STRING && !isNobody(tape.string(itsId))) {
      found.accept(tape.string(itsId));
    }
  }
}
