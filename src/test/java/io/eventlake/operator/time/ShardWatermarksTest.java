package io.eventlake.operator.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.junit.jupiter.api.Test;

class ShardWatermarksTest {

  private static final long NOW = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMinutes(30);

  private final ManualClock clock = new ManualClock(NOW);
  private final RecordedWatermarks output = new RecordedWatermarks();
  private final WatermarkGenerator<EventEnvelope> live =
      WatermarkPolicy.stream(OUT_OF_ORDERNESS, IDLE, QUIET).generator(clock);

  @Test
  void theSlowestShardDecides() {
    event(live, "one", NOW - 1_000);
    event(live, "two", NOW - 60_000);

    assertThat(emit(live)).containsExactly(String.valueOf(NOW - 60_000 - 5_000 - 1));
  }

  @Test
  void aShardThatFellSilentNoLongerCounts() {
    event(live, "one", NOW - 60_000);
    clock.millis += 31_000;
    event(live, "two", NOW);

    assertThat(emit(live)).containsExactly(String.valueOf(NOW - 5_000 - 1));
  }

  @Test
  void aSubtaskWithoutEventsIsIdleOnceItHadTheTimeToReadOne() {
    assertThat(emit(live)).isEmpty();

    clock.millis += 31_000;

    assertThat(emit(live)).containsExactly("idle");
  }

  @Test
  void theWatermarkNeverGoesBack() {
    event(live, "one", NOW);
    String first = emit(live).get(0);
    clock.millis += 31_000;
    event(live, "two", NOW - 3_600_000);

    assertThat(emit(live)).containsExactly(first);
  }

  @Test
  void aSubtaskThatWakesIsActiveThoughItsTimeIsBehind() {
    event(live, "one", NOW);
    String first = emit(live).get(0);
    clock.millis += 31_000;
    assertThat(emit(live)).containsExactly("idle");
    event(live, "one", NOW - 600_000);

    assertThat(emit(live)).containsExactly("active", first);
  }

  @Test
  void aQuietLiveStreamFollowsTheClock() {
    event(live, "one", NOW);
    clock.millis += QUIET.toMillis();
    assertThat(emit(live)).containsExactly("idle");

    clock.millis += 1;

    assertThat(emit(live))
        .containsExactly("active", String.valueOf(clock.millis - 30_000 - 5_000 - 1));
  }

  private void event(WatermarkGenerator<EventEnvelope> watermarks, String shard, long time) {
    EventEnvelope event = new EventEnvelope();
    event.shardId = shard;
    event.eventTimeMillis = time;
    watermarks.onEvent(event, time, output);
  }

  private List<String> emit(WatermarkGenerator<EventEnvelope> watermarks) {
    output.calls.clear();
    watermarks.onPeriodicEmit(output);
    return output.calls;
  }
}
