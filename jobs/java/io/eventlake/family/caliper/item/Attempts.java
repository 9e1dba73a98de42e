package io.eventlake.family.caliper.item;

/** The attempt that an event tells of, and what was attempted. */
final class Attempts {

  private static final String[][] PLACES = {
    {"object"}, {"generated"}, {"generated", "attempt"}, {"object", "attempt"}
  };

  private Attempts() {}

  /** The first attempt at the places where there may be one. */
  static int find(ItemValues values) {
    for (String[] place : PLACES) {
      int at = values.at(place);
      if ("Attempt".equals(values.type(at))) {
        return at;
      }
    }

    return ItemValues.NONE;
  }

  /** What an attempt is of, else the object where that can be attempted. */
  static String assignable(ItemValues values, int attempt) {
    String id = values.id(values.within(attempt, "assignable"));
    if (id != null) {
      return id;
    }

    int object = values.at("object");
    String type = values.type(object);
    return type != null && ItemValues.MODEL.isAssignable(type) ? values.id(object) : null;
  }
}
