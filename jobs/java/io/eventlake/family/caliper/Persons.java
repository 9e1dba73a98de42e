package io.eventlake.family.caliper;

import io.eventlake.family.caliper.persons.NamedPersons;
import io.eventlake.family.caliper.persons.OptedOut;
import io.eventlake.family.caliper.persons.PersonSearch;
import io.eventlake.family.caliper.persons.PrivateCopy;
import io.eventlake.family.caliper.persons.PrivateItem;
import io.eventlake.family.caliper.persons.Pseudonyms;
import io.eventlake.family.caliper.persons.Replacement;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.json.JsonTape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the lake may know of the persons in the record at hand. */
final class Persons {

  private final JsonTape tape;
  private final int sensor;
  private final int data;
  private final PersonSearch search;
  private final OptedOut optedOut;

  /** Null where persons are kept as they are sent, as are the next two. */
  private final Pseudonyms pseudonyms;

  private final PrivateCopy copy;
  private final PrivateItem item;

  /** By the values of the record that were searched. */
  private final Map<Integer, NamedPersons> found = new HashMap<>();

  Persons(CaliperRules rules, JsonTape tape) {
    this.tape = tape;
    // Of all extensions: an item whose extension is switched off is a letter that can be decoded
    // again when it is on.
    CaliperModel model = CaliperModel.of(CaliperModel.EXTENSIONS);
    sensor = model.name("sensor");
    data = model.name("data");
    search = new PersonSearch(model, tape);
    optedOut = new OptedOut(rules.optedOut.get());
    pseudonyms = rules.key == null ? null : new Pseudonyms(rules.key.read());
    copy = pseudonyms == null ? null : new PrivateCopy(model, tape, search, pseudonyms);
    item = pseudonyms == null ? null : new PrivateItem(model, tape, search, pseudonyms);
  }

  boolean areKept() {
    return pseudonyms == null;
  }

  /** To be called when another record is on the tape. */
  void next() {
    found.clear();
  }

  /** Those in a value of the record; searched for once. */
  NamedPersons find(int value) {
    NamedPersons known = found.get(value);
    if (known == null) {
      int items = value == 0 ? tape.find(0, data) : -1;
      known = items < 0 ? search.find(value) : search.find(0, items, this::find);
      found.put(value, known);
    }

    return known;
  }

  /** Whether there is anyone who has. */
  boolean anyOptedOut() {
    return optedOut.any();
  }

  /** True where somebody of them is named in a value, or is a whole text of it or the sensor. */
  boolean haveOptedOut(int value, NamedPersons named) {
    int itsSensor = value == 0 ? -1 : tape.find(0, sensor);
    return optedOut.areAmong(named.ids(), pseudonyms)
        || optedOut.areIn(tape, value, pseudonyms)
        || itsSensor >= 0 && optedOut.areIn(tape, itsSensor, pseudonyms);
  }

  /** The persons of the whole record. */
  NamedPersons inRecord() {
    return find(0);
  }

  /** The sensor of the record without its persons, of whichever item they are. */
  String sensor(String sent) {
    if (areKept()) {
      return sent;
    }

    return mayBeNamedIn(sent) ? new Replacement(pseudonyms, inRecord()).of(sent) : sent;
  }

  /** False for a text that names nobody of the record for certain; the items tell it one by one. */
  private boolean mayBeNamedIn(String text) {
    int items = tape.find(0, data);
    if (items < 0 || !search.isNobodyBeside(items, 0) || NamedPersons.mayBeOthersIn(text)) {
      return true;
    }

    for (int at = tape.first(items); at < tape.next(items); at = tape.next(at)) {
      if (find(at).mayBeIn(text)) {
        return true;
      }
    }

    return false;
  }

  /** Their ids as the lake knows them, sorted. */
  Collection<String> ids(NamedPersons named) {
    if (areKept()) {
      return named.ids();
    }

    List<String> ids = new ArrayList<>();
    named.ids().forEach(id -> ids.add(pseudonyms.of(id)));
    Collections.sort(ids);
    return ids;
  }

  /** The JSON of an item that keeps the rules. */
  String payload(int value, NamedPersons named) {
    return areKept() ? tape.sent(value) : item.of(value, named);
  }

  /** What the item of the last payload is without persons; null where they are kept. */
  PrivateItem item() {
    return item;
  }

  /** The copies of what may break the rules; only where persons are not kept. */
  PrivateCopy copy() {
    return copy;
  }
}
