package io.eventlake.connector.kinesis;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkResponse;

/**
 * The time by the clock of Kinesis, which every answer of it has in whole seconds: up to a second
 * ago, and never to come. This machine's own clock may be ahead of it, and Kinesis refuses to read
 * from a time that it has not reached.
 */
final class StreamTime {

  /** By how much it may be late. */
  static final Duration STEP = Duration.ofSeconds(1);

  private StreamTime() {}

  /** When an answer was given; by this machine's clock where the answer does not say. */
  static Instant of(SdkResponse answer, Clock here) {
    return answer
        .sdkHttpResponse()
        .firstMatchingHeader("Date")
        .map(StreamTime::parse)
        .orElseGet(here::instant);
  }

  /** This machine's clock, set by an answer that has just come. */
  static Clock clock(SdkResponse answer, Clock here) {
    return Clock.offset(here, Duration.between(here.instant(), of(answer, here)));
  }

  private static Instant parse(String date) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
