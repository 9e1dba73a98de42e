package io.eventlake.family.caliper.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tables hold of numbers of any spelling, and of durations. */
class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "10, 10.0000",
    "-2.50, -2.5000",
    "1e3, 1000.0000",
    "0.00005, 0.0001",
    "99999999999999.99994, 99999999999999.9999",
    "99999999999999.99996,",
    "1e14,",
    "1e999999999,",
    "1e99999999999,",
    "1e-999999999, 0.0000",
    "0e999999999, 0.0000"
  })
  void decimals(String spelling, BigDecimal number) {
    assertThat(Numbers.decimal(spelling, 4)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "PT52.5S, 52.500",
    "'PT1,5H', 5400.000",
    "P1DT1M, 86460.000",
    "P2W, 1209600.000",
    "P1Y,",
    "P1M,",
    "PT1M, 60.000",
    "PT999999999999999H,",
    "PT999999999S, 999999999.000",
    "PT1000000000S, 1000000000.000",
    "PT99999999999999999999S,",
    "P1W2DT3H4M5S, 788645.000",
    "P, 0.000",
    "PT, 0.000",
    "PT0S, 0.000",
    "PT5M3H,",
    "P1D1W,",
    "P5,",
    "PD,",
    "PTS,",
    "P1T1S,",
    "PTT1S,",
    "'',"
  })
  void durations(String duration, BigDecimal seconds) {
    assertThat(Numbers.seconds(duration)).isEqualTo(seconds);
  }
}
