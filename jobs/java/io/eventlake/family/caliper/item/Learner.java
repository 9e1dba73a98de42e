package io.eventlake.family.caliper.item;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Set;

/**
 * Whose learning an event tells of: the first person at the places where the learner may be, who
 * need not be the actor. Anonymous persons are nobody.
 */
final class Learner {

  private static final Place[] PLACES = {
    new Place(Name.ACTOR),
    new Place(Name.OBJECT, Name.ASSIGNEE),
    new Place(Name.OBJECT, Name.USER),
    new Place(Name.OBJECT, Name.ATTEMPT, Name.ASSIGNEE),
    new Place(Name.GENERATED, Name.ATTEMPT, Name.ASSIGNEE),
    new Place(Name.SESSION, Name.USER)
  };

  /** The actor of a grading is who grades. */
  private static final Place[] PLACES_OF_GRADING = {PLACES[1], PLACES[4]};

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
    for (Place place : grading ? PLACES_OF_GRADING : PLACES) {
      int value = item.at(place.path);
      String id = item.id(value);
      if (id != null && isPerson(item, value, !anyAgent || place.path.length > 1)) {
        return new Learner(id, place.name);
      }
    }

    return new Learner(null, null);
  }

  private static boolean isPerson(ItemValues item, int value, boolean whereOnlyPersonsAre) {
    if (!item.isObject(value)) {
      return whereOnlyPersonsAre && !item.isOtherAgent(item.id(value));
    }

    String type = item.type(value);
    return type != null && ItemValues.MODEL.isPerson(type);
  }

  /** Where a learner may be. */
  private static final class Place {

    private final int[] path;
    private final String name;

    private Place(int... path) {
      this.path = path;
      this.name = Arrays.stream(path).mapToObj(ItemValues.MODEL.names()::get).collect(joining("."));
    }
  }
}
