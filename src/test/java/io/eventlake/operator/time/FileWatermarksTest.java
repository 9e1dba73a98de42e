package io.eventlake.operator.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.junit.jupiter.api.Test;

class FileWatermarksTest {

  private static final long NOW = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long NO_HOLD = Long.MAX_VALUE;

  private final ManualClock clock = new ManualClock(NOW);
  private final RecordedWatermarks output = new RecordedWatermarks();
  private final WatermarkGenerator<EventEnvelope> bounded =
      WatermarkPolicy.boundedFiles(OUT_OF_ORDERNESS).generator(clock);
  private final WatermarkGenerator<EventEnvelope> watched =
      WatermarkPolicy.watchedFiles(OUT_OF_ORDERNESS, IDLE).generator(clock);

  private int keys;

  @Test
  void aReaderOfBoundedFilesIsNeverIdle() {
    clock.millis += DAY;
    assertThat(emit(bounded)).isEmpty();

    five(bounded, "one", NOW, NO_HOLD);
    clock.millis += DAY;

    assertThat(emit(bounded)).containsExactly(watermark(NOW));
  }

  @Test
  void anArchiveNeverFollowsTheClock() {
    five(watched, "file", NOW, NO_HOLD);
    clock.millis += Duration.ofDays(400).toMillis();

    assertThat(emit(watched)).containsExactly("idle");
  }

  @Test
  void aReaderThatWakesIsActiveThoughItsTimeIsBehind() {
    five(watched, "one", NOW, NO_HOLD);
    clock.millis += 31_000;
    assertThat(emit(watched)).containsExactly("idle");

    event(watched, "two", "s:late", NOW - 600_000, NO_HOLD);

    assertThat(emit(watched)).containsExactly("active", watermark(NOW));
  }

  @Test
  void theWatermarkKeepsPaceWithFilesHoweverFastTheyAreRead() {
    for (int second = 0; second < 10; second++) {
      five(bounded, "one", NOW + second * 1_000L, NO_HOLD);
      five(bounded, "one", NOW + second * 1_000L + 1, NO_HOLD);
    }

    assertThat(output.calls).hasSize(10).last().isEqualTo(watermark(NOW + 9_000));
  }

  @Test
  void aClockThatIsAheadMovesNothing() {
    five(bounded, "one", NOW, NO_HOLD);
    event(bounded, "one", "s:ahead", NOW + 3_000 * DAY, NO_HOLD);
    assertThat(emit(bounded)).containsExactly(watermark(NOW));

    five(bounded, "one", NOW + 60_000, NO_HOLD);
    assertThat(emit(bounded)).containsExactly(watermark(NOW + 60_000));
  }

  @Test
  void theWatermarkWaitsForFilesThatAreStillToCome() {
    long later = NOW + 20 * DAY;
    five(bounded, "a", NOW, NOW + DAY);
    five(bounded, "a", later, NOW + DAY);
    assertThat(emit(bounded)).containsExactly(watermark(NOW + DAY));

    // Another writer's file of the same days: it begins where the first one was held.
    event(bounded, "b", "s:1", NOW + DAY, NO_HOLD);
    assertThat(emit(bounded)).containsExactly(watermark(NOW + DAY));

    five(bounded, "b", later, NO_HOLD);
    assertThat(emit(bounded)).containsExactly(watermark(later));
  }

  @Test
  void anArchiveOfTinyFilesMovesWithTheirOrder() {
    for (int day = 0; day < 10; day++) {
      long next = day == 9 ? NO_HOLD : NOW + (day + 1) * DAY;
      event(bounded, "file-" + day, "s:1", NOW + day * DAY, next);
    }

    assertThat(emit(bounded)).containsExactly(watermark(NOW + 9 * DAY));
  }

  @Test
  void watchedFilesOfOneEventEachMoveTheTimeTogether() {
    for (int file = 0; file < 5; file++) {
      event(watched, "file-" + file, "s:" + file, NOW + file, NO_HOLD);
    }

    assertThat(emit(watched)).containsExactly(watermark(NOW));
  }

  @Test
  void theWatermarkNeverGoesBack() {
    five(watched, "a", NOW, NO_HOLD);
    five(watched, "b", NOW - DAY, NOW - DAY);

    assertThat(emit(watched)).containsExactly(watermark(NOW));
  }

  private void five(
      WatermarkGenerator<EventEnvelope> watermarks, String file, long time, long hold) {
    for (int i = 0; i < 5; i++) {
      event(watermarks, file, "s:of-five-" + keys++, time, hold);
    }
  }

  private void event(
      WatermarkGenerator<EventEnvelope> watermarks, String file, String key, long time, long hold) {
    EventEnvelope event = new EventEnvelope();
    event.shardId = file;
    event.key = key;
    event.eventTimeMillis = time;
    event.holdMillis = hold;
    watermarks.onEvent(event, time, output);
  }

  private List<String> emit(WatermarkGenerator<EventEnvelope> watermarks) {
    output.calls.clear();
    watermarks.onPeriodicEmit(output);
    return output.calls;
  }

  private static String watermark(long time) {
    return String.valueOf(time - 5_000 - 1);
  }
}
