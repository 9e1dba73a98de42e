package io.eventlake.family.caliper.persons;

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

  public OptedOut(Set<String> ids) {
    this.ids = ids;
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
