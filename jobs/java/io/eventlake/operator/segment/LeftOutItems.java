package io.eventlake.operator.segment;

import org.slf4j.Logger;

/** Tells of items that were left out, one by one but not without end: a file can be all of them. */
public final class LeftOutItems {

  /** Of one subtask. */
  static final int MOST = 20;

  private final Logger log;
  private int told;

  public LeftOutItems(Logger log) {
    this.log = log;
  }

  /**
   * @param message where the item was and why it was left out, never what it says; {@code {}}
   *     stands for each value
   */
  public void tell(String message, Object... values) {
    if (told < MOST) {
      log.warn(message, values);
    } else if (told == MOST) {
      log.warn("More items were left out: metric malformedSegmentChanges has their number");
    }

    told = Math.min(told + 1, MOST + 1);
  }
}
