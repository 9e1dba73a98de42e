package io.eventlake.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionStateTest {

  private static final int MINUTE = 1_000;

  private final SessionState state = new SessionState();

  @Test
  void idsAreDueWhenTheLastOfThemIs() {
    state.seenUntilMinute = MINUTE;

    assertThat(state.idsDue()).isEqualTo(SeenIds.millisOf(MINUTE));
  }

  @Test
  void overflowedIdsAreNotDueBeforeTheyAreWalkedOverAgain() {
    state.seenUntilMinute = MINUTE;
    state.overflowed = true;
    state.expireOverflowAt = SeenIds.millisOf(MINUTE) + 1;

    // Else a timer would fire with every watermark until then, and forget nothing.
    assertThat(state.idsDue()).isEqualTo(SeenIds.millisOf(MINUTE) + 1);
  }
}
