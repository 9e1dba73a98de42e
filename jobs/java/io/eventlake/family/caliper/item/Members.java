package io.eventlake.family.caliper.item;

import io.eventlake.json.JsonTape;
import java.util.Arrays;

/** Where the known properties of one object are, by the places of their names. */
final class Members {

  private final int[] values;
  private final int[] set;
  private int size;

  /** Of the object that is at hand; {@link ItemValues#NONE} for none. */
  int object = ItemValues.NONE;

  /**
   * @param names how many there are
   */
  Members(int names) {
    values = new int[names];
    set = new int[names];
    Arrays.fill(values, ItemValues.NONE);
  }

  /** Forgets the object. */
  void clear() {
    for (int i = 0; i < size; i++) {
      values[set[i]] = ItemValues.NONE;
    }

    size = 0;
    object = ItemValues.NONE;
  }

  /** Moves to another object; of a name that is given twice the first counts. */
  void read(JsonTape tape, int newObject) {
    clear();
    object = newObject;
    for (int at = tape.first(object); at < tape.next(object); at = tape.next(at)) {
      int name = tape.name(at);
      if (name >= 0 && values[name] == ItemValues.NONE) {
        values[name] = at;
        set[size++] = name;
      }
    }
  }

  int value(int name) {
    return values[name];
  }
}
