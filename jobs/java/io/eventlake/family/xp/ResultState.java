package io.eventlake.family.xp;

import java.util.Locale;

/** Whether a result is there. */
public enum ResultState {
  ACTIVE,
  TOBEDELETED,

  /** It was missing in a delivery of all results. */
  ABSENT;

  /** As OneRoster and the tables have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Null for no word of it. */
  public static ResultState of(String word) {
    for (ResultState state : values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }

    return null;
  }
}
