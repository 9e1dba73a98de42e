package io.eventlake.lake.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which hours are compared, and where one count exceeds the other for certain. */
class WholeHoursTest {

  private static final Instant TEN = Instant.parse("2026-01-30T10:00:00Z");
  private static final WholeHours HOURS =
      WholeHours.within(TEN.minusSeconds(60), TEN.plus(Duration.ofHours(4)).plusSeconds(60));

  private final NavigableMap<Instant, Long> taken = steady();
  private final NavigableMap<Instant, Long> handedOver = steady();

  @Test
  void theHoursBetweenTwoTimesHaveAnEdgeOnBothSides() {
    assertThat(HOURS).hasToString("2026-01-30T10:00:00Z to 2026-01-30T14:00:00Z");
    assertThat(within("09:00:01", "14:01:00")).hasToString(HOURS.toString());
    assertThat(within("09:59:01", "14:01:00").from).isEqualTo("2026-01-30T11:00:00Z");
    assertThat(within("09:59:00", "14:00:59").until).isEqualTo("2026-01-30T13:00:00Z");
    assertThat(within("09:59:00", "11:00:59").isEmpty()).isTrue();
    assertThat(within("12:00:00", "09:00:00").isEmpty()).isTrue();
    assertThat(WholeHours.within(TEN, Instant.MIN).isEmpty()).isTrue();
  }

  @Test
  void equalCountsAndRecordsThatArriveInTheNextMinuteAreNoDifference() {
    assertThat(fewer().isEmpty()).isTrue();
    assertThat(more().isEmpty()).isTrue();

    move(10 * 60, 59, 60);
    move(10 * 60, 119, 120);
    move(7, 240, 239);
    assertThat(fewer().isEmpty()).isTrue();
    assertThat(more().isEmpty()).isTrue();
  }

  @Test
  void aLossIsFoundInItsHours() {
    add(handedOver, 70, -10);
    add(handedOver, 75, -10);
    add(handedOver, 130, -10);
    add(handedOver, 135, -10);
    add(handedOver, 140, -1);

    assertThat(fewer()).hasToString("2026-01-30T11:00:00Z to 2026-01-30T13:00:00Z");
    assertThat(more().isEmpty()).isTrue();
    add(taken, 10, 21);
    assertThat(fewer().from).isEqualTo(TEN);
  }

  @Test
  void lessThanTwoMinutesHaveIsFoundOverManyHours() {
    for (int hour = 0; hour < 4; hour++) {
      add(handedOver, 60 * hour + 30, -6);
    }

    // 24 records, of which the edges may hide 20; an hour alone shows none of its 6.
    assertThat(fewer()).hasToString(HOURS.toString());
  }

  @Test
  void aLossAndASurplusOfTwoHoursAreBothFound() {
    add(handedOver, 20, 100);
    add(handedOver, 200, -10);
    add(handedOver, 201, -10);
    add(handedOver, 202, -10);

    assertThat(more()).hasToString("2026-01-30T10:00:00Z to 2026-01-30T11:00:00Z");
    assertThat(fewer()).hasToString("2026-01-30T13:00:00Z to 2026-01-30T14:00:00Z");
    assertThat(fewer().sum(taken) - fewer().sum(handedOver)).isEqualTo(30);
  }

  @Test
  void anHourWithoutAnyRecordIsALoss() {
    handedOver.subMap(TEN.plusSeconds(7200), TEN.plusSeconds(10800)).clear();

    assertThat(fewer()).hasToString("2026-01-30T12:00:00Z to 2026-01-30T13:00:00Z");
    assertThat(fewer().each()).hasSize(1);
    assertThat(fewer().sum(handedOver)).isZero();
  }

  private WholeHours fewer() {
    return HOURS.largestExcess(taken, handedOver);
  }

  private WholeHours more() {
    return HOURS.largestExcess(handedOver, taken);
  }

  private void move(long records, int from, int to) {
    add(taken, from, records);
    add(handedOver, to, records);
  }

  private static void add(NavigableMap<Instant, Long> minutes, int minute, long records) {
    minutes.merge(TEN.plusSeconds(60L * minute), records, Long::sum);
  }

  private static WholeHours within(String from, String until) {
    return WholeHours.within(
        Instant.parse("2026-01-30T" + from + "Z"), Instant.parse("2026-01-30T" + until + "Z"));
  }

  /** Ten records in each minute, the edges included. */
  private static NavigableMap<Instant, Long> steady() {
    NavigableMap<Instant, Long> minutes = new TreeMap<>();
    for (int minute = -1; minute <= 240; minute++) {
      add(minutes, minute, 10);
    }

    return minutes;
  }
}
