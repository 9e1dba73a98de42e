package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.family.TrafficRecord;
import io.eventlake.family.TrafficWishes;
import io.eventlake.family.caliper.generate.CaliperTrafficWriter;
import io.eventlake.family.site.generate.SiteTrafficWriter;
import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratorOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A live stream of any family is in full flow at once, and gives what is due by the clock. */
class LiveTrafficTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final int PER_SECOND = 20;

  @ParameterizedTest
  @ValueSource(strings = {"web", "site", "caliper"})
  void whatIsDueByTheClockIsGiven(String family) {
    Clock fiveMinutesOn = Clock.fixed(NOW.plusSeconds(300), ZoneOffset.UTC);
    LiveTraffic traffic = new LiveTraffic(records(family, Long.MAX_VALUE), fiveMinutesOn);
    long events = 0;
    for (Optional<TrafficRecord> next = traffic.nextDue();
        next.isPresent();
        next = traffic.nextDue()) {
      events += events(next.get());
      assertThat(next.get().dueMillis)
          .isBetween(NOW.toEpochMilli(), NOW.plusSeconds(300).toEpochMilli());
    }

    assertThat(events).isBetween(4_000L, 8_000L);
    assertThat(traffic.hasNext()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "site", "caliper"})
  void asManyAsAskedForAreGiven(String family) {
    Clock muchLater = Clock.fixed(NOW.plusSeconds(86_400), ZoneOffset.UTC);
    LiveTraffic traffic = new LiveTraffic(records(family, 1_000), muchLater);
    long events = 0;
    while (traffic.hasNext()) {
      events += events(traffic.nextDue().orElseThrow());
    }

    assertThat(events).isEqualTo(1_000);
    assertThat(traffic.nextDue()).isEmpty();
  }

  private static Iterator<TrafficRecord> records(String family, long events) {
    TrafficWishes wishes = TrafficWishes.live(events, 42, NOW, PER_SECOND);
    switch (family) {
      case "site":
        return new SiteTrafficWriter().live(wishes);
      case "caliper":
        return new CaliperTrafficWriter().live(wishes);
      default:
        return new EventGenerator(
                GeneratorOptions.events(events).eventsPerSecond(PER_SECOND).start(NOW).build())
            .records();
    }
  }

  /** What no record can be found in counts as one. */
  private static int events(TrafficRecord record) {
    JsonNode json;
    try {
      json = MAPPER.readTree(record.json);
    } catch (IOException e) {
      return 1;
    }

    if (json.isArray()) {
      return json.size();
    }

    boolean envelope = json.has("sensor") && json.has("dataVersion");
    JsonNode data = envelope ? json.path("data") : json.path("events");
    return Math.max(1, data.size());
  }
}
