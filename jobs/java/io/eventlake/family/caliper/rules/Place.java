package io.eventlake.family.caliper.rules;

import io.eventlake.family.PropertyNames;
import io.eventlake.json.JsonTape;
import io.eventlake.json.StrictJson;

/** Where in a record the rules are looking: names and positions from its root. */
final class Place {

  /** What stands for an unknown name that may be a value itself. */
  private static final String SOME_NAME = "(name)";

  private final JsonTape tape;

  /** Values of the tape that have a name, or positions in an array below zero. */
  private final int[] steps = new int[StrictJson.MAX_DEPTH + 1];

  private int depth;

  /** Where the item begins, of which {@link #path} tells. */
  private int itemDepth;

  Place(JsonTape tape) {
    this.tape = tape;
  }

  /** To the root of a record. */
  void reset() {
    depth = 0;
    itemDepth = 0;
  }

  /** To a property. */
  void enter(int value) {
    steps[depth++] = value;
  }

  /** To an element of an array. */
  void enterElement(int position) {
    steps[depth++] = -1 - position;
  }

  void leave() {
    depth--;
  }

  /** What it is at now is an item. */
  void beginItem() {
    itemDepth = depth;
  }

  /** True where it is at the item itself. */
  boolean isAtItem() {
    return depth == itemDepth;
  }

  /** JSON pointer from the record's root (RFC 6901). */
  String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      pointer.append('/').append(step(i).replace("~", "~0").replace("/", "~1"));
    }

    return pointer.toString();
  }

  /** As a sentence begins: the path within the item, {@code generated.items[0]}. */
  String path() {
    StringBuilder path = new StringBuilder();
    for (int i = itemDepth; i < depth; i++) {
      if (steps[i] < 0) {
        path.append('[').append(step(i)).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(step(i));
      }
    }

    return isAtItem() ? "The item" : path.toString();
  }

  private String step(int i) {
    if (steps[i] < 0) {
      return Integer.toString(-1 - steps[i]);
    }

    String name = tape.nameText(steps[i]);
    boolean known = tape.name(steps[i]) >= 0;
    return known || PropertyNames.areHarmless(name) ? name : SOME_NAME;
  }
}
