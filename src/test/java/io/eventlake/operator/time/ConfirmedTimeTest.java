package io.eventlake.operator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfirmedTimeTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final ConfirmedTime time = new ConfirmedTime();

  @Test
  void isUnknownUntilFiveKeysSpoke() {
    time.see(30, "a");
    time.see(20, "b");
    time.see(40, "c");
    time.see(41, "d");
    time.see(42, "d");
    assertThat(time.millis()).isEqualTo(ConfirmedTime.UNKNOWN);

    time.see(50, "e");

    assertThat(time.millis()).as("the earliest of them").isEqualTo(20);
  }

  @Test
  void keepsPaceWithTheEvents() {
    for (int event = 0; event < 1_000; event++) {
      time.see(event, "key" + event);
    }

    assertThat(time.millis()).isEqualTo(999 - 4);
  }

  @Test
  void clocksThatAreAheadMoveNothing() {
    for (int second = 0; second < 10_000; second++) {
      // One event of three, ahead by anything from a minute to a week.
      long ahead = second % 3 == 0 ? 60 * (second % 10_080) : 0;
      time.see(second + ahead, "key" + second);
    }

    assertThat(time.millis()).isBetween(9_990L, 10_000L);
  }

  @Test
  void aClientThatSendsManyEventsInARowIsOneClock() {
    begin();
    for (int event = 0; event < ConfirmedTime.EVENTS; event++) {
      time.see(DAY, "ahead");
    }

    assertThat(time.millis()).isEqualTo(5);
  }

  @Test
  void anEventThatIsLateTakesNothingBack() {
    begin();
    time.see(-DAY, "late");

    assertThat(time.millis()).isEqualTo(4);
  }

  @Test
  void aNightIsJumpedOver() {
    begin();
    for (int key = 0; key < 5; key++) {
      assertThat(time.millis()).isLessThan(DAY);
      time.see(DAY + key, "morning" + key);
    }

    assertThat(time.millis()).isEqualTo(DAY);
  }

  /** What few visitors have to put up with, see ADR 17. */
  @Test
  void aVisitorAnHourIsConfirmedByTheFourthAfter() {
    long hour = Duration.ofHours(1).toMillis();
    for (int visitor = 0; visitor < 10; visitor++) {
      for (int page = 0; page < 20; page++) {
        time.see(visitor * hour + page, "visitor" + visitor);
      }
    }

    assertThat(time.millis()).isEqualTo(5 * hour + 19);
  }

  @Test
  void fewKeysDoNotHoldTheTimeBackForEver() {
    for (int event = 0; event <= ConfirmedTime.EVENTS; event++) {
      assertThat(time.millis()).isEqualTo(ConfirmedTime.UNKNOWN);
      time.see(event, "a");
    }

    assertThat(time.millis()).isEqualTo(1);
  }

  @Test
  void beginsAnewAtATimeThatIsKnown() {
    begin();
    time.restart(-DAY);
    time.see(DAY, "ahead");
    assertThat(time.millis()).isEqualTo(-DAY);

    time.limit(-2 * DAY);
    assertThat(time.millis()).isEqualTo(-2 * DAY);
  }

  /** The last five keys spoke at 4 to 8. */
  private void begin() {
    for (int key = 0; key < 9; key++) {
      time.see(key, "key" + key);
    }
  }
}
