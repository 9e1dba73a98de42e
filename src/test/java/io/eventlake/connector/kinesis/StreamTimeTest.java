package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;

class StreamTimeTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  /** Fault 73: a job's clock that is ahead, behind, or from another year. */
  @ParameterizedTest
  @ValueSource(longs = {300, -300, 90_000, -90_000, 400L * 86_400_000})
  void aClockThatIsWrongIsSetByTheStreams(long millisAhead) {
    Clock here = clock(NOON.plusMillis(500 + millisAhead));
    Clock set = StreamTime.clock(answer("Tue, 10 Mar 2026 12:00:00 GMT"), here);

    assertThat(set.instant()).isEqualTo(NOON);
  }

  @Test
  void timeGoesOnByThisMachinesClock() {
    Clock here = clock(NOON.plusMillis(800));
    Clock set = StreamTime.clock(answer("Tue, 10 Mar 2026 12:00:00 GMT"), here);

    assertThat(Clock.offset(set, Duration.ofMinutes(5)).instant())
        .isEqualTo(NOON.plus(Duration.ofMinutes(5)));
  }

  @Test
  void anAnswerWithoutATimeLeavesTheClockAsItIs() {
    Clock here = clock(NOON.plusMillis(7));

    assertThat(StreamTime.of(answer("yesterday"), here)).isEqualTo(here.instant());
    assertThat(StreamTime.of(answer(null), here)).isEqualTo(here.instant());
  }

  private static Clock clock(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private static SdkResponse answer(String date) {
    SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(200);
    if (date != null) {
      http.putHeader("Date", date);
    }

    return ListShardsResponse.builder().build().toBuilder().sdkHttpResponse(http.build()).build();
  }
}
