package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.event.RawRecord;
import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratedEvent;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.table.rows.Columns;
import io.eventlake.testing.Seed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {

  private static final int TIMES = 100_000;

  private static final long FILE_TIME = Instant.parse("2025-08-21T00:10:00Z").toEpochMilli();

  private final TimeZone zone = TimeZone.getDefault();

  @BeforeEach
  void elsewhere() {
    TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
  }

  @AfterEach
  void home() {
    TimeZone.setDefault(zone);
  }

  @Test
  void aClockWithinFiveMinutesIsTrusted() {
    Decoded decoded = at("2025-08-20T20:25:21Z");

    assertThat(decoded.event.eventTimeMillis).isEqualTo(Decoded.ARRIVAL + 300_000);
    assertThat(decoded.silverJson().get("clock_skewed").booleanValue()).isFalse();
    assertThat(decoded.bronzeJson().get("clock_skewed").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-08-20T20:25:21.000001Z",
        "2038-01-19T03:14:07Z",
        "9999-12-31T23:59:59.999999Z"
      })
  void aClockFurtherAheadIsNot(String ts) {
    Decoded decoded = at(ts);
    ObjectNode silver = decoded.silverJson();

    assertThat(decoded.event.eventTimeMillis).isEqualTo(Decoded.ARRIVAL);
    assertThat(silver.get("ts").textValue()).isEqualTo(ts.substring(0, ts.length() - 1));
    assertThat(silver.get("event_dt").textValue()).isEqualTo("2025-08-20");
    assertThat(silver.get("event_hour").textValue()).isEqualTo("20");
    assertThat(silver.get("clock_skewed").booleanValue()).isTrue();
    assertThat(decoded.bronzeJson().get("clock_skewed").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-08-19T23:59:59.999999Z, 2025-08-19, 23",
    "2025-08-20T00:00:00Z, 2025-08-20, 00",
    "2025-08-20T01:30:00+02:00, 2025-08-19, 23",
    "1970-01-01T00:00:00Z, 1970-01-01, 00",
    "1969-12-31T23:59:59.999999Z, 1969-12-31, 23",
    "1900-02-28T23:00:00-01:00, 1900-03-01, 00",
    "0001-01-01T00:00:00Z, 0001-01-01, 00",
    "2015-06-30T23:59:60Z, 2015-07-01, 00"
  })
  void daysAndHoursAreOfUtc(String ts, String day, String hour) {
    ObjectNode silver = at(ts).silverJson();

    assertThat(silver.get("event_dt").textValue()).isEqualTo(day);
    assertThat(silver.get("event_hour").textValue()).isEqualTo(hour);
  }

  @Test
  void bronzeIsPartitionedByArrival() {
    ObjectNode bronze = at("2020-01-01T05:00:00Z").bronzeJson();

    assertThat(bronze.get("ingest_dt").textValue()).isEqualTo("2025-08-20");
    assertThat(bronze.get("hour").textValue()).isEqualTo("20");
    assertThat(bronze.get("arrival_ts").textValue()).isEqualTo("2025-08-20T20:20:21");
  }

  @Test
  void theStreamsArrivalStandsBeforeIngestTime() {
    Decoded decoded = WebEventText.pageView().withJson("/ingest_ts", "1755600000000").decode();

    assertThat(decoded.arrivalMillis).isEqualTo(Decoded.ARRIVAL);
  }

  @ParameterizedTest
  @CsvSource({
    "1755721220500, 1755721220500",
    "946684800000, 946684800000",
    "946684799999, " + "-1",
    "0, -1",
    "-9223372036854775808, -1",
    "9223372036854775807, -1",
    "1755735300000, 1755735300000",
    "1755735300001, 1755735300001",
    "1756320000000, 1756320000000",
    "1756330000000, -1",
    "2147483647000, -1",
    "null, -1"
  })
  void aFilesRecordsArriveAtTheirIngestTimeWhereThatIsSane(String ingestTs, long expected) {
    WebEventText event = WebEventText.pageView().withJson("/ingest_ts", ingestTs);
    long arrival = expected < 0 ? FILE_TIME : expected;

    assertThat(ofFile(event).event.arrivalMillis).isEqualTo(arrival);
    assertThat(ofFile(event).arrivalMillis).isEqualTo(arrival);
    assertThat(ofFile(event.withJson("/privacy/analytics", "false")).arrivalMillis)
        .isEqualTo(arrival);
    assertThat(ofFile(event.with("/event_type", "none")).arrivalMillis).isEqualTo(arrival);
  }

  @Test
  void daysHoursAndMinutesAreThoseOfTheCalendarFrom1900To2100() {
    long first = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
    long last = Instant.parse("2101-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
    long seed = Seed.of(getClass(), 20261130L);
    Random random = new Random(seed);
    for (int i = 0; i < TIMES; i++) {
      long micros = first + Math.floorMod(random.nextLong(), last - first);
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(micros, 1_000_000L),
              (int) Math.floorMod(micros, 1_000_000L) * 1_000,
              ZoneOffset.UTC);
      long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();

      assertThat(
              List.of(
                  Columns.hour(millis).toString(),
                  Columns.timestampMicros(micros).toLocalDateTime(),
                  LocalDate.ofEpochDay(Columns.day(millis)),
                  Columns.minute(millis).toLocalDateTime()))
          .as("%s, seed %d", time, seed)
          .containsExactly(
              time.toLocalTime().toString().substring(0, 2),
              time,
              time.toLocalDate(),
              time.truncatedTo(ChronoUnit.MINUTES));
    }
  }

  /** Columns: ts and ingest_ts of the record, time of the file, arrival. */
  @ParameterizedTest
  @CsvSource({
    // The record's two times agree, and the file was touched, or copied by a clock that was wrong.
    "2025-08-20T20:20:21Z, 2025-08-20T20:20:22Z, 1980-01-01T00:00:00Z, 2025-08-20T20:20:22Z",
    "2025-08-20T20:20:21Z, 2025-08-20T20:20:22Z, 2020-01-01T00:00:00Z, 2025-08-20T20:20:22Z",
    "2025-08-13T20:20:22Z, 2025-08-20T20:20:22Z, 2020-01-01T00:00:00Z, 2025-08-20T20:20:22Z",
    // A client's clock is ahead, whatever the file's time.
    "2038-01-19T03:14:07Z, 2025-08-20T20:20:22Z, 2026-01-01T00:00:00Z, 2025-08-20T20:20:22Z",
    "2038-01-19T03:14:07Z, 2025-08-20T20:20:22Z, 1980-01-01T00:00:00Z, 2025-08-20T20:20:22Z",
    // The event is old: then the endpoint's clock counts.
    "1970-01-01T00:00:00Z, 2025-08-20T20:20:22Z, 2026-01-01T00:00:00Z, 2025-08-20T20:20:22Z",
    "1970-01-01T00:00:00Z, 2025-08-20T20:20:22Z, 1980-01-01T00:00:00Z, 2025-08-20T20:20:22Z",
    // The endpoint's clock is wrong.
    "2025-08-20T20:20:21Z, 2038-01-19T03:14:07Z, 2025-08-20T21:00:00Z, 2025-08-20T21:00:00Z",
    "2025-08-20T20:20:21Z, 2038-01-19T03:14:07Z, 1980-01-01T00:00:00Z, 2025-08-20T20:20:21Z",
    // There is no ingest_ts.
    "2025-08-20T20:20:21Z, , 2025-08-20T21:00:00Z, 2025-08-20T21:00:00Z",
    "2038-01-19T03:14:07Z, , 2025-08-20T21:00:00Z, 2025-08-20T21:00:00Z",
    "2025-08-20T20:20:21Z, , 1980-01-01T00:00:00Z, 2025-08-20T20:20:21Z",
    "1970-01-01T00:00:00Z, , 1980-01-01T00:00:00Z, 1980-01-01T00:00:00Z"
  })
  void theFilesTimeIsTheLastResort(String ts, Instant ingest, Instant file, Instant arrival) {
    String ingestTs = ingest == null ? "null" : String.valueOf(ingest.toEpochMilli());
    WebEventText event = WebEventText.pageView().with("/ts", ts).withJson("/ingest_ts", ingestTs);

    assertThat(ofFile(event, file.toEpochMilli()).event.arrivalMillis)
        .isEqualTo(arrival.toEpochMilli());
  }

  /** The oracle takes the endpoint's time for the arrival, and the lake must do so, too. */
  @ParameterizedTest
  @ValueSource(strings = {"1980-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"})
  void generatedEventsArriveWhenTheOracleSays(Instant file) {
    EventGenerator events = new EventGenerator(GeneratorOptions.events(2_000).seed(17).build());
    int accepted = 0;
    while (events.hasNext()) {
      GeneratedEvent event = events.next();
      Decoded decoded = ofFile(event.json(), file.toEpochMilli());
      if (decoded.event != null) {
        assertThat(decoded.event.arrivalMillis).isEqualTo(event.arrivalMillis());
        accepted++;
      }
    }

    assertThat(accepted).isGreaterThan(1_500);
  }

  private static Decoded at(String ts) {
    return WebEventText.pageView().with("/ts", ts).decode();
  }

  private static Decoded ofFile(WebEventText event) {
    return ofFile(event, FILE_TIME);
  }

  private static Decoded ofFile(WebEventText event, long fileMillis) {
    return ofFile(event.toString().getBytes(UTF_8), fileMillis);
  }

  private static Decoded ofFile(byte[] event, long fileMillis) {
    RawRecord record = new RawRecord(event, "events.ndjson", "1", 0, fileMillis, false);
    return Decoded.of(Decoded.decoder(1 << 20), record);
  }
}
