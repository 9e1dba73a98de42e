package io.eventlake.family.caliper.persons;

import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import java.util.Set;

/**
 * Finds who is named in an item: objects of the type of a person, and ids where a person may stand,
 * at any depth. A place where an agent may stand is one of a person unless an object there says
 * otherwise: a person too many harms nobody.
 */
public final class PersonSearch {

  /** What anonymous things have for an id, their type behind it. */
  private static final String ANONYMOUS = "http://purl.imsglobal.org/caliper/";

  private static final String BLANK_NODE = "_:";

  private final CaliperModel model;
  private final JsonTape tape;
  private final Set<String> places;
  private final int id;
  private final int type;
  private final int name;

  /**
   * @param tape with the names of the model, that the items lie on
   */
  public PersonSearch(CaliperModel model, JsonTape tape) {
    this.model = model;
    this.tape = tape;
    this.places = model.personPlaces();
    id = model.name("id");
    type = model.name("type");
    name = model.name("name");
  }

  /** The persons in a value and all that is in it. */
  public NamedPersons find(int value) {
    NamedPersons found = new NamedPersons();
    visit(value, false, found);
    return found;
  }

  /** True for an id that is nobody's. */
  public static boolean isNobody(String id) {
    return id.isEmpty() || id.startsWith(BLANK_NODE) || id.startsWith(ANONYMOUS);
  }

  /** True for an address of a person that is written as an IRI. */
  static boolean isAddress(String text) {
    return text.regionMatches(true, 0, "mailto:", 0, 7)
        || text.regionMatches(true, 0, "tel:", 0, 4);
  }

  /** True for an object that is a person, or may be one where it stands and does not tell. */
  boolean isPerson(int object, boolean place) {
    int itsType = tape.find(object, type);
    if (itsType < 0 || tape.kind(itsType) != Kind.STRING) {
      return place;
    }

    String text = tape.string(itsType);
    return model.isPerson(text) || place && !model.isType(text);
  }

  /** True for a property that a person may be the value of. */
  boolean isPlace(String property) {
    return places.contains(property);
  }

  private void visit(int value, boolean place, NamedPersons found) {
    switch (tape.kind(value)) {
      case OBJECT:
        if (isPerson(value, place)) {
          person(value, found);
        }
        for (int at = tape.first(value); at < tape.next(value); at = tape.next(at)) {
          visit(at, isPlace(tape.nameText(at)), found);
        }
        break;
      case ARRAY:
        for (int at = tape.first(value); at < tape.next(value); at = tape.next(at)) {
          visit(at, place, found);
        }
        break;
      case STRING:
        String text = tape.string(value);
        if ((place || isAddress(text)) && !isNobody(text)) {
          found.addId(text);
        }
        break;
      default:
    }
  }

  private void person(int object, NamedPersons found) {
    int itsId = tape.find(object, id);
    if (itsId >= 0 && tape.kind(itsId) == Kind.STRING && !isNobody(tape.string(itsId))) {
      found.addId(tape.string(itsId));
    }

    int itsName = tape.find(object, name);
    if (itsName >= 0 && tape.kind(itsName) == Kind.STRING) {
      found.addName(tape.string(itsName));
    }
  }
}
