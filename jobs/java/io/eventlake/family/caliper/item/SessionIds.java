package io.eventlake.family.caliper.item;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which ids of sessions are real. Some emitters send the same text with every event: thousands of
 * learners would share one session without an end.
 */
public final class SessionIds implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String URN = "urn:";

  private final Set<String> placeholders;

  public SessionIds(Set<String> placeholders) {
    this.placeholders =
        placeholders.stream().map(SessionIds::plain).collect(Collectors.toUnmodifiableSet());
  }

  /** The session of an event; null for none. */
  String of(ItemValues item, String action) {
    String id = item.id(item.at("TimedOut".equals(action) ? Name.OBJECT : Name.SESSION));
    return id == null || id.isBlank() || placeholders.contains(plain(id)) ? null : id;
  }

  /** The scheme and the namespace of a URN have no case (RFC 8141); what follows has. */
  private static String plain(String id) {
    int end = isUrn(id) ? id.indexOf(':', URN.length()) : -1;
    return end < 0 ? id : id.substring(0, end).toLowerCase(Locale.ROOT) + id.substring(end);
  }

  private static boolean isUrn(String id) {
    return id.regionMatches(true, 0, URN, 0, URN.length());
  }
}
