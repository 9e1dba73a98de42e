package io.eventlake.lake.marts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultRowsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "1970-01-01T00:00:00.000001Z",
        "2026-04-01T12:00:00.123456Z",
        "9999-12-31T23:59:59.999999Z"
      })
  void timesOfEveryYearAreKeptToTheMicrosecond(String time) {
    Instant instant = Instant.parse(time);

    assertThat(ResultRows.timestamp(instant).toInstant()).isEqualTo(instant);
  }
}
