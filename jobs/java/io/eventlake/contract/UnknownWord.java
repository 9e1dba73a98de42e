package io.eventlake.contract;

import java.util.List;

/** A word of a record that its contract does not know, near one or more that it knows. */
public final class UnknownWord {

  private final String pointer;
  private final List<String> nearest;

  UnknownWord(String pointer, List<String> nearest) {
    this.pointer = pointer;
    this.nearest = nearest;
  }

  /** Of a property whose name is unknown, or of one whose value is none of its words. */
  public String pointer() {
    return pointer;
  }

  /** What may have been meant: names or paths of properties, or words. */
  public List<String> nearest() {
    return nearest;
  }

  /** For people. */
  @Override
  public String toString() {
    return pointer + ": did you mean " + String.join(" or ", nearest) + "?";
  }
}
