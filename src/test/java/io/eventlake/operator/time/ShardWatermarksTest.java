package io.eventlake.operator.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ShardWatermarksTest {

  private static final long NOW = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMinutes(30);

  private final ManualClock clock = new ManualClock();
  private final Output output = new Output();
  private final ShardWatermarks live =
      new ShardWatermarks(WatermarkPolicy.stream(OUT_OF_ORDERNESS, IDLE, QUIET), clock);

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
  void aReaderOfBoundedFilesIsNeverIdle() {
    ShardWatermarks bounded =
        new ShardWatermarks(WatermarkPolicy.boundedFiles(OUT_OF_ORDERNESS), clock);
    clock.millis += Duration.ofDays(1).toMillis();
    assertThat(emit(bounded)).isEmpty();

    event(bounded, "one", NOW);
    clock.millis += Duration.ofDays(1).toMillis();

    assertThat(emit(bounded)).containsExactly(String.valueOf(NOW - 5_000 - 1));
  }

  @Test
  void filesOfOneReaderShareAClock() {
    ShardWatermarks bounded =
        new ShardWatermarks(WatermarkPolicy.boundedFiles(OUT_OF_ORDERNESS), clock);
    event(bounded, "first", NOW);
    event(bounded, "second", NOW + 60_000);

    assertThat(emit(bounded)).containsExactly(String.valueOf(NOW + 60_000 - 5_000 - 1));
  }

  @Test
  void theWatermarkKeepsPaceWithFilesHoweverFastTheyAreRead() {
    ShardWatermarks bounded =
        new ShardWatermarks(WatermarkPolicy.boundedFiles(OUT_OF_ORDERNESS), clock);
    for (int second = 0; second < 10; second++) {
      event(bounded, "one", NOW + second * 1_000L);
      event(bounded, "one", NOW + second * 1_000L + 1);
    }

    assertThat(output.calls).hasSize(10).last().isEqualTo(String.valueOf(NOW + 9_000 - 5_000 - 1));
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

  @Test
  void anArchiveNeverFollowsTheClock() {
    ShardWatermarks archive =
        new ShardWatermarks(WatermarkPolicy.watchedFiles(OUT_OF_ORDERNESS, IDLE), clock);
    event(archive, "file", NOW);
    clock.millis += Duration.ofDays(400).toMillis();

    assertThat(emit(archive)).containsExactly("idle");
  }

  private void event(ShardWatermarks watermarks, String shard, long time) {
    EventEnvelope event = new EventEnvelope();
    event.shardId = shard;
    event.eventTimeMillis = time;
    watermarks.onEvent(event, time, output);
  }

  private List<String> emit(ShardWatermarks watermarks) {
    output.calls.clear();
    watermarks.onPeriodicEmit(output);
    return output.calls;
  }

  private static final class Output implements WatermarkOutput {
    private final List<String> calls = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      calls.add(String.valueOf(watermark.getTimestamp()));
    }

    @Override
    public void markIdle() {
      calls.add("idle");
    }

    @Override
    public void markActive() {
      calls.add("active");
    }
  }

  private static final class ManualClock extends Clock {
    private long millis = NOW;

    @Override
    public long millis() {
      return millis;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
