package io.eventlake.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LateShareTest {

  @Test
  void aFewLateEventsAreNoWarning() {
    assertThat(LateShare.warning(0, 0)).isEmpty();
    assertThat(LateShare.warning(5, 5_000)).isEmpty();
  }

  @Test
  void moreThanOneInAThousandIsToldWithItsRemedy() {
    assertThat(LateShare.warning(6, 5_000))
        .hasValue(
            "6 of 5000 events (0.1 %) came after the state of their session was gone: they are in"
                + " silver.events and ops.late_events, but in no session. A rebuild of"
                + " their days puts them there; ./eventlake run --help shows one");
  }
}
