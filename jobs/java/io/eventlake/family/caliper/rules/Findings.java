package io.eventlake.family.caliper.rules;

import io.eventlake.event.RejectReason;
import java.util.ArrayList;
import java.util.List;

/** What is found at places of a record: faults, and warnings on what is taken all the same. */
final class Findings {

  /** Further warnings on an item are only counted. */
  private static final int MOST_WARNINGS = 20;

  private final Place place;
  private final Strictness strictness;
  private final List<String> warnings = new ArrayList<>();
  private int furtherWarnings;

  Findings(Place place, Strictness strictness) {
    this.place = place;
    this.strictness = strictness;
  }

  /** Begins with warnings that were told before. */
  void reset(List<String> before) {
    warnings.clear();
    warnings.addAll(before);
    furtherWarnings = 0;
  }

  boolean isTolerant() {
    return strictness == Strictness.INTAKE;
  }

  /** A fault here; {@code what} reads on from the name of the place. */
  Fault fault(RejectReason reason, PropertyRule rule, String what) {
    return new Fault(reason, place.pointer(), place.path() + " " + what, rule);
  }

  /** A property is not here that must be. */
  Fault missing(String property, PropertyRule rule) {
    String object = place.isAtItem() ? "" : place.path() + ".";
    return new Fault(
        RejectReason.MISSING_FIELD,
        place.pointer() + "/" + property,
        object + property + " is missing.",
        rule);
  }

  /** A fault of the strict rules only: elsewhere a warning, and null. */
  Fault tolerated(RejectReason reason, PropertyRule rule, String what) {
    if (!isTolerant()) {
      return fault(reason, rule, what);
    }

    warn(what);
    return null;
  }

  /** Something that is taken and should not be. */
  void warn(String what) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(place.path() + " " + what);
    } else {
      furtherWarnings++;
    }
  }

  List<String> warnings() {
    if (furtherWarnings > 0) {
      warnings.add("There are " + furtherWarnings + " warnings more.");
      furtherWarnings = 0;
    }

    return warnings;
  }
}
