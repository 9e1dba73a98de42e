package io.eventlake.family.caliper.item;

import java.util.Set;

/**
 * Whose learning an event tells of: the first person at the places where the learner may be, who
 * need not be the actor. Anonymous persons are nobody.
 */
final class Learner {

  private static final String[][] PLACES = {
    {"actor"},
    {"object", "assignee"},
    {"object", "user"},
    {"object", "attempt", "assignee"},
    {"generated", "attempt", "assignee"},
    {"session", "user"}
  };

  /** The actor of a grading is who grades. */
  private static final String[][] PLACES_OF_GRADING = {
    {"object", "assignee"}, {"generated", "attempt", "assignee"}
  };

  /** An IRI alone may be an application's there. */
  private static final Set<String> OF_ANY_AGENT = Set.of("Event", "TimedOut");

  /** Null for nobody. */
  final String id;

  /** Names with points between them; null for nobody. */
  final String from;

  private Learner(String id, String from) {
    this.id = id;
    this.from = from;
  }

  static Learner of(ItemValues item, String eventType, String action) {
    boolean grading = eventType.equals("GradeEvent");
    boolean anyAgent = OF_ANY_AGENT.contains(eventType) || OF_ANY_AGENT.contains(action);
    for (String[] place : grading ? PLACES_OF_GRADING : PLACES) {
      int value = item.at(place);
      String id = item.id(value);
      if (id != null && isPerson(item, value, !anyAgent || place.length > 1)) {
        return new Learner(id, String.join(".", place));
      }
    }

    return new Learner(null, null);
  }

  private static boolean isPerson(ItemValues item, int value, boolean whereOnlyPersonsAre) {
    if (!item.isObject(value)) {
      return whereOnlyPersonsAre;
    }

    String type = item.type(value);
    return type != null && ItemValues.MODEL.isPerson(type);
  }
}
