package io.eventlake.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionStateTest {

  private static final int HOUR = 1_000;

  private final SessionState state = new SessionState();

  @Test
  void idsAreDueWhenTheLastOfThemIs() {
    state.seenUntilHour = HOUR;

    assertThat(state.idsDue()).isEqualTo(SeenIds.millisOf(HOUR));
  }

  @Test
  void overflowedIdsAreNotDueBeforeTheyAreWalkedOverAgain() {
    state.seenUntilHour = HOUR;
    state.overflowed = true;
    state.expireOverflowAt = SeenIds.millisOf(HOUR) + 1;

    // Else a timer would fire with every watermark until then, and forget nothing.
    assertThat(state.idsDue()).isEqualTo(SeenIds.millisOf(HOUR) + 1);
  }
}
