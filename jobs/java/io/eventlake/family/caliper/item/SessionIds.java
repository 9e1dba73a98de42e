package io.eventlake.family.caliper.item;

import java.io.Serializable;
import java.util.Set;

/**
 * Which ids of sessions are real. Some emitters send the same text with every event: thousands of
 * learners would share one session without an end.
 */
public final class SessionIds implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Set<String> placeholders;

  public SessionIds(Set<String> placeholders) {
    this.placeholders = placeholders;
  }

  /** The session of an event; null for none. */
  String of(ItemValues item, String action) {
    String id = item.id(item.at("TimedOut".equals(action) ? Name.OBJECT : Name.SESSION));
    return id == null || id.isBlank() || placeholders.contains(id) ? null : id;
  }
}
