package io.eventlake.family.caliper.persons;

import io.eventlake.family.caliper.rules.AgentKind;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.json.CharSlice;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
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

  /** True where an object names nobody for certain, but perhaps in one of its values. */
  public boolean isNobodyBeside(int member, int object) {
    boolean nobody = kind(object) == AgentKind.UNKNOWN;
    for (int at = tape.first(object); nobody && at < tape.next(object); at = tape.next(at)) {
      nobody =
          at == member
              || tape.isEmpty(at) && !isPlace(tape.name(at)) && !isAddress(tape.slice(at, slice));
    }

    return nobody;
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

    int first = text.charAt(0) | 0x20;
    return first == 'm' && begins(text, "mailto:") || first == 't' && begins(text, "tel:");
  }

  private static boolean begins(CharSequence text, String scheme) {
    return text.length() >= scheme.length()
        && text.subSequence(0, scheme.length()).toString().equalsIgnoreCase(scheme);
  }

  /** True for an object that is a person, or may be one where it stands and does not tell. */
  boolean isPerson(int object, boolean place) {
    AgentKind kind = kind(object);
    return kind == AgentKind.PERSON || place && kind == AgentKind.UNKNOWN;
  }

  /** What the type of an object says; unknown where it has none. */
  private AgentKind kind(int object) {
    int itsType = tape.find(object, type);
    return itsType < 0 ? AgentKind.UNKNOWN : model.agent(tape.word(itsType));
  }

  /** True for the name of a property that a person may be the value of. */
  boolean isPlace(int name) {
    return name >= 0 && places[name];
  }

  private void visit(int value, boolean place, NamedPersons found) {
    switch (tape.kind(value)) {
      case OBJECT:
        agent(value, place, found);
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

  /** Takes down who an object is. */
  private void agent(int object, boolean place, NamedPersons found) {
    AgentKind kind = kind(object);
    if (kind == AgentKind.NONE || kind == AgentKind.UNKNOWN && !place) {
      return;
    }

    String itsId = text(object, id);
    if (itsId != null && !isNobody(itsId)) {
      agent(itsId, kind, found);
    }

    String itsName = kind == AgentKind.OTHER ? null : text(object, name);
    if (itsName != null) {
      found.addName(itsName);
    }
  }

  private static void agent(String itsId, AgentKind kind, NamedPersons found) {
    if (kind == AgentKind.OTHER) {
      found.addOther(itsId);
    } else if (kind == AgentKind.PERSON) {
      found.addId(itsId);
    } else {
      mention(itsId, found);
    }
  }

  /** The text of a property of an object; null for none. */
  private String text(int object, int property) {
    int value = tape.find(object, property);
    return value >= 0 && tape.kind(value) == Kind.STRING ? tape.string(value) : null;
  }
}
