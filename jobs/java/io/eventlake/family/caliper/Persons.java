package io.eventlake.family.caliper;

import io.eventlake.family.caliper.persons.NamedPersons;
import io.eventlake.family.caliper.persons.OptedOut;
import io.eventlake.family.caliper.persons.PersonSearch;
import io.eventlake.family.caliper.persons.PrivateCopy;
import io.eventlake.family.caliper.persons.Pseudonyms;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.json.JsonTape;
import java.util.Collection;
import java.util.stream.Collectors;

/** What the lake may know of the persons in the record at hand. */
final class Persons {

  private final JsonTape tape;
  private final PersonSearch search;
  private final OptedOut optedOut;

  /** Null where persons are kept as they are sent, as is the copy. */
  private final Pseudonyms pseudonyms;

  private final PrivateCopy copy;

  Persons(CaliperRules rules, JsonTape tape) {
    this.tape = tape;
    // Of all extensions: an item whose extension is switched off is a letter that can be decoded
    // again when it is on.
    CaliperModel model = CaliperModel.of(CaliperModel.EXTENSIONS);
    search = new PersonSearch(model, tape);
    optedOut = new OptedOut(rules.optedOut.get());
    pseudonyms = rules.key == null ? null : new Pseudonyms(rules.key.read());
    copy = pseudonyms == null ? null : new PrivateCopy(model, tape, search, pseudonyms);
  }

  boolean areKept() {
    return pseudonyms == null;
  }

  NamedPersons find(int value) {
    return search.find(value);
  }

  /** Whether there is anyone who has. */
  boolean anyOptedOut() {
    return optedOut.any();
  }

  boolean haveOptedOut(NamedPersons named) {
    return optedOut.areAmong(named.ids(), pseudonyms);
  }

  /** Their ids as the lake knows them, sorted. */
  Collection<String> ids(NamedPersons named) {
    return areKept()
        ? named.ids()
        : named.ids().stream().map(pseudonyms::of).sorted().collect(Collectors.toList());
  }

  /** The JSON of an item that keeps the rules. */
  String payload(int item, NamedPersons named) {
    return areKept() ? tape.sent(item) : copy.of(item, named);
  }

  /** The copies of what may break the rules; only where persons are not kept. */
  PrivateCopy copy() {
    return copy;
  }
}
