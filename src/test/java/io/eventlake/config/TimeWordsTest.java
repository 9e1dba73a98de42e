package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWordsTest {

  /** In Newfoundland it is still the day before. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T01:00:00Z"), ZoneOffset.ofHours(-4));

  @ParameterizedTest
  @ValueSource(strings = {"PT6H", "pt6h", "6 h", "6h", "6 hours", "360 min", " 6 h "})
  void aDurationHasManyForms(String text) {
    assertThat(TimeWords.duration(text)).isEqualTo(Duration.ofHours(6));
    assertThat(TimeWords.text(TimeWords.duration(text))).isEqualTo("6 h");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "", "6", "6 weeks", "-6 h", "PT-6H", "P", "99999999999999999999 d"})
  void whatIsNoDurationIsTold(String text) {
    assertThatThrownBy(() -> TimeWords.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is no duration such as 6 h, 90 s, 2 d or PT6H");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20, 2026-11-20", "today, 2026-03-01", "Yesterday, 2026-02-28"})
  void aDayIsOfUtc(String text, LocalDate day) {
    assertThat(TimeWords.day(text, CLOCK)).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z",
    "2026-11-20T10:00:00.5+02:00, 2026-11-20T08:00:00.5Z",
    "2026-11-20T10:00Z, 2026-11-20T10:00:00Z",
    "2026-11-20, 2026-11-20T00:00:00Z",
    "today, 2026-03-01T00:00:00Z",
    "yesterday, 2026-02-28T00:00:00Z"
  })
  void aTimeHasItsZoneOrIsTheBeginOfADay(String text, Instant time) {
    assertThat(TimeWords.instant(text, CLOCK)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-20T10:00:00", "10:00", "tomorrow", "", "2026-02-30"})
  void whatIsNoTimeIsTold(String text) {
    assertThatThrownBy(() -> TimeWords.instant(text, CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is no time such as 2026-03-01T12:00:00Z, 2026-03-01, today or yesterday");
  }

  @Test
  void aMessageGoesOnBehindTheValue() {
    assertThatThrownBy(() -> TimeWords.day("1.3.", CLOCK))
        .hasMessage("is no day of the form 2026-03-01, nor today or yesterday");
  }
}
