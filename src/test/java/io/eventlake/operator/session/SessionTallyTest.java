package io.eventlake.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionTallyTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final SessionBounds BOUNDS =
      new SessionBounds(Duration.ofMinutes(30), DAY, DAY, 100);

  /** Whatever its events say of sessions, there are none. */
  @Test
  void withATallyOfNothingAFamilyHasNoSessions() {
    SessionRules rules =
        new SessionRules(BOUNDS, new SessionFacts(TestEvents.FACTS.columns, SessionTally.NONE));
    SessionState state = new SessionState();
    EventEnvelope event = TestEvents.session("a").id(1).at(0).build();

    assertThat(rules.place(state, event, Long.MIN_VALUE))
        .isEqualTo(SessionRules.Placement.NO_SESSION);
    assertThat(state.sessions).isEmpty();
  }

  @Test
  void aFlagStays() {
    SessionAggregate session = new SessionAggregate();
    session.add(TestEvents.session("a").id(1).at(0).comparison().build(), TestEvents.FACTS);
    session.add(TestEvents.session("a").id(2).at(1).build(), TestEvents.FACTS);

    assertThat(session.flags).isEqualTo(1);
    assertThat(session.sums).startsWith(2, 0, 0);
  }
}
