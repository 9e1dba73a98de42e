package io.eventlake.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  private final TimeZone zone = TimeZone.getDefault();
  private final Locale locale = Locale.getDefault();

  /** A zone with half hours and daylight saving, a language with other digits and its own case. */
  @BeforeEach
  void elsewhere() {
    TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
  }

  @AfterEach
  void home() {
    TimeZone.setDefault(zone);
    Locale.setDefault(locale);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:00.000001Z, 1",
    "1969-12-31T23:59:59.999999Z, -1",
    "1969-12-31T23:59:59.9999999Z, -1",
    "1970-01-01T00:00:00.0000009Z, 0",
    "1970-01-01T00:00:00.1Z, 100000",
    "1970-01-01T00:00:00.123456789Z, 123456",
    "1970-01-01t00:00:00z, 0",
    "1970-01-01T02:00:00+02:00, 0",
    "1969-12-31T20:30:00-03:30, 0",
    "1970-01-01T00:00:00+00:00, 0",
    "1970-01-01T17:59:00+17:59, 0",
    "2000-02-29T00:00:00Z, 951782400000000",
    "0001-01-01T00:00:00Z, -62135596800000000",
    "0001-01-01T00:00:00-01:00, -62135593200000000",
    "0001-01-02T00:00:00+01:00, -62135514000000000",
    "9999-12-31T23:59:59.999999Z, 253402300799999999",
    "9999-12-31T23:59:59+01:00, 253402297199000000",
    "2016-12-31T23:59:60Z, 1483228800000000",
    "2016-12-31T23:59:60.5Z, 1483228800500000",
    "2016-12-31T23:59:60+00:00, 1483228800000000"
  })
  void reads(String text, long micros) {
    assertThat(Rfc3339.micros(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2025-08-20",
        "2025-08-20T20:20:20",
        "2025-08-20T20:20Z",
        "2025-08-20 20:20:20Z",
        "2025-08-20T20:20:20.Z",
        "2025-08-20T20:20:20,5Z",
        "2025-08-20T20:20:20.1234567890Z",
        "2025-08-20T20:20:20.5",
        "2025-08-20T20:20:20ZZ",
        "2025-08-20T20:20:20Z ",
        " 2025-08-20T20:20:20Z",
        "2025-08-20T20:20:20+2:00",
        "2025-08-20T20:20:20+0200",
        "2025-08-20T20:20:20+02",
        "2025-08-20T20:20:20+02:60",
        "2025-08-20T20:20:20+18:00",
        "2025-08-20T20:20:20-00:00",
        "2025-08-20T20:20:20+02.00",
        "2025-08-20T20:20:20+02:00:00",
        "2025-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2025-04-31T00:00:00Z",
        "2025-00-01T00:00:00Z",
        "2025-13-01T00:00:00Z",
        "2025-01-00T00:00:00Z",
        "2025-01-32T00:00:00Z",
        "2025-01-01T24:00:00Z",
        "2025-01-01T23:60:00Z",
        "2025-01-01T23:59:61Z",
        "2025-01-01T23:59:60Z",
        "2020-12-31T23:59:60Z",
        "2016-12-31T22:59:60Z",
        "2016-12-31T23:58:60Z",
        "2016-12-31T22:59:60-01:00",
        "0000-12-31T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "10000-01-01T00:00:00Z",
        "-001-01-01T00:00:00Z",
        "+2025-01-01T00:00:00Z",
        "2025/08/20T20:20:20Z",
        "2025-08-20T20.20.20Z",
        "20250820T202020Z",
        "1755721220500",
        "\u0662\u0660\u0662\u0665-08-20T20:20:20Z",
        "2025-08-20T20:20:20\uff3a",
        "2025-08-20T20:20:20\u221202:00"
      })
  void readsNot(String text) {
    assertThat(Rfc3339.micros(text)).isEqualTo(Rfc3339.INVALID);
  }

  /** What the strict reading takes, and what else the grammar has. */
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T02:00:00.5+02:00, 500000",
    "1970-01-01T00:00:00-00:00, 0",
    "1970-01-01T00:00:00.1234569999999Z, 123456",
    "1970-01-01T23:59:00+23:59, 0",
    "1969-12-31T00:01:00-23:59, 0"
  })
  void readsAnyForm(String text, long micros) {
    assertThat(Rfc3339.microsOfAnyForm(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-12-31T00:00:00Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2025-08-20T20:20:20+24:00",
        "2025-08-20T20:20:20.Z",
        "2025-08-20T20:20:20.1234567890",
        "2025-08-20T20:20:20"
      })
  void whatIsOfNoFormIsNotRead(String text) {
    assertThat(Rfc3339.microsOfAnyForm(text)).isEqualTo(Rfc3339.INVALID);
  }

  @Test
  void readsWhatJavaTimeWrites() {
    long seed = Seed.of(getClass(), 20261122L);
    Random random = new Random(seed);
    long first = LocalDateTime.of(1, 1, 2, 0, 0).toEpochSecond(ZoneOffset.UTC);
    long last = LocalDateTime.of(9999, 12, 31, 0, 0).toEpochSecond(ZoneOffset.UTC);
    for (int i = 0; i < 100_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              first + (long) (random.nextDouble() * (last - first)), random.nextInt(1_000_000_000));
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2 * 1079) - 1079));
      String text = instant.atOffset(offset).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);

      assertThat(Rfc3339.micros(text))
          .as("seed %d: %s", seed, text)
          .isEqualTo(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
    }
  }
}
