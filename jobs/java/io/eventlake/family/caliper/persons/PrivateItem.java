package io.eventlake.family.caliper.persons;

import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.ControlledTexts;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import java.util.Arrays;
import java.util.Set;

/**
 * An item that keeps the rules without its persons: ids are pseudonyms, of an object that is a
 * person only what every entity has is left, what is personal by its name is dropped. What the
 * rules give a vocabulary, and all else, stays as it was sent, character by character. Not for
 * several threads.
 */
public final class PrivateItem {

  /** Stands for the text of a value that is dropped. */
  private static final String DROPPED = new String("");

  private static final int NO_NAME = -1;
  private static final int INITIAL = 256;

  private final JsonTape tape;
  private final PersonSearch search;
  private final Pseudonyms pseudonyms;
  private final boolean[] personal;
  private final Set<String> personalNames;
  private final boolean[] ofPerson;
  private final boolean[] parts;
  private final int id;
  private final ControlledTexts controlled;
  private final Needles needles = new Needles();
  private final CopiedText out = new CopiedText();

  /** By the values of the item: what stands for a text; null where it is as it was sent. */
  private String[] texts = new String[INITIAL];

  private int item;
  private int ownId;
  private Replacement replacement;
  private NamedPersons persons;

  /** Whether somewhere in the item persons may stand in other words. */
  private boolean signs;

  public PrivateItem(
      CaliperModel model, JsonTape tape, PersonSearch search, Pseudonyms pseudonyms) {
    this.tape = tape;
    this.search = search;
    this.pseudonyms = pseudonyms;
    personalNames = model.personal();
    personal = model.among(personalNames);
    ofPerson = model.among(PrivateCopy.OF_A_PERSON);
    parts = model.among(model.parts().keySet());
    id = model.name("id");
    controlled = new ControlledTexts(model);
  }

  /** Moves to an item and returns its JSON. */
  public String of(int newItem, NamedPersons newPersons) {
    item = newItem;
    persons = newPersons;
    int values = tape.next(item) - item;
    if (texts.length < values) {
      texts = new String[Math.max(values, texts.length * 2)];
    }

    ownId = tape.find(item, id);
    Arrays.fill(texts, 0, values, null);
    replacement = new Replacement(pseudonyms, persons);
    needles.of(persons);
    signs = NamedPersons.mayBeOthersIn(tape.sent(item));
    return json(item);
  }

  /** The JSON of an object or array of the item, as it stands in the item's. */
  public String json(int value) {
    return json(value, value != item && search.isPlace(tape.name(value)));
  }

  private String json(int value, boolean place) {
    out.begin(tape.chars(), tape.from(value), tape.to(value));
    value(value, value == item ? NO_NAME : tape.name(value), place);
    return out.end();
  }

  /** True for a property that the lake may not have. */
  public boolean isDropped(int value) {
    return texts[value - item] == DROPPED;
  }

  /** What stands for the text of a value; null where it is as it was sent. */
  public String text(int value) {
    return texts[value - item];
  }

  /**
   * Copies a value.
   *
   * @param name the place of its name, or that of its array
   * @param place whether a person may be here
   */
  private void value(int value, int name, boolean place) {
    Kind kind = tape.kind(value);
    if (kind == Kind.OBJECT) {
      object(value, place, !place && name >= 0 && parts[name]);
    } else if (kind == Kind.ARRAY) {
      for (int at = tape.first(value); at < tape.next(value); at = tape.next(at)) {
        value(at, name, place);
      }
    } else if (kind == Kind.STRING) {
      text(value, name, place);
    }
  }

  /**
   * Copies an object.
   *
   * @param part whether its place tells its type, so that its words are no types of the rules
   */
  private void object(int object, boolean place, boolean part) {
    boolean person = search.isPerson(object, place);
    int before = tape.from(object) + 1;
    boolean first = true;
    for (int at = tape.first(object); at < tape.next(object); at = tape.next(at)) {
      int name = tape.name(at);
      if (isPersonal(at, name, person)) {
        texts[at - item] = DROPPED;
        out.copyTo(before);
        out.skipTo(first ? out.behindComma(tape.to(at)) : tape.to(at));
      } else {
        if (name < 0) {
          rename(at, before, first);
        }
        if (!part || !PrivateCopy.isWord(tape, at)) {
          value(at, name, person ? name == id : search.isPlace(name));
        }
        first = false;
      }

      before = tape.to(at);
    }
  }

  private boolean isPersonal(int value, int name, boolean person) {
    return name < 0
        ? person || personalNames.contains(tape.nameText(value))
        : personal[name] || person && !ofPerson[name];
  }

  /** Of a name that no rule knows, which may be of a person. */
  private void rename(int value, int before, boolean first) {
    int from = tape.from(value);
    if (!mayName(before, from) && !out.isEscaped(before, from)) {
      return;
    }

    String name = tape.nameText(value);
    String known = replacement.of(name);
    if (!known.equals(name)) {
      out.copyTo(before);
      out.append(first ? "" : ",");
      out.appendQuoted(known);
      out.append(":");
      out.skipTo(from);
    }
  }

  private void text(int value, int name, boolean place) {
    if (place) {
      String text = tape.string(value);
      String known =
          PersonSearch.isNobody(text) || persons.isOther(text) ? text : pseudonyms.of(text);
      if (!known.equals(text)) {
        replace(value, known);
      }
    } else if (tape.isEscaped(value) || mayName(tape.from(value) + 1, tape.to(value) - 1)) {
      String text = tape.string(value);
      String known = isControlled(value, name, text) ? text : replacement.of(text);
      if (!known.equals(text)) {
        replace(value, known);
      }
    }
  }

  /** False for characters without escapes that name nobody for certain. */
  private boolean mayName(int from, int to) {
    return signs && NamedPersons.mayBeOthersIn(tape.chars(), from, to)
        || needles.isIn(tape.chars(), from, to);
  }

  private boolean isControlled(int value, int name, String text) {
    return controlled.have(name, text) || value == ownId && persons.isEventId(text);
  }

  private void replace(int value, String known) {
    texts[value - item] = known;
    out.copyTo(tape.from(value));
    out.appendQuoted(known);
    out.skipTo(tape.to(value));
  }
}
