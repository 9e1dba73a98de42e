package io.eventlake.operator.session;

import io.eventlake.event.KeyKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a session key tells: its kind, and the id of the session. */
public final class SessionKeys {

  private static final int PREFIX_LENGTH = 2;

  private SessionKeys() {}

  public static KeyKind kind(String key) {
    switch (key.charAt(0)) {
      case 's':
        return KeyKind.SESSION;
      case 'u':
        return KeyKind.USER;
      default:
        return KeyKind.NONE;
    }
  }

  /**
   * The session's id: as sent, or for a user's session made of the user and the session's first
   * event, so that it is the same however often and in whatever order the events are processed.
   */
  static String sessionId(String key, long firstMillis, long firstHigh, long firstLow) {
    String name = key.substring(PREFIX_LENGTH);
    if (kind(key) == KeyKind.SESSION) {
      return name;
    }

    String firstEvent = name + "|" + firstMillis + "|" + new UUID(firstHigh, firstLow);
    return "u-" + UUID.nameUUIDFromBytes(firstEvent.getBytes(StandardCharsets.UTF_8));
  }
}
