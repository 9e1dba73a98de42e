package io.eventlake.family.caliper.persons;

import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;

/** The persons of whom nothing may be kept: their ids as they are sent, or their pseudonyms. */
public final class OptedOut {

  /** Where the list lies; read by each task once. */
  public interface Source extends Supplier<Set<String>>, Serializable {}

  private final Set<String> ids;
  private final boolean listsPseudonyms;

  public OptedOut(Set<String> ids) {
    this.ids = ids;
    listsPseudonyms = ids.stream().anyMatch(Pseudonyms::isPseudonym);
  }

  /**
   * True where one of them is a whole text, or a name of no rule, in a value.
   *
   * @param pseudonyms null where ids are kept
   */
  public boolean areIn(JsonTape tape, int value, Pseudonyms pseudonyms) {
    return !ids.isEmpty() && isWithin(tape, value, pseudonyms);
  }

  private boolean isWithin(JsonTape tape, int value, Pseudonyms pseudonyms) {
    Kind kind = tape.kind(value);
    if (kind == Kind.STRING) {
      return isListed(tape.string(value), pseudonyms);
    }
    if (kind != Kind.OBJECT && kind != Kind.ARRAY) {
      return false;
    }

    for (int at = tape.first(value); at < tape.next(value); at = tape.next(at)) {
      boolean named = kind == Kind.OBJECT && tape.name(at) < 0;
      if (named && isListed(tape.nameText(at), pseudonyms) || isWithin(tape, at, pseudonyms)) {
        return true;
      }
    }

    return false;
  }

  /** Of a pseudonym in the list only ids tell, which are IRIs where no place tells them. */
  private boolean isListed(String text, Pseudonyms pseudonyms) {
    return ids.contains(text)
        || listsPseudonyms
            && pseudonyms != null
            && text.indexOf(':') > 0
            && ids.contains(pseudonyms.of(text));
  }

  /** False where nobody did. */
  public boolean any() {
    return !ids.isEmpty();
  }

  /**
   * True when one of them is named.
   *
   * @param pseudonyms null where ids are kept
   */
  public boolean areAmong(Collection<String> sent, Pseudonyms pseudonyms) {
    return !ids.isEmpty()
        && (!Collections.disjoint(ids, sent)
            || pseudonyms != null && sent.stream().anyMatch(id -> ids.contains(pseudonyms.of(id))));
  }
}
