package io.eventlake.family.caliper.rules;

import io.eventlake.json.JsonTape;
import io.eventlake.json.StrictJson;

/** Where in a record the rules are looking: names and positions from its root. */
final class Place {

  /** A longer name is cut: nobody reads it, and it would be told again and again. */
  private static final int MOST_CHARACTERS = 100;

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

    return path.length() == 0 ? "The item" : path.toString();
  }

  private String step(int i) {
    if (steps[i] < 0) {
      return Integer.toString(-1 - steps[i]);
    }

    String name = tape.nameText(steps[i]);
    return name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS) + "...";
  }
}
