package io.eventlake.family.xp;

import java.util.Locale;

/** How the sources of an earning differ. */
public enum XpFlag {
  /** The event has the XP of other results, too, which explain it. */
  BUNDLED,
  /** The event may have the XP of other results, too: they were taken off; an alarm. */
  SUSPECTED,
  /** The event says more than the result, and nothing explains it; an alarm. */
  UNEXPLAINED,
  /** The result says something else, as a correction does. */
  DIFFERS;

  /** As the tables have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
