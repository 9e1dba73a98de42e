package io.eventlake.family.caliper.item;

/** The attempt that an event tells of, and what was attempted. */
final class Attempts {

  private static final int[][] PLACES = {
    {Name.OBJECT}, {Name.GENERATED}, {Name.GENERATED, Name.ATTEMPT}, {Name.OBJECT, Name.ATTEMPT}
  };

  private Attempts() {}

  /** The first attempt at the places where there may be one. */
  static int find(ItemValues values) {
    for (int[] place : PLACES) {
      int at = values.at(place);
      if ("Attempt".equals(values.type(at))) {
        return at;
      }
    }

    return ItemValues.NONE;
  }

  /** What an attempt is of, else the object where that can be attempted. */
  static int assignable(ItemValues values, int attempt) {
    int assignable = values.within(attempt, Name.ASSIGNABLE);
    if (values.id(assignable) != null) {
      return assignable;
    }

    int object = values.at(Name.OBJECT);
    String type = values.type(object);
    return type != null && ItemValues.MODEL.isAssignable(type) ? object : ItemValues.NONE;
  }
}
