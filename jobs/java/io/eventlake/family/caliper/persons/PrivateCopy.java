package io.eventlake.family.caliper.persons;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.eventlake.family.PropertyNames;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.ControlledTexts;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import java.util.Map;
import java.util.Set;

/**
 * Writes what was rejected again without its persons, as {@link PrivateItem} does what keeps the
 * rules. Nobody knows what its texts are: unless the rules know a text's place, only IRIs, times
 * and words are left. Order and spelling of numbers stay.
 */
public final class PrivateCopy {

  static final Set<String> OF_A_PERSON =
      Set.of("id", "type", "@context", "dateCreated", "dateModified");
  private static final Set<String> WORDS =
      Set.of("type", "action", "profile", "roles", "status", "metric", "subType");
  private static final String MASKED = "***";

  private final CaliperModel model;
  private final JsonTape tape;
  private final PersonSearch search;
  private final Pseudonyms pseudonyms;
  private final Set<String> personal;
  private final Set<String> freeTexts;
  private final Map<String, Set<String>> parts;
  private final ControlledTexts controlled;
  private final int id;
  private final int type;
  private final StringBuilder out = new StringBuilder();

  private Replacement replacement;
  private NamedPersons named;
  private int ownId;
  private boolean masked;

  public PrivateCopy(
      CaliperModel model, JsonTape tape, PersonSearch search, Pseudonyms pseudonyms) {
    this.model = model;
    this.tape = tape;
    this.search = search;
    this.pseudonyms = pseudonyms;
    personal = model.personal();
    freeTexts = model.freeTexts();
    parts = model.parts();
    controlled = new ControlledTexts(model);
    id = model.name("id");
    type = model.name("type");
  }

  /** A value that may break the rules. */
  public String masked(int value, NamedPersons persons) {
    out.setLength(0);
    replacement = new Replacement(pseudonyms, persons);
    named = persons;
    ownId = tape.kind(value) == Kind.OBJECT ? tape.find(value, id) : -1;
    masked = false;
    boolean ofRules = tape.name(value) >= 0;
    value(value, ofRules ? tape.nameText(value) : "", false, ofRules);
    return out.toString();
  }

  /** True where the last copy lacks more than persons. */
  public boolean lacksTexts() {
    return masked;
  }

  /**
   * Writes a value.
   *
   * @param place whether a person may be here
   * @param known whether the rules know what is here
   */
  private void value(int value, String property, boolean place, boolean known) {
    switch (tape.kind(value)) {
      case OBJECT:
        object(value, property, place);
        break;
      case ARRAY:
        array(value, property, place, known);
        break;
      case STRING:
        quoted(text(value, property, place, known));
        break;
      case NULL:
        out.append("null");
        break;
      case BOOLEAN:
        out.append(tape.isTrue(value));
        break;
      default:
        out.append(known ? tape.string(value) : "0");
        masked |= !known;
    }
  }

  private void object(int object, String property, boolean place) {
    boolean person = search.isPerson(object, place);
    Set<String> ofPart = place ? Set.of() : parts.getOrDefault(property, Set.of());
    boolean known = isOfKnownType(object);
    char before = '{';
    for (int at = tape.first(object); at < tape.next(object); at = tape.next(at)) {
      String name = tape.nameText(at);
      if (personal.contains(name) || person && !OF_A_PERSON.contains(name)) {
        continue;
      }

      out.append(before);
      before = ',';
      name(name, tape.name(at));
      out.append(':');
      boolean part = ofPart.contains(name);
      boolean ofRules = part || tape.name(at) >= 0 && (known || !freeTexts.contains(name));
      if (part && tape.kind(at) == Kind.STRING && !search.isPlace(tape.name(at))) {
        quoted(partText(name, at));
      } else {
        value(at, name, person ? name.equals("id") : search.isPlace(tape.name(at)), ofRules);
      }
    }

    out.append(before == '{' ? "{}" : "}");
  }

  private String partText(String property, int value) {
    String text = tape.string(value);
    return isWord(tape, value) || controlled.have(model.name(property), text)
        ? text
        : replacement.of(text);
  }

  /** True for a word of a vocabulary that an extension leaves open. */
  static boolean isWord(JsonTape tape, int value) {
    return tape.name(value) >= 0
        && WORDS.contains(tape.nameText(value))
        && tape.kind(value) == Kind.STRING
        && PropertyNames.areHarmless(tape.string(value));
  }

  private boolean isOfKnownType(int object) {
    int itsType = tape.find(object, type);
    return itsType >= 0 && tape.kind(itsType) == Kind.STRING && model.isType(tape.string(itsType));
  }

  private void name(String name, int ofRules) {
    boolean told = ofRules >= 0 || PropertyNames.areHarmless(name);
    masked |= !told;
    quoted(ofRules >= 0 ? name : told ? replacement.of(name) : MASKED);
  }

  private void array(int array, String property, boolean place, boolean known) {
    char before = '[';
    for (int at = tape.first(array); at < tape.next(array); at = tape.next(at)) {
      out.append(before);
      before = ',';
      value(at, property, place, known);
    }

    out.append(before == '[' ? "[]" : "]");
  }

  private String text(int value, String property, boolean place, boolean known) {
    String text = tape.string(value);
    if (place) {
      return PersonSearch.isNobody(text) || named.isOther(text) ? text : pseudonyms.of(text);
    }
    if (known
        && (controlled.have(model.name(property), text)
            || value == ownId && named.isEventId(text))) {
      return text;
    }
    if (known && isFit(text, property)) {
      return replacement.of(text);
    }

    masked = true;
    return MASKED;
  }

  /** True for a text that tells no more than its place may tell. */
  private boolean isFit(String text, String property) {
    if (WORDS.contains(property)) {
      return PropertyNames.areHarmless(text.replace("#", ""));
    }

    return freeTexts.contains(property) || PlainValues.are(text);
  }

  private void quoted(String text) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
